package org.bactrian.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What makes two entries different, by type and in order. */
class AspectTest {
    private static Entry entry(EntryType type, int mode, long uid, long mtime, String target, int minor) {
        return new Entry(EntryName.of("x"), type, mode, uid, 0, "", "", mtime, 0, target.getBytes(), type.isDevice() ? 7 : 0, minor);
    }

    @Test
    void filesFoldersAndPipesHaveRightsAndTimes() {
        for (EntryType type : new EntryType[] {EntryType.FILE, EntryType.DIRECTORY, EntryType.FIFO}) {
            Entry one = entry(type, 0644, 5, 100, "", 0);
            assertThat(Aspect.firstDifference(one, entry(type, 0644, 5, 100, "", 0))).isNull();
            assertThat(Aspect.firstDifference(one, entry(type, 0645, 5, 101, "", 0))).isEqualTo(Aspect.PERMISSIONS);
            assertThat(Aspect.firstDifference(one, entry(type, 0644, 6, 101, "", 0))).isEqualTo(Aspect.PERMISSIONS);
            assertThat(Aspect.firstDifference(one, entry(type, 0644, 5, 101, "", 0))).isEqualTo(Aspect.TIME);
        }
    }

    @Test
    void timesBefore1970AreOne() {
        Entry before = entry(EntryType.FILE, 0644, 5, -7, "", 0);
        assertThat(Aspect.firstDifference(before, entry(EntryType.FILE, 0644, 5, 0, "", 0))).isNull();
        assertThat(Aspect.firstDifference(before, entry(EntryType.FILE, 0644, 5, 1, "", 0))).isEqualTo(Aspect.TIME);
    }

    @Test
    void ofALinkOnlyTheTargetCounts() {
        Entry one = entry(EntryType.SYMLINK, 0777, 5, 100, "a", 0);
        assertThat(Aspect.firstDifference(one, entry(EntryType.SYMLINK, 0, 6, 101, "a", 0))).isNull();
        assertThat(Aspect.firstDifference(one, entry(EntryType.SYMLINK, 0777, 5, 100, "b", 0))).isEqualTo(Aspect.TARGET);
    }

    @Test
    void devicesHaveRightsAndNumbersButNoTime() {
        Entry one = entry(EntryType.BLOCK_DEVICE, 0600, 5, 100, "", 1);
        assertThat(Aspect.firstDifference(one, entry(EntryType.BLOCK_DEVICE, 0600, 5, 200, "", 1))).isNull();
        assertThat(Aspect.firstDifference(one, entry(EntryType.BLOCK_DEVICE, 0600, 5, 100, "", 2))).isEqualTo(Aspect.NUMBERS);
        assertThat(Aspect.firstDifference(one, entry(EntryType.BLOCK_DEVICE, 0601, 5, 100, "", 2))).isEqualTo(Aspect.PERMISSIONS);
        assertThat(Aspect.firstDifference(one, entry(EntryType.CHARACTER_DEVICE, 0601, 5, 100, "", 2))).isEqualTo(Aspect.TYPE);
    }
}
