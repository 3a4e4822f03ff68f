/** What a run says. Every package may use it; it uses none. */
package org.bactrian.log;
