/** What a run prints: lines for people, JSON, duplicity's machine log, progress. */
package org.bactrian.cli.output;
