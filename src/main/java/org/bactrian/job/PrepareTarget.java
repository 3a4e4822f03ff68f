package org.bactrian.job;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Secret;
import org.bactrian.route.RunProperties;
import org.bactrian.swift.identity.CredentialSource;

/** Makes the command for the target in the body, as the command line would, and says which route runs it. */
public final class PrepareTarget implements Processor {
    /** Bean under which the commands are found. */
    public static final String COMMANDS = "jobCommands";
    /** Bean under which references are resolved. */
    public static final String SECRETS = "jobSecrets";

    private static final String ROUTE = "BactrianRoute";
    private static final String TARGET = "BactrianTargetUrl";

    @Override
    public void process(Exchange exchange) {
        JobRun run = JobRun.of(exchange);
        String target = exchange.getMessage().getBody(String.class);
        exchange.setProperty(TARGET, target);
        // else what is spooled for one target stays until all are done
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        // Camel hands up what a notice before this was not delivered for
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        exchange.setProperty(RunProperties.SLOT, run.order().task().isBackup() ? run.order().slot() : null);
        List<String> words = CommandLines.of(run.job(), run.order().task(), target, run.order().words(), run.isElsewhere());
        Map<String, String> environment = bean(exchange, SECRETS, Secret.class).overlaid(run.job().environment());
        Commands.Prepared prepared = bean(exchange, COMMANDS, Commands.class).prepare(words, environment, run.log());
        prepared.begin(exchange, run.log(), run::isStopped);
        exchange.setProperty(ROUTE, prepared.route());
        exchange.setProperty(RunProperties.CLOCK, JobBoard.of(exchange).clock());
        account(exchange, run.job(), environment);
    }

    /** The Swift account that a job's own variables describe; read anew for each run, for a password may change. */
    private static void account(Exchange exchange, Job job, Map<String, String> environment) {
        if (job.environment().keySet().stream().anyMatch(name -> name.startsWith("SWIFT_") || name.startsWith("OS_"))) {
            String name = "account-" + job.name();
            exchange.getContext().getRegistry().bind(name, new CredentialSource(environment, null).load());
            exchange.getMessage().setHeader("BactrianSwiftAccount", name);
        }
    }

    static String target(Exchange exchange) {
        return exchange.getProperty(TARGET, String.class);
    }

    private static <T> T bean(Exchange exchange, String name, Class<T> type) {
        return exchange.getContext().getRegistry().lookupByNameAndType(name, type);
    }
}
