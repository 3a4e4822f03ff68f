package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.RemoveRequest.Rule;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.request.StatusRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which command the words mean (spec 12.1). */
class CommandWordsTest {
    @TempDir
    Path folder;
    private Session session;

    @BeforeEach
    void session() {
        session = new Session(folder);
    }

    @ParameterizedTest
    @CsvSource({"backup,AUTO", "bu,AUTO", "b,AUTO", "full,FULL", "fb,FULL", "f,FULL", "incremental,INCREMENTAL", "incr,INCREMENTAL",
        "inc,INCREMENTAL", "ib,INCREMENTAL", "i,INCREMENTAL", "increm,INCREMENTAL"})
    void backups(String word, Mode mode) {
        BackupRequest request = session.request(BackupRequest.class, word, session.source.toString(), Session.URL);
        assertThat(request.mode()).isEqualTo(mode);
        assertThat(request.source()).isEqualTo(session.source.toString());
        assertThat(request.target().target().url()).isEqualTo(Session.URL);
        assertThat(session.work.route()).isEqualTo(
                switch (mode) { case AUTO -> "backup"; case FULL -> "full"; case INCREMENTAL -> "incremental"; });
    }

    @ParameterizedTest
    @CsvSource({"restore,restore", "rb,restore", "rest,restore", "verify,verify", "vb,verify", "v,verify"})
    void readers(String word, String route) {
        ReadRequest request = session.request(ReadRequest.class, word, Session.URL, session.empty.toString());
        assertThat(request.folder()).isEqualTo(session.empty);
        assertThat(session.work.route()).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-current-files", "ls", "l", "list"})
    void listings(String word) {
        assertThat(session.request(ReadRequest.class, word, Session.URL).folder()).isNull();
        assertThat(session.work.route()).isEqualTo("list-current-files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collection-status", "st", "col", "collection"})
    void statuses(String word) {
        StatusRequest request = session.request(StatusRequest.class, word, Session.URL);
        assertThat(request.fileChanged()).isNull();
        assertThat(request.changesInSet()).isNull();
        assertThat(session.work.route()).isEqualTo("collection-status");
    }

    @ParameterizedTest
    @CsvSource({"cleanup,CLEANUP", "cl,CLEANUP", "clean,CLEANUP"})
    void cleanups(String word, Rule rule) {
        assertThat(session.request(RemoveRequest.class, word, Session.URL).rule()).isEqualTo(rule);
        assertThat(session.work.route()).isEqualTo("cleanup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove-older-than", "ro", "remove-o"})
    void removalsByTime(String word) {
        RemoveRequest request = session.request(RemoveRequest.class, word, "2D", "--force", Session.URL);
        assertThat(request.rule()).isEqualTo(Rule.OLDER_THAN);
        assertThat(request.time()).isEqualTo(Session.NOW.minusSeconds(2 * 86_400));
        assertThat(request.target().force()).isTrue();
        assertThat(session.work.route()).isEqualTo("remove-older-than");
    }

    @ParameterizedTest
    @CsvSource({"remove-all-but-n-full,ALL_BUT_N_FULL", "ra,ALL_BUT_N_FULL", "remove-all-but,ALL_BUT_N_FULL",
        "remove-all-inc-of-but-n-full,ALL_INCREMENTS_OF_BUT_N_FULL", "ri,ALL_INCREMENTS_OF_BUT_N_FULL",
        "remove-all-i,ALL_INCREMENTS_OF_BUT_N_FULL"})
    void removalsByCount(String word, Rule rule) {
        RemoveRequest request = session.request(RemoveRequest.class, word, "3", Session.URL);
        assertThat(request.rule()).isEqualTo(rule);
        assertThat(request.count()).isEqualTo(3);
    }

    @Test
    void replication() {
        ReplicateRequest request = session.request(ReplicateRequest.class, "replicate", Session.URL, "swift://c/p", "-t", "1970-01-02");
        assertThat(request.from().target().url()).isEqualTo(Session.URL);
        assertThat(request.to().target().url()).isEqualTo("swift://c/p");
        assertThat(request.before()).isEqualTo(Instant.ofEpochSecond(86_400));
        assertThat(session.work.route()).isEqualTo("replicate");
    }

    @Test
    void withoutACommandTheOrderDecides() {
        assertThat(session.request(BackupRequest.class, session.source.toString(), Session.URL).mode()).isEqualTo(Mode.AUTO);
        assertThat(session.request(ReadRequest.class, Session.URL, session.empty.toString()).folder()).isEqualTo(session.empty);
        assertThat(session.work.route()).isEqualTo("restore");
    }

    @Test
    void theCommandAndItsWordsStandAnywhereAmongTheOptions() {
        BackupRequest request = session.request(BackupRequest.class, "--volsize", "3", "full", "--name", "incr",
                session.source.toString(), "-v", "e", Session.URL, "--dry-run");
        assertThat(request.mode()).isEqualTo(Mode.FULL);
        assertThat(request.target().name()).isEqualTo("incr");
    }

    @Test
    void timesHangOnCurrentTimeWhereItIsGiven() {
        RemoveRequest request = session.request(RemoveRequest.class, "remove-older-than", "10s", "--current-time", "100", Session.URL);
        assertThat(request.time()).isEqualTo(Instant.ofEpochSecond(90));
    }
}
