package org.bactrian.interop;

import java.util.List;

/** Something that counts what is asked of it and at one operation does wrong, once, in one of its ways. Thread-safe. */
interface Faulty {
    /** The ways that make sense at an operation of this name. */
    List<? extends Enum<?>> faults(String operation);

    /** The fault happens at the operation after so many; null for never. Counts anew. */
    void plan(Enum<?> fault, int after);

    /** A new process: what died is alive again, what was full has room; the fault that was planned does not happen any more. */
    void revive();

    /** Whether the fault has made a difference since {@link #plan}. */
    boolean happened();

    /** The names of the operations since {@link #plan}, in their order. */
    List<String> operations();
}
