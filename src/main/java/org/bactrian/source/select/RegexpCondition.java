package org.bactrian.source.select;

import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Selector.Choice;

/**
 * {@code --include-regexp} or {@code --exclude-regexp}: a search in the whole path, nothing implied about what is above
 * or below.
 *
 * @param source as given, for messages
 */
record RegexpCondition(Pattern regexp, boolean includes, String source) implements Condition {
    @Override
    public Choice test(Subject subject) {
        try {
            if (!regexp.matcher(subject.text()).find()) {
                return null;
            }
        } catch (StackOverflowError e) {
            throw new BactrianException(ErrorKind.SELECTION_PATTERN,
                    describe() + " needs too much memory on a long path", "Write it with less repetition of groups.", e);
        }
        return includes ? Choice.INCLUDE : Choice.EXCLUDE;
    }

    @Override
    public String describe() {
        return "Regular expression: " + source;
    }
}
