/**
 * The service: jobs that run by schedule, one beside the other, watched and told of. It stands on the routes: each run is an exchange
 * on the route of a command.
 */
package org.bactrian.job;
