package org.bactrian.swift.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.openstack.swift.SwiftConstants;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.swift.SwiftUrl;

/** Turns the store contract's target and object into the headers of the openstack-swift endpoint. */
public final class SwiftTarget implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getIn();
        String target = message.getHeader(StoreHeaders.TARGET, String.class);
        if (target == null) {
            throw new BactrianException(ErrorKind.UNEXPECTED, "A swift route was called without the header " + StoreHeaders.TARGET, "");
        }
        SwiftUrl url = SwiftUrl.parse(target);
        String object = message.getHeader(StoreHeaders.OBJECT, String.class);
        message.setHeader(SwiftConstants.CONTAINER_NAME, url.container());
        message.setHeader(SwiftConstants.PATH, url.prefix());
        if (object == null) {
            message.removeHeader(SwiftConstants.OBJECT_NAME);
        } else {
            message.setHeader(SwiftConstants.OBJECT_NAME, url.objectName(object));
        }
    }
}
