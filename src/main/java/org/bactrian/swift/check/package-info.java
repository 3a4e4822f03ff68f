/** The proof of a Swift target before it is trusted: what {@code validate-target} runs and the tests' conformance suite. */
package org.bactrian.swift.check;
