package org.bactrian.route;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;
import org.bactrian.seal.Sealable;

/** The body, the name of a mark, becomes its content, a sentence for whoever finds it on the store; never encrypted. */
public final class MarkBody implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        String mark = exchange.getMessage().getBody(String.class);
        SetId set = exchange.getProperty(ChooseProtected.SET, SetId.class);
        byte[] text = ("Protects the " + set + " and all it builds on from bactrian's removing commands, since "
                + TimeText.compact(Run.clock(exchange).instant()) + ".\n").getBytes(StandardCharsets.US_ASCII);
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> plain.write(text));
        run.addressNew(exchange, mark, Packing.PLAIN);
    }
}
