/** The proof of a target before it is trusted: how checks are run and told, and those that every store must pass. */
package org.bactrian.store.check;
