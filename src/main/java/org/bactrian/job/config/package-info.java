/** The file of jobs: read with the line of everything in it, checked against its schema, made into records. */
package org.bactrian.job.config;
