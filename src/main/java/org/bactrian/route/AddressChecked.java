package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.SetObject;
import org.bactrian.request.CheckRequest;

/** Says that the next steps are to fetch the object in the body; the property {@link #OPEN} says whether to open it as well. */
public final class AddressChecked implements Processor {
    /** Exchange property: the {@link SetObject}. */
    static final String CHECKED = "BactrianChecked";
    /** Exchange property: whether the object is opened, not only compared with its hash. */
    static final String OPEN = "BactrianOpenChecked";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        SetObject object = exchange.getMessage().getBody(SetObject.class);
        exchange.setProperty(CHECKED, object);
        // else the splitter keeps every object's spool file until the last one is read
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        exchange.setProperty(OPEN, object.name().kind() != ObjectKind.VOLUME
                || Run.request(exchange, CheckRequest.class).level() == CheckRequest.Level.DATA);
        run.addressStored(exchange, object.text(), object.name().packing());
        CheckHash.expect(exchange, Check.of(exchange).described(object).orElse(null));
    }
}
