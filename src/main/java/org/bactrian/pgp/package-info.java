/**
 * OpenPGP (RFC 4880, RFC 9580) as GnuPG writes and reads it: {@link org.bactrian.pgp.PgpSeal} seals and opens stored
 * objects, in this process, on all processors, and lets nothing out before its integrity is proven.
 *
 * <p>Keys, signatures, session keys for recipients, key rings and armor are BouncyCastle's. The frame around the data is our
 * own: {@link org.bactrian.pgp.PacketReader packets}, CFB, AEAD chunks, and the two passes of reading. The reasons, each with
 * the test that would fail without it:
 * <ul>
 * <li>Bounded memory: BouncyCastle's reader allocates what a packet's length says, and nests as deep as a message does; ours
 * holds windows only, and whole packets only up to a limit that is given where they are read. {@code HostileMessagesTest}
 * opens 100 000 mutated messages in 64 MB.
 * <li>The last AEAD tag: BouncyCastle's stream does not check it after a full chunk, so that whole chunks can be cut off
 * unnoticed. {@code AuthenticatedDataTest.wholeChunksCutOffAreNoticed}.
 * <li>Nothing unproven: BouncyCastle gives clear bytes out first and verifies the MDC when it is asked afterwards.
 * {@code PassphraseModeTest.aChangeInALargeMessageIsNoticedBeforeAnythingIsGivenOut}.
 * <li>A message ends where its data end: BouncyCastle does not look at what follows, nor whether a packet is longer than what
 * it has. {@code PassphraseModeTest.whatFollowsTheMessageIsRefused} and {@code everyTruncationIsNoticed}.
 * <li>Speed: the platform's AES through CBC and ECB in large pieces, hashing once, deflate on all processors; BouncyCastle's
 * streams work block by block. Run {@code org.bactrian.pgp.SealSpeed} of the tests beside gpg.
 * </ul>
 */
package org.bactrian.pgp;
