/** What tests of every room share: the gate before tests with real peers. */
package org.bactrian.testkit;
