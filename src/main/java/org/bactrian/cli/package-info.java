/** The command line: options to requests, prompts, printing, exit codes. */
package org.bactrian.cli;
