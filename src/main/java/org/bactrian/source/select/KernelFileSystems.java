package org.bactrian.source.select;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The mounted file systems whose files are views of the running kernel, not data: endless, changing while read, or with
 * effects when opened. Told by the device number of what is on them, so bind mounts and links to them are known too.
 * Immutable, thread-safe.
 *
 * <p>{@code devtmpfs} and {@code tmpfs} are not among them: device nodes are stored as such, and a tmpfs holds data.
 */
public final class KernelFileSystems {
    /** No file system is left out. */
    public static final KernelFileSystems NONE = new KernelFileSystems(Map.of());

    private static final String AUTOMOUNT = "autofs";
    private static final Set<String> TYPES = Set.of("proc", "sysfs", "cgroup", "cgroup2", "cpuset", "debugfs", "tracefs",
            "securityfs", "selinuxfs", "smackfs", "devpts", "bpf", "configfs", "fusectl", "mqueue", "pstore", "efivarfs",
            "hugetlbfs", "binfmt_misc", "rpc_pipefs", "nfsd", "nsfs", "resctrl", "functionfs", AUTOMOUNT);

    private final Map<Long, String> typeByDevice;

    private KernelFileSystems(Map<Long, String> typeByDevice) {
        this.typeByDevice = Map.copyOf(typeByDevice);
    }

    /** Those in a mount table. An automount point with something mounted below it leads to data, so it does not count. */
    public static KernelFileSystems in(List<Mount> mounts) {
        Map<Long, String> types = new HashMap<>();
        for (Mount mount : mounts) {
            boolean leadsToData = mount.type().equals(AUTOMOUNT) && mounts.stream()
                    .anyMatch(other -> !TYPES.contains(other.type()) && other.isBelow(mount));
            if (TYPES.contains(mount.type()) && !leadsToData) {
                types.put(mount.device(), mount.type());
            }
        }
        return new KernelFileSystems(types);
    }

    boolean isEmpty() {
        return typeByDevice.isEmpty();
    }

    /** The type of the kernel file system of a device number; null if it is none. */
    String typeOf(long device) {
        return typeByDevice.get(device);
    }
}
