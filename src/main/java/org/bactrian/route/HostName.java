package org.bactrian.route;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the name of this host comes from. */
@FunctionalInterface
public interface HostName {
    /** As the kernel says, which is what {@code gethostname} gives; else as the network says. */
    HostName SYSTEM = () -> {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return InetAddress.getLocalHost().getHostName();
        }
    };

    /** The bare host name. */
    String get() throws IOException;
}
