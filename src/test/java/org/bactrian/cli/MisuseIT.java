package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.WarmDuplicity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same mistakes made with the real duplicity: the same exit codes and, where it has one line, the same line. */
@NeedsPeer("duplicity")
class MisuseIT {
    @TempDir
    Path folder;

    @Test
    void exitCodesAndWordsAreDuplicitys() throws IOException {
        Session session = new Session(folder);
        String src = session.source.toString();
        String url = "file://" + folder.resolve("store");
        for (List<String> args : List.of(List.<String>of(), List.of("full"), List.of("full", src), List.of("full", src, url, "x"),
                List.of(src, src), List.of(url, url), List.of("verify", src, url), List.of("verify", url), List.of("frob", src, url),
                List.of("collection-status", src), List.of("--nosuch", src, url), List.of("--volsize", "x", src, url),
                List.of("--time", "bogus", url, "x"), List.of("-v", "foo", src, url), List.of("-v12", src, url), List.of("-v", "-1", src, url),
                List.of(src, url, "--exclude"), List.of("--log-fd", "0", src, url), List.of("--metadata-sync-mode", "z", src, url),
                List.of("remove-all-but-n-full", "0", url), List.of("remove", url), List.of("--full-if-older-than", "z", src, url),
                List.of("nowhere", url), List.of("verify", url, "nowhere"), List.of(url, src), List.of("replicate", url, src),
                List.of("--rename", "a"), List.of("full", "-r", "x", src, url), List.of("--time-separator", "-", src, url),
                List.of("--exc", "a", src, url))) {
            Answer theirs = duplicity(args);
            int ours = session.run(args.toArray(String[]::new));
            assertThat(ours).as(args + "\nduplicity: " + theirs + "\nbactrian: " + session.err).isEqualTo(theirs.exit);
            if (theirs.firstLine.startsWith("Command line error: ") && !theirs.firstLine.contains("not unique")) {
                assertThat(session.err.lines().findFirst().orElse("")).as(args.toString()).startsWith(theirs.firstLine
                        .replaceFirst("  Examples of URL strings are$", ""));
            }
        }
    }

    private record Answer(int exit, String firstLine) {
    }

    private Answer duplicity(List<String> args) throws IOException {
        Path err = folder.resolve("err");
        int exit = WarmDuplicity.run(Path.of(""), Map.of("PASSPHRASE", "x", "XDG_CACHE_HOME", folder.resolve("cache").toString()),
                WarmDuplicity.utf8(args), Path.of("/dev/null"), err);
        return new Answer(exit, Files.readString(err).lines().findFirst().orElse(""));
    }
}
