/** What limits a backup on this machine: the parts of one, each measured by itself on sample data. Plain Java; the store is its caller's. */
package org.bactrian.benchmark;
