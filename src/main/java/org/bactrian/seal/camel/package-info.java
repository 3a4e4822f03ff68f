/** Seals as Camel data formats: what {@code marshal} and {@code unmarshal} in the routes name. */
package org.bactrian.seal.camel;
