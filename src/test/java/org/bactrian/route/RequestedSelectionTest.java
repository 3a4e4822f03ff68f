package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.source.RawPath;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each option of the request becomes the rule of that name, in the order given. */
class RequestedSelectionTest {
    private static final Instant NOW = Instant.parse("2024-01-10T00:00:00Z");

    @TempDir
    private Path folder;
    private Path tree;
    private final List<String> notices = new ArrayList<>();
    private InputStream standardInput = InputStream.nullInputStream();

    @BeforeEach
    void files() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
        for (String name : new String[] {"a.c", "a.o", "B.O"}) {
            Files.createFile(tree.resolve(name));
        }
        Files.createDirectory(tree.resolve("sub"));
        Files.createFile(tree.resolve("sub/tag"));
    }

    @Test
    void theOrderOfThePatternsDecides() {
        assertThat(taken("--include", tree + "/a.o", "--exclude", "**.o")).containsExactly("B.O", "a.c", "a.o", "sub", "sub/tag");
        assertThat(taken("--exclude", "**.o", "--include", tree + "/a.o", "--exclude", "**tag")).containsExactly("B.O", "a.c", "sub");
        assertThat(taken("--exclude-regexp", "[.]O$")).containsExactly("a.c", "a.o", "sub", "sub/tag");
        assertThat(taken("--include-regexp", "[.]O$", "--exclude", "**")).containsExactly("B.O");
    }

    @Test
    void filtersReadThePatternsAfterThem() {
        assertThat(taken("--filter-ignorecase", "", "--exclude", "**.o")).containsExactly("a.c", "sub", "sub/tag");
        assertThat(taken("--filter-regexp", "", "--exclude", ".*/sub.*", "--filter-globbing", "", "--exclude", "**.O"))
                .containsExactly("a.c", "a.o");
        assertThat(taken("--filter-literal", "", "--exclude", tree + "/a.o")).containsExactly("B.O", "a.c", "sub", "sub/tag");
        assertThat(taken("--filter-ignorecase", "", "--exclude", "**.o", "--filter-strictcase", "", "--exclude", "**A.C"))
                .containsExactly("a.c", "sub", "sub/tag");
    }

    @Test
    void listsAreReadFromFilesAndStandardInput() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "+ " + tree + "/a.o\n- " + tree + "/a.*\n");
        assertThat(taken("--exclude-filelist", list.toString())).containsExactly("B.O", "a.o", "sub", "sub/tag");
        assertThat(notices).containsExactly("Reading globbing filelist " + list);
        Files.writeString(list, tree + "/a.o\0");
        assertThat(taken("--null-separator", "", "--include-filelist", list.toString(), "--exclude", "**")).containsExactly("a.o");
        standardInput = new ByteArrayInputStream((tree + "/sub\n").getBytes(StandardCharsets.UTF_8));
        assertThat(taken("--exclude-filelist-stdin", "")).containsExactly("B.O", "a.c", "a.o");
        standardInput = new ByteArrayInputStream((tree + "/sub\n").getBytes(StandardCharsets.UTF_8));
        assertThat(taken("--include-filelist-stdin", "", "--exclude", "**")).containsExactly("sub", "sub/tag");
        Files.writeString(list, "sub/tag\n");
        assertThat(taken("--files-from", list.toString())).containsExactly("sub", "sub/tag");
    }

    @Test
    void metadataRulesApply() throws IOException {
        assertThat(taken("--exclude-if-present", "tag")).containsExactly("B.O", "a.c", "a.o");
        assertThat(taken("--exclude-device-files", "", "--exclude-other-filesystems", "")).hasSize(5);
        Files.setLastModifiedTime(tree.resolve("a.o"), FileTime.from(NOW.minusSeconds(7201)));
        Files.setLastModifiedTime(tree.resolve("a.c"), FileTime.from(NOW.minusSeconds(7199)));
        assertThat(taken("--exclude-older-than", "2h")).containsExactly("B.O", "a.c", "sub", "sub/tag");
    }

    @Test
    void mistakesHaveTheirKinds() {
        assertKind(ErrorKind.SELECTION_REDUNDANT, "--include", "**a.o");
        assertKind(ErrorKind.SELECTION_PREFIX, "--exclude", "/elsewhere");
        assertKind(ErrorKind.FILELIST_UNREADABLE, "--exclude-filelist", folder.resolve("missing").toString());
        assertKind(ErrorKind.FILELIST_UNREADABLE, "--exclude-filelist", "a\0b");
        assertKind(ErrorKind.USAGE, "--exclude-older-than", "yesteryear");
        assertKind(ErrorKind.USAGE, "--exclude-everything", "");
    }

    private void assertKind(ErrorKind kind, String... rules) {
        assertThatThrownBy(() -> taken(rules)).isInstanceOf(BactrianException.class)
                .extracting(e -> ((BactrianException) e).kind()).isEqualTo(kind);
    }

    private List<String> taken(String... optionsAndArguments) {
        List<SelectionOptions.Rule> rules = new ArrayList<>();
        for (int i = 0; i < optionsAndArguments.length; i += 2) {
            rules.add(new SelectionOptions.Rule(optionsAndArguments[i], optionsAndArguments[i + 1]));
        }
        byte[] typed = RawPath.bytes(tree);
        RequestedSelection requested = new RequestedSelection(Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC, ':', standardInput);
        Walk walk = new Walk(tree, typed, requested.compile(new SelectionOptions(rules, false, false, false), typed, notices::add),
                false, WalkListener.SILENT);
        List<String> names = new ArrayList<>();
        walk.forEachRemaining(entry -> names.add(entry.name().toString()));
        assertThat(names.remove(0)).isEqualTo(".");
        return names;
    }
}
