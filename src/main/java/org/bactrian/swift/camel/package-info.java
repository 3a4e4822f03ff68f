/**
 * camel-openstack's {@code openstack-swift} endpoint over our client: the same scheme, options, operations and headers,
 * but with every answer checked, bodies streamed, and sessions that belong to accounts instead of threads.
 */
package org.bactrian.swift.camel;
