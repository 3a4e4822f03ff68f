package org.bactrian.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.Patch;
import org.bactrian.rsync.Signature;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces of one file, of a file that cannot be read to its end above all. */
class FilePiecesTest {
    private static final SignatureFormat FORMAT = SignatureFormat.md4(512);
    private static final byte[] CONTENT = noise(500_000, 1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 500_000})
    void onlyTheLastPieceIsShort(int length) throws IOException {
        byte[] content = Arrays.copyOf(CONTENT, length);
        assertThat(pieces(new ByteArrayInputStream(content), null, null)).isEqualTo(content);
        assertThat(patched(CONTENT, pieces(new ByteArrayInputStream(content), CONTENT, null))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 200_000})
    void whatWasReadOfATornFileCanBeReadAgain(int length) throws IOException {
        byte[] begun = Arrays.copyOf(CONTENT, length);
        assertThat(pieces(torn(begun), null, "gone")).isEqualTo(begun);
        byte[] old = noise(300_000, 2);
        assertThat(patched(old, pieces(torn(begun), old, "gone"))).isEqualTo(begun);
    }

    @Test
    void aFileThatCannotBeReadAtAllIsRefused() {
        assertThatThrownBy(() -> pieces(torn(new byte[0]), null, null)).isInstanceOf(IOException.class).hasMessage("gone");
    }

    /** Chunks of a megabyte that other threads sum: of a new file, one changed in its place, one that has grown in its middle, a torn one. */
    @Test
    void whoHelpsDoesNotShow() throws IOException {
        byte[] content = noise(3_456_789, 3);
        byte[] changed = content.clone();
        for (int at = 100_000; at < changed.length; at += 300_000) {
            changed[at]++;
        }
        byte[] grown = new byte[content.length + 1234];
        System.arraycopy(content, 0, grown, 0, 1_700_000);
        System.arraycopy(content, 1_700_000, grown, 1_701_234, content.length - 1_700_000);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            for (byte[] old : new byte[][] {null, content, changed, grown}) {
                for (Supplier<InputStream> in : List.<Supplier<InputStream>>of(() -> new ByteArrayInputStream(content), () -> torn(content))) {
                    String torn = in.get() instanceof ByteArrayInputStream ? null : "gone";
                    ByteArrayOutputStream signature = new ByteArrayOutputStream();
                    byte[] expected = pieces(in.get(), old, torn, signature, new FilePieces.Buffers(), null);
                    ByteArrayOutputStream helpedSignature = new ByteArrayOutputStream();
                    byte[] helped = pieces(in.get(), old, torn, helpedSignature, FilePieces.Buffers.large(), new ReadThreads(pool, 3));
                    assertThat(helped).isEqualTo(expected);
                    assertThat(helpedSignature.toByteArray()).isEqualTo(signature.toByteArray());
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    private static byte[] pieces(InputStream in, byte[] old, String torn) throws IOException {
        return pieces(in, old, torn, new ByteArrayOutputStream(), new FilePieces.Buffers(), null);
    }

    private static byte[] pieces(InputStream in, byte[] old, String torn, OutputStream signatureTo, FilePieces.Buffers buffers,
            ReadThreads threads) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        SignatureWriter signature = new SignatureWriter(signatureTo, FORMAT);
        try (FilePieces pieces = new FilePieces(in, signature, old == null ? null : signature(old), buffers, threads)) {
            byte[] piece;
            do {
                piece = pieces.next();
                all.write(piece);
            } while (piece.length == FilePieces.PIECE);
            assertThat(pieces.torn() == null ? null : pieces.torn().getMessage()).isEqualTo(torn);
        }
        return all.toByteArray();
    }

    private static Signature signature(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(bytes, FORMAT);
        writer.write(content, 0, content.length);
        writer.finish();
        return Signature.read(new ByteArrayInputStream(bytes.toByteArray()), bytes.size(), "a signature");
    }

    private static byte[] patched(byte[] old, byte[] delta) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MemorySpool base = new MemorySpool();
        base.append(old, 0, old.length);
        Patch.apply(base, new ByteArrayInputStream(delta), "a delta", out);
        return out.toByteArray();
    }

    /** Gives these bytes, then fails. */
    private static InputStream torn(byte[] bytes) {
        return new InputStream() {
            private int position;

            @Override
            public int read() throws IOException {
                throw new AssertionError("read in bulk");
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int n = Math.min(count, bytes.length - position);
                if (n == 0) {
                    throw new IOException("gone");
                }
                System.arraycopy(bytes, position, target, offset, n);
                position += n;
                return n;
            }
        };
    }

    private static byte[] noise(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
