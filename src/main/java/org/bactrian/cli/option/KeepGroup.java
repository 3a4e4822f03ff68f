package org.bactrian.cli.option;

import org.bactrian.chain.TimeExpression;
import org.bactrian.request.KeepRules;
import picocli.CommandLine.Option;

/** Which sets the command {@code remove} keeps. Filled by picocli, then only read. */
public final class KeepGroup {
    @Option(names = "--keep-last", paramLabel = "N", converter = Values.Positive.class, description = "the newest N sets")
    private Integer last;

    @Option(names = "--keep-hourly", paramLabel = "N", converter = Values.Positive.class, description = "the last set of N hours")
    private Integer hourly;

    @Option(names = "--keep-daily", paramLabel = "N", converter = Values.Positive.class, description = "the last set of N days")
    private Integer daily;

    @Option(names = "--keep-weekly", paramLabel = "N", converter = Values.Positive.class, description = "the last set of N weeks")
    private Integer weekly;

    @Option(names = "--keep-monthly", paramLabel = "N", converter = Values.Positive.class, description = "the last set of N months")
    private Integer monthly;

    @Option(names = "--keep-yearly", paramLabel = "N", converter = Values.Positive.class, description = "the last set of N years")
    private Integer yearly;

    @Option(names = "--keep-within", paramLabel = "LENGTH", description = "all sets not older than LENGTH before the newest: 30D, 1Y6M")
    private String within;

    /** The rules given. @throws org.bactrian.error.BactrianException of kind USAGE if the length is none */
    public KeepRules rules() {
        return new KeepRules(count(last), count(hourly), count(daily), count(weekly), count(monthly), count(yearly),
                within == null ? null : TimeExpression.length(within));
    }

    private static int count(Integer given) {
        return given == null ? 0 : given;
    }
}
