package org.bactrian.embed;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.bactrian.cli.WordCommands;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.Commands;
import org.bactrian.route.RunProperties;
import org.bactrian.swift.identity.CredentialSource;

/**
 * Makes a command out of the headers of an exchange ({@link CommandHeaders}) before its route begins: the same request as the
 * command line makes of the same words. Leaves alone an exchange that has a request already. Thread-safe.
 */
public final class PrepareCommand implements Processor {
    /** Exchange property: the command, as the route says. */
    private static final String COMMAND = "BactrianCommand";
    private static final String SWIFT_ACCOUNT = "environment";

    @Override
    public void process(Exchange exchange) {
        if (exchange.getProperty(RunProperties.REQUEST) != null) {
            return;
        }
        String route = exchange.getProperty(COMMAND, String.class);
        Map<String, String> environment = environment(exchange);
        ApplicationLog log = new ApplicationLog();
        Commands.Prepared prepared = WordCommands.embedded(environment, clock(exchange), ZoneId.systemDefault())
                .prepare(words(route, exchange.getMessage()), environment, log);
        prepared.begin(exchange, log, exchange.getContext()::isStopping);
        exchange.setProperty(CommandHeaders.RESULT, log.shown());
    }

    private static Clock clock(Exchange exchange) {
        return exchange.getProperty(RunProperties.CLOCK, Clock.systemUTC(), Clock.class);
    }

    /** The words of the command line; the headers are taken away. */
    private static List<String> words(String route, Message message) {
        Object options = message.removeHeader(CommandHeaders.OPTIONS);
        String target = taken(message, CommandHeaders.TARGET);
        List<String> words = new ArrayList<>(List.of(route));
        if (options instanceof Collection<?> list) {
            list.forEach(word -> words.add(word.toString()));
        } else if (options != null && !options.toString().isBlank()) {
            words.addAll(Arrays.asList(options.toString().strip().split("\\s+")));
        }
        String source = taken(message, CommandHeaders.SOURCE);
        String folder = taken(message, CommandHeaders.FOLDER);
        words.add("--");
        if (source != null) {
            words.add(source);
        }
        words.add(target == null ? missing(route) : target);
        if (folder != null) {
            words.add(folder);
        }
        return words;
    }

    private static String taken(Message message, String header) {
        Object value = message.removeHeader(header);
        return value == null ? null : value.toString();
    }

    private static String missing(String route) {
        throw new BactrianException(ErrorKind.USAGE, "direct:" + route + " was called without the header " + CommandHeaders.TARGET,
                "Set it to the URL of the backups, as file:///srv/backup or swift://container.");
    }

    private static Map<String, String> environment(Exchange exchange) {
        CamelContext context = exchange.getContext();
        Map<?, ?> given = context.getRegistry().lookupByNameAndType(CommandHeaders.ENVIRONMENT, Map.class);
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (given != null) {
            environment.clear();
            given.forEach((name, value) -> environment.put(name.toString(), value.toString()));
        }
        Object passphrase = exchange.removeProperty(CommandHeaders.PASSPHRASE);
        if (passphrase != null && !passphrase.toString().isEmpty()) {
            environment.put("PASSPHRASE", passphrase.toString());
        }
        String target = exchange.getMessage().getHeader(CommandHeaders.TARGET, "", String.class);
        if (target.startsWith("swift:") && context.getRegistry().lookupByName(SWIFT_ACCOUNT) == null) {
            context.getRegistry().bind(SWIFT_ACCOUNT, new CredentialSource(environment, null).load());
        }
        return environment;
    }
}
