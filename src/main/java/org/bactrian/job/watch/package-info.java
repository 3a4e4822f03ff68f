/** What others see of the jobs: JMX, health, metrics. Nothing here is a secret. */
package org.bactrian.job.watch;
