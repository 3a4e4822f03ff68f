package org.bactrian.cli;

/** What does the work; the real one is {@link CamelEngine}. */
@FunctionalInterface
interface Engine {
    /**
     * Does it and returns when it is done.
     *
     * @throws org.bactrian.error.BactrianException if it failed
     */
    Outcome run(Work work);
}
