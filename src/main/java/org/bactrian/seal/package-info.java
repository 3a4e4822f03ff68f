/**
 * Sealing: clear bytes to stored bytes and back. The contract ({@link org.bactrian.seal.Seal}), and the forms that need
 * no key; OpenPGP is in {@code org.bactrian.pgp}.
 */
package org.bactrian.seal;
