/** Who may write to a target just now: a lease on the store, which any host that uses the target sees. */
package org.bactrian.chain.lease;
