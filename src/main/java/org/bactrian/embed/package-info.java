/**
 * The routes and steps as a part of somebody else's Camel application: what makes an exchange with a few headers into what
 * the routes expect. The file {@code routes/embedded.camel.yaml} puts it before them; the jar has all of them in its folder
 * {@code camel}, where Camel Main and Camel on Spring Boot look by themselves.
 */
package org.bactrian.embed;
