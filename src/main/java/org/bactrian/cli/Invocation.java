package org.bactrian.cli;

import java.util.List;
import org.bactrian.cli.option.OptionSet;

/**
 * What the command line says.
 *
 * @param command  what to do
 * @param words    as many as the command's shape wants
 * @param options  with their values
 * @param warnings for the user: options that have no effect at all
 * @param notes    options that have no effect on this command
 */
record Invocation(Command command, List<String> words, OptionSet options, List<String> warnings, List<String> notes) {
}
