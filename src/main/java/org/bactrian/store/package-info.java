/** The store contract, and the store that is built in: a folder. */
package org.bactrian.store;
