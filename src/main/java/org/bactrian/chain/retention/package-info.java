/** What to delete from a store, and in which order. */
package org.bactrian.chain.retention;
