/** What a user, a schedule or an integrator asks for, as immutable records; the routes take them as they are. */
package org.bactrian.request;
