package org.bactrian.source.select;

import org.bactrian.source.Selector.Choice;

/** One compiled rule. Immutable, thread-safe. */
interface Condition {
    /** What the rule says; null if it does not match. Only a rule that {@link #includes()} marks folders to scan. */
    Choice test(Subject subject);

    /** Whether it can include. */
    boolean includes();

    /** What it is called in messages; the words are duplicity's. */
    String describe();
}
