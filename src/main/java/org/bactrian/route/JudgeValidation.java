package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.check.CheckResult.Outcome;

/** Ends the table; fails if anything was wrong, so that a script can rely on the exit code. */
public final class JudgeValidation implements Processor {
    @Override
    public void process(Exchange exchange) {
        ValidationTable table = exchange.getProperty(ValidationTable.PROPERTY, ValidationTable.class);
        table.close();
        exchange.getMessage().setBody(null);
        if (table.count(Outcome.WRONG) > 0) {
            throw new BactrianException(ErrorKind.GENERAL, "%d of %d checks of %s went wrong".formatted(table.count(Outcome.WRONG),
                    table.total(), exchange.getMessage().getHeader(StoreHeaders.TARGET)),
                    "Do not trust it with backups before the lines that say 'wrong' are explained.");
        }
    }
}
