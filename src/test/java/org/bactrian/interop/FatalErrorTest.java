package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedInput;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM throws when it is out of memory or a class is missing ends a run as well: nobody waits for a volume that never comes. */
@Timeout(60)
class FatalErrorTest {
    private static Program program;

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /** Fails at a time: when a stream is begun, in it, or at its end. */
    private record Failing(Seal seal, String moment, AtomicInteger left) implements Seal {
        private void fail(String at) {
            if (at.equals(moment) && left.getAndDecrement() == 0) {
                throw new NoSuchMethodError("none of that name");
            }
        }

        @Override
        public String suffix() {
            return seal.suffix();
        }

        @Override
        public OutputStream seal(OutputStream sealed) throws IOException {
            fail("begin");
            return new FilterOutputStream(seal.seal(sealed)) {
                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    fail("write");
                    out.write(bytes, offset, count);
                }

                @Override
                public void close() throws IOException {
                    fail("end");
                    super.close();
                }
            };
        }

        @Override
        public InputStream open(SealedInput sealed) throws IOException {
            return seal.open(sealed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "write", "end"})
    void anErrorInAVolumeEndsTheRun(String moment) throws IOException {
        Path source = Files.createDirectories(temp.resolve("source"));
        Files.write(source.resolve("file"), new byte[300_000]);
        Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive")).volumes(1);
        for (int volume = 0; volume < 3; volume++) {
            Program.Result failed = target.sealedBy(new Failing(new PlainSeal(), moment, new AtomicInteger(volume))).backup(source);
            assertThat(failed.failure()).as("volume " + volume).isNotNull();
        }
        target.sealedBy(new PlainSeal()).backup(source).expectSuccess();
    }
}
