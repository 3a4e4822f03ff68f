/**
 * What a coverage-guided fuzzer calls: each class takes bytes as they could come from a hostile store and lets one reader have them. A
 * refusal that the reader has words for is well; anything else that is thrown, an endless loop or too much memory is a finding. Those
 * that need what is not public lie beside it ({@code pgp}, {@code source.select}). {@link org.bactrian.fuzz.FuzzTest} runs them all.
 */
package org.bactrian.fuzz;
