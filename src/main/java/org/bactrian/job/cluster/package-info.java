/**
 * Several services that run one file of jobs together. The database, by Quartz's store in it, says who runs what and when; that nothing runs
 * twice, whatever the database or a clock says, is seen to where the set is made, by the lease and the time of the schedule.
 */
package org.bactrian.job.cluster;
