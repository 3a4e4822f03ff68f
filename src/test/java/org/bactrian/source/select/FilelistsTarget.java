package org.bactrian.source.select;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.bactrian.error.BactrianException;

/** Lists of files and the patterns in them: the first byte holds how they are read. */
public final class FilelistsTarget {
    private static final byte[] ROOT = "/home/me".getBytes(StandardCharsets.US_ASCII);

    private FilelistsTarget() {
    }

    /** Every line becomes a rule or is refused. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        boolean nullSeparator = (data[0] & 1) != 0;
        byte[] list = Arrays.copyOfRange(data, 1, data.length);
        for (Filelist.Line line : Filelist.parse(list, (data[0] & 2) != 0, nullSeparator)) {
            try {
                RuleCompiler compiler = new RuleCompiler(ROOT, nullSeparator, notice -> { });
                compiler.add((data[0] & 4) != 0 ? new Rule.Regexp(line.include(), line.pattern())
                        : new Rule.Pattern(line.include(), line.pattern()));
            } catch (BactrianException e) {
                Objects.requireNonNull(e.getMessage(), "words"); // duplicity's, of several lines
            }
        }
    }
}
