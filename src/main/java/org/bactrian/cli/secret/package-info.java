/** Passphrases: from the environment or the terminal, asked for as late as can be; and the seals made with them. */
package org.bactrian.cli.secret;
