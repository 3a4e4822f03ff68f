/** HTTP as a store needs it: streamed both ways, with a limit on silence instead of on the whole, over the JDK's client. */
package org.bactrian.swift.http;
