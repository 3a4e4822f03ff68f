package org.bactrian.cli;

import java.util.List;

/**
 * A command line taken apart.
 *
 * @param options  each option under its full name, with its argument behind {@code =} where it takes one; in order
 * @param words    everything else, in order
 * @param warnings about options that have no effect
 * @param lines    the options that came from option files, each as in {@code options}
 */
record Scan(List<String> options, List<String> words, List<String> warnings, List<OptionFile.Line> lines) {
}
