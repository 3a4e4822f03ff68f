/**
 * What a store holds, by its names: object names, manifests, sets, chains, times, and the decision what the next set
 * is. Plain values and pure functions; nothing here talks to a store.
 */
package org.bactrian.chain;
