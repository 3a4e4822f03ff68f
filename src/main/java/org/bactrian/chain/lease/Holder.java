package org.bactrian.chain.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A process that may hold a lease, told apart from any other on any machine at any time.
 *
 * @param host    the machine's name, for people
 * @param pid     of the process
 * @param started when it was started, in the kernel's ticks since the machine was (proc(5), {@code stat}, field 22)
 * @param machine the boot of the kernel and the namespace in which the process number counts
 */
public record Holder(String host, long pid, long started, String machine) {
    private static final Path PROC = Path.of("/proc");
    /** Fields of {@code stat} behind the name, which may hold anything and ends with the last parenthesis. */
    private static final int STATE = 0;
    private static final int START = 19;

    /** @throws NullPointerException if something is missing */
    public Holder {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(machine, "machine");
    }

    /** This process. @param host the machine's name */
    public static Holder self(String host) throws IOException {
        long pid = ProcessHandle.current().pid();
        String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        String namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString().replaceAll("[^0-9]", "");
        return new Holder(host, pid, Long.parseLong(fields(pid)[START]), boot + "-" + namespace);
    }

    /** Whether the other is this very process. */
    public boolean isSame(Holder other) {
        return machine.equals(other.machine) && pid == other.pid && started == other.started;
    }

    /** Whether it is certain that the other has ended: it was one of this machine, and is there no more. */
    public boolean knowsDead(Holder other) {
        if (!machine.equals(other.machine) || !Files.exists(PROC.resolve("1"))) {
            return false; // elsewhere; or a machine that hides the processes of others
        }
        try {
            String[] fields = fields(other.pid);
            return Long.parseLong(fields[START]) != other.started || "ZX".contains(fields[STATE]);
        } catch (IOException | RuntimeException e) {
            return !Files.exists(PROC.resolve(Long.toString(other.pid)));
        }
    }

    private static String[] fields(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
