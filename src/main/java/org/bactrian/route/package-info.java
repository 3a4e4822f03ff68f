/**
 * The steps that {@code routes/} names, each a small class with one job, and the start of Camel with these routes. What a
 * step needs of another one goes through {@link org.bactrian.route.Run}; the work itself is done on the floors below.
 */
package org.bactrian.route;
