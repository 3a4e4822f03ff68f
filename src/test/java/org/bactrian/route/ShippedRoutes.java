package org.bactrian.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.bactrian.error.BactrianException;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealProvider;

/** The routes as shipped, started once, to send requests to. For one thread. */
final class ShippedRoutes implements AutoCloseable {
    private final Runtime runtime;

    /** How a request ended, and what was said meanwhile from notices up, in order. */
    record Answer(BactrianException failure, List<String> said, int differences, int entryErrors) {
        /** The lines that say what verify found. */
        List<String> findings() {
            return said.stream().filter(line -> !line.matches("(?s)(Local and Remote metadata|Last full backup"
                    + "|Synchronizing remote|Copying |Warning: ).*")).toList();
        }

        int exitCode() {
            return failure != null ? failure.exitCode() : differences > 0 ? 1 : 0;
        }
    }

    ShippedRoutes() {
        Properties settings = new Properties();
        settings.setProperty(RunProperties.RETRY_DELAY, "1");
        runtime = new Runtime(Path.of("routes"), Path.of("config"), settings, Map.of()).start();
    }

    CamelContext context() {
        return runtime.context();
    }

    /** Sends a request and waits; a failure is part of the answer. */
    Answer ask(String route, Object request, SealProvider seals) {
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        RunLog log = (level, code, extra, text) -> {
            if (level.compareTo(Level.NOTICE) <= 0) {
                said.add(text);
            }
        };
        Exchange[] sent = new Exchange[1];
        BactrianException failure = null;
        try {
            runtime.send(route, exchange -> {
                sent[0] = exchange;
                exchange.setProperty(RunProperties.REQUEST, request);
                exchange.setProperty(RunProperties.SEAL_PROVIDER, seals);
                exchange.setProperty(RunProperties.LOG, log);
            });
        } catch (BactrianException e) {
            failure = e;
        }
        return new Answer(failure, List.copyOf(said), count(sent[0], RunProperties.DIFFERENCES),
                count(sent[0], RunProperties.ENTRY_ERRORS));
    }

    private static int count(Exchange exchange, String property) {
        Integer value = exchange.getProperty(property, Integer.class);
        return value == null ? 0 : value;
    }

    /** gzip for new objects; anything that needs no key can be opened. */
    static SealProvider gzip() {
        return seals(new GzipSeal());
    }

    /** OpenPGP with a passphrase. */
    static SealProvider passphrase(String passphrase) {
        return seals(PgpSeal.builder().passphrase(Passphrase.of(passphrase)).build());
    }

    /** New objects are sealed this way, and objects of its suffix opened. */
    static SealProvider seals(Seal seal) {
        return new SealProvider() {
            @Override
            public String suffix() {
                return seal.suffix();
            }

            @Override
            public Seal sealing() {
                return seal;
            }

            @Override
            public Seal opening(String suffix) {
                return suffix.equals(seal.suffix()) ? seal : suffix.equals(".gz") ? new GzipSeal() : new PlainSeal();
            }
        };
    }

    /** Whether the tests may give files away and make devices. */
    static boolean isRoot() throws java.io.IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
