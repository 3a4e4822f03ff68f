package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MountTest {
    private static final String TABLE = """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            27 1 254:3 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw
            30 27 4095:1048575 / /a\\040b\\011\\134 rw - debugfs debugfs rw
            40 27 0:50 / /home rw - autofs auto.home rw
            41 40 0:51 / /home/u rw - nfs server:/u rw
            42 27 0:52 / /net rw - autofs -hosts rw
            43 42 0:53 / /net2/x rw - nfs server:/u rw
            nonsense
            44 27 x:1 / /b rw - proc proc rw
            45 27 0:54 / /c rw
            """;

    @Test
    void readsTheTable() {
        assertThat(Mount.parse(TABLE.getBytes(StandardCharsets.ISO_8859_1)).subList(0, 3)).containsExactly(
                new Mount("/proc", "proc", 21), new Mount("/", "ext4", 254 << 8 | 3), new Mount("/a b\t\\", "debugfs", 0xffffffffL));
        assertThat(Mount.parse(TABLE.getBytes(StandardCharsets.ISO_8859_1))).hasSize(7);
    }

    @Test
    void knowsKernelFileSystemsByTheirType() {
        KernelFileSystems kernel = KernelFileSystems.in(Mount.parse(TABLE.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(kernel.typeOf(21)).isEqualTo("proc");
        assertThat(kernel.typeOf(254 << 8 | 3)).isNull();
        assertThat(kernel.typeOf(50)).as("automounts with data below them").isNull();
        assertThat(kernel.typeOf(52)).isEqualTo("autofs");
        assertThat(KernelFileSystems.in(List.of()).isEmpty()).isTrue();
    }

    @Test
    void agreesWithTheNumbersOfThisMachine() throws Exception {
        long device = (long) Files.getAttribute(Path.of("/proc"), "unix:dev");
        assertThat(Mount.table()).filteredOn(mount -> mount.point().equals("/proc")).last()
                .satisfies(mount -> assertThat(mount.device()).isEqualTo(device));
    }

    @Property(seed = "1")
    boolean standsAnyTable(@ForAll byte[] table) {
        return Mount.parse(table).size() <= table.length;
    }
}
