/** The options, one class a group: their names, what they take, what they are for; and those that are refused. */
package org.bactrian.cli.option;
