package org.bactrian.swift.camel;

import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.openstack.common.OpenstackConstants;
import org.apache.camel.component.openstack.swift.SwiftConstants;
import org.apache.camel.component.openstack.swift.producer.ObjectProducer;
import org.apache.camel.util.StringHelper;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;
import org.bactrian.swift.PutOptions;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.http.RequestBody;

/**
 * camel-openstack's object operations over our client, and those it lacks: {@code download}, {@code list}, {@code stat}.
 * {@code create} sends a body that can be read again from its first byte however often, and checks it with the
 * MD5 and length of the store contract's headers if they are there.
 */
final class CheckedObjectProducer extends CheckedProducer {
    CheckedObjectProducer(CheckedSwiftEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void run(String operation, SwiftClient client, Exchange exchange) throws Exception {
        Message message = exchange.getIn();
        switch (operation) {
            case OpenstackConstants.CREATE -> message.setBody(create(client, exchange));
            case SwiftHeaders.DOWNLOAD -> message.setBody(client.get(container(message), object(message)).bytes());
            case SwiftHeaders.LIST -> message.setBody(new TargetListing(client).list(container(message),
                    message.getHeader(SwiftConstants.PATH, "", String.class), message.getHeader(StoreHeaders.CREATE, false, Boolean.class)));
            case SwiftHeaders.STAT -> message.setBody(stat(client, message));
            default -> new ObjectProducer(getEndpoint(), OpenstackFace.of(client)).process(exchange);
        }
    }

    private static String create(SwiftClient client, Exchange exchange) {
        Message message = exchange.getIn();
        String container = container(message);
        String object = object(message);
        RequestBody body = MessageBody.of(exchange);
        Long length = message.getHeader(StoreHeaders.LENGTH, Long.class);
        if (length != null && body.length() >= 0 && body.length() != length) {
            throw new BactrianException(ErrorKind.UNEXPECTED, object + " was to be stored with " + length + " bytes and has "
                    + body.length(), "");
        }
        String md5 = message.getHeader(StoreHeaders.MD5, String.class);
        if (md5 != null && message.getHeader(Exchange.REDELIVERED, false, Boolean.class)) {
            Optional<String> stored = client.confirm(container, object, md5, body.length());
            if (stored.isPresent()) {
                return stored.get(); // only the answer was lost
            }
        }
        PutOptions options = PutOptions.NONE.withMd5(md5 == null ? null : md5.toLowerCase(Locale.ROOT));
        boolean ifNew = message.getHeader(StoreHeaders.IF_NEW, false, Boolean.class);
        return client.put(container, object, body, ifNew ? options.ifNew() : options);
    }

    private static StoredObject stat(SwiftClient client, Message message) {
        String name = message.getHeader(StoreHeaders.OBJECT, String.class);
        return client.head(container(message), object(message))
                .map(info -> new StoredObject(name == null ? info.name() : name, info.size(), info.modified(),
                        info.wholeMd5())).orElse(null);
    }

    private static String container(Message message) {
        return StringHelper.notEmpty(message.getHeader(SwiftConstants.CONTAINER_NAME, String.class), "Container name");
    }

    private static String object(Message message) {
        return StringHelper.notEmpty(message.getHeader(SwiftConstants.OBJECT_NAME, String.class), "Object name");
    }
}
