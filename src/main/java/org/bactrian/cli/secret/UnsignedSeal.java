package org.bactrian.cli.secret;

import java.io.InputStream;
import java.io.OutputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedInput;

/**
 * Stands for a form that has no signatures where a signature is demanded: else whoever can write to the store could put a
 * plain object in the place of a signed one. Opens and seals nothing.
 */
record UnsignedSeal(String suffix, String signKey) implements Seal {
    @Override
    public InputStream open(SealedInput sealed) {
        throw refused(sealed.name());
    }

    @Override
    public OutputStream seal(OutputStream sealed) {
        throw refused("what is to be stored");
    }

    private BactrianException refused(String object) {
        return new BactrianException(ErrorKind.WRONG_SIGNER, object + ": is not signed by " + signKey
                + ": it is not even encrypted", "Do not trust this object unless you know why; without --sign-key it is read.");
    }
}
