package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.SetObject;

/** Notes why a manifest or signatures cannot be read; what is not the object's fault ends the repair. */
public final class MissSurveyed implements Processor {
    @Override
    public void process(Exchange exchange) {
        String why = "cannot be read: " + NoteDamage.ofObject(exchange).getMessage().replace('\n', ' ');
        SetObject object = exchange.getProperty(AddressSurveyed.SURVEYED, SetObject.class);
        Repair.SurveyedSet set = Repair.of(exchange).set(object.name().set()).orElseThrow();
        if (object.name().kind() == ObjectKind.MANIFEST) {
            set.manifestFault(why);
        } else {
            set.signaturesFault(why);
        }
        exchange.getMessage().setBody(null);
    }
}
