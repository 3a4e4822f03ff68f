/**
 * Which entries of the source a backup takes: duplicity's rules (spec 10), exactly, in the order of the command line.
 * {@link org.bactrian.source.select.SelectionRules} holds the options as given, its {@code compile} checks them and
 * gives the {@link org.bactrian.source.select.Selection} that the walk asks about each entry.
 */
package org.bactrian.source.select;
