/** The process of {@code bactrian serve}: configuration and routes in force, their change without a restart, start and end. */
package org.bactrian.job.service;
