package org.bactrian.cli;

import java.util.List;

/** Which words a command takes besides its options, in order. */
enum Shape {
    SOURCE_URL("SOURCE", "URL"),
    URL_FOLDER("URL", "FOLDER"),
    URL("URL"),
    OPTIONAL_URL("[URL]"),
    TIME_URL("TIME", "URL"),
    SET_URL("SET", "URL"),
    COUNT_URL("COUNT", "URL"),
    URL_URL("URL", "URL"),
    NOTHING(),
    TOPIC("validate|example|schema"),
    ANY_JOB("[JOB]");

    private final List<String> labels;

    Shape(String... labels) {
        this.labels = List.of(labels);
    }

    /** Whether that many words will do. */
    boolean takes(int words) {
        return words == size() || (this == ANY_JOB || this == OPTIONAL_URL) && words == 0;
    }

    /** How many words, at most. */
    int size() {
        return labels.size();
    }

    /** As the help shows them. */
    String synopsis() {
        return String.join(" ", labels);
    }
}
