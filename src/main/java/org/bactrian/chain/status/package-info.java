/** What is shown to people and scripts: status, listings, statistics, in duplicity's own words and as JSON. */
package org.bactrian.chain.status;
