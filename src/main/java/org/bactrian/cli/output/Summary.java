package org.bactrian.cli.output;

/**
 * How a run ended.
 *
 * @param command     its name, as {@code full}
 * @param exitCode    of the process
 * @param millis      how long it took
 * @param warnings    how many warnings were given
 * @param entryErrors how many entries could not be read, written or compared
 * @param differences how many entries differ (verify)
 */
public record Summary(String command, int exitCode, long millis, long warnings, int entryErrors, int differences) {
}
