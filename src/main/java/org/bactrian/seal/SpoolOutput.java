package org.bactrian.seal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Sealed bytes on their way into a temporary file: that there is no room for them is TEMP_SPACE, with the folder's name. */
public final class SpoolOutput extends FilterOutputStream {
    private final String object;
    private final Path folder;

    /**
     * @param out    into the file
     * @param object what is kept there
     * @param folder the file's
     */
    public SpoolOutput(OutputStream out, String object, Path folder) {
        super(out);
        this.object = object;
        this.folder = folder;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        try {
            out.write(bytes, offset, count);
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private BactrianException noRoom(IOException e) {
        return new BactrianException(ErrorKind.TEMP_SPACE, "Cannot keep " + object + " in " + folder + ": " + e.getMessage(),
                "Make room there, or name another folder with --tempdir", e);
    }
}
