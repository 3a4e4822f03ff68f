package org.bactrian.pgp;

/** What one message's data is encrypted with. Never shown. */
record SessionKey(CipherAlgorithm algorithm, byte[] key) {
    @Override
    public String toString() {
        return "session key for " + algorithm;
    }
}
