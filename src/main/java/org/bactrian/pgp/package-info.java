/**
 * OpenPGP (RFC 4880, RFC 9580) as GnuPG writes and reads it: {@link org.bactrian.pgp.PgpSeal} seals and opens stored
 * objects, in this process, on all processors, and lets nothing out before its integrity is proven. Packet framing, CFB
 * and the two passes of reading are our own, for speed and for bounds on hostile input; keys and signatures are
 * BouncyCastle's.
 */
package org.bactrian.pgp;
