/** Compares the state that a chain holds with a folder, as two sorted streams (spec 7.5). */
package org.bactrian.verify;
