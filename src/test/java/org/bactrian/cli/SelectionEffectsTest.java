package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each option of selection leaves in a backup of {@code B.txt a d d/c link old}. SRC stands for the source, LIST for a list of d and a. */
class SelectionEffectsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "--exclude SRC/d, B.txt a link old",
        "--include SRC/d --exclude SRC/**, d d/c",
        "--exclude-filelist LIST, B.txt link old",
        "--include-filelist LIST --exclude SRC/**, a d d/c",
        "--exclude-globbing-filelist LIST, B.txt link old",
        "--include-globbing-filelist LIST --exclude SRC/**, a d d/c",
        "--exclude-filelist NULLS --null-separator, B.txt link old",
        "--exclude-filelist-stdin, B.txt link old",
        "--include-filelist-stdin --exclude SRC/**, a d d/c",
        "--exclude-regexp /[ad]$, B.txt link old",
        "--include-regexp /a$ --exclude SRC/**, a",
        "--exclude-if-present c, B.txt a link old",
        "--exclude-older-than 1Y, B.txt a d d/c link",
        "--files-from NAMES, a d d/c",
        "--filter-literal --exclude SRC/*, B.txt a d d/c link old",
        "--filter-literal --exclude SRC/x --filter-globbing --exclude SRC/*.txt, a d d/c link old",
        "--filter-regexp --exclude /[ad]$, B.txt link old",
        "--filter-ignorecase --exclude SRC/b.TXT, a d d/c link old",
        "--filter-ignorecase --exclude SRC/x --filter-strictcase --exclude SRC/b.TXT, B.txt a d d/c link old"})
    @EffectOf({"--exclude", "--include", "--exclude-filelist", "--include-filelist", "--exclude-globbing-filelist",
        "--include-globbing-filelist", "--null-separator", "--exclude-filelist-stdin", "--include-filelist-stdin", "--exclude-regexp",
        "--include-regexp", "--exclude-if-present", "--exclude-older-than", "--files-from", "--filter-literal", "--filter-globbing",
        "--filter-regexp", "--filter-ignorecase", "--filter-strictcase"})
    void theRulesDecide(String options, String left) throws IOException {
        Trial trial = tree();
        String d = trial.source + "/d";
        String a = trial.source + "/a";
        String list = Files.writeString(folder.resolve("list"), d + "\n" + a + "\n").toString();
        String nulls = Files.writeString(folder.resolve("nulls"), d + "\0" + a + "\0").toString();
        String names = Files.writeString(folder.resolve("names"), "d/c\na\n").toString();
        InputStream stdin = System.in;
        System.setIn(new ByteArrayInputStream((d + "\n" + a + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            trial.backup(options.replace("SRC", trial.source.toString()).replace("LIST", list).replace("NULLS", nulls).replace("NAMES", names).split(" "));
        } finally {
            System.setIn(stdin);
        }
        assertThat(trial.listed()).containsExactly(left.split(" "));
    }

    @Test
    @EffectOf("--copy-links")
    void linksAreFollowedIfWanted() throws IOException {
        Trial trial = tree();
        assertThat(Files.isRegularFile(trial.backup("--copy-links").restore().resolve("link"), java.nio.file.LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    /** Of this machine's own root: /proc is there on every Linux, and another file system. */
    @ParameterizedTest
    @CsvSource({
        "--include /proc/version, ''",
        "--kernel-file-systems --include /proc/version, proc proc/version",
        "--kernel-file-systems --exclude-other-filesystems --include /proc/version, ''",
        "--include /dev/null, dev dev/null",
        "--exclude-device-files --include /dev/null, ''"})
    @EffectOf({"--kernel-file-systems", "--exclude-other-filesystems", "--exclude-device-files"})
    void ofTheRootOnlyDataIsTakenUnlessMoreIsWanted(String options, String left) throws IOException {
        Trial trial = new Trial(folder);
        trial.done(Session.with(options.split(" "), "--exclude", "**", "/", trial.url));
        assertThat(trial.listed()).as(trial.out).isEqualTo(left.isEmpty() ? List.of() : List.of(left.split(" ")));
    }

    @Test
    void theStoreAndTheArchiveDirectoryAreNeverTaken() throws IOException {
        Trial trial = tree();
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), trial.source);
        String[] words = {"--archive-dir", trial.source + "/cache", "--name", "n", trial.source.toString(), "file://" + linked + "/d/store"};
        trial.done("--current-time", "1700000000", words[0], words[1], words[2], words[3], words[4], words[5]);
        trial.done(words);
        assertThat(trial.out).contains("Leaving out " + trial.source + "/d/store (it belongs to this backup)",
                "Leaving out " + trial.source + "/cache/n (it belongs to this backup)");
        trial.done("list-current-files", words[0], words[1], words[2], words[3], words[5]);
        assertThat(trial.out).contains(" d/c\n", " cache\n").doesNotContain(" d/store", " cache/n");
    }

    private Trial tree() throws IOException {
        Trial trial = new Trial(folder);
        Files.createSymbolicLink(trial.source.resolve("link"), Path.of("a"));
        Files.setLastModifiedTime(trial.file("old", "old"), FileTime.from(Instant.EPOCH));
        assertThat(List.of("B.txt", "a", "d", "link", "old")).isEqualTo(Trial.names(trial.source));
        return trial;
    }
}
