package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bactrian.log.NameText;

/**
 * The words of the command line as the bytes they are. Java replaces what is not of the locale's encoding by U+FFFD, and such a file
 * name could never be named; the kernel still has the bytes (proc(5), {@code cmdline}: each word ends with a zero byte).
 */
final class RawArguments {
    private static final char REPLACEMENT = '\ufffd';
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {
    }

    /** The same words, those that were damaged restored in the form of {@link NameText}; as they are where that cannot be. */
    static String[] restored(String[] decoded) {
        return Arrays.stream(decoded).noneMatch(word -> word.indexOf(REPLACEMENT) >= 0) ? decoded : restored(decoded, COMMAND_LINE);
    }

    /** @param commandLine all words of the process, of which these are the last */
    static String[] restored(String[] decoded, Path commandLine) {
        try {
            List<byte[]> words = split(Files.readAllBytes(commandLine));
            if (words.size() < decoded.length) {
                return decoded;
            }
            return words.subList(words.size() - decoded.length, words.size()).stream().map(NameText::of).toArray(String[]::new);
        } catch (IOException e) {
            return decoded;
        }
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return words;
    }
}
