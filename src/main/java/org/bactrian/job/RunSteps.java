package org.bactrian.job;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.config.Job.Moment;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Step;
import org.bactrian.log.RunLog;
import org.bactrian.route.Failures;

/**
 * Runs the job's steps of a moment, one after the other, each within its time limit; those before and after with a backup only. The first that
 * fails before a run keeps it from beginning; one that fails later makes the run a failure, and the others have their turn.
 * Commands run without a shell and with the service's environment, {@code BACTRIAN_JOB}, {@code BACTRIAN_TASK} and
 * {@code BACTRIAN_STATUS} ({@code running}, {@code success} or {@code failure}) added.
 */
public final class RunSteps implements Processor {
    private Moment moment;

    /** Which steps: before, after, failed or finally. */
    public void setMoment(String word) {
        moment = Moment.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        JobRun run = JobRun.of(exchange);
        if (!run.order().task().isBackup()) {
            return;
        }
        for (Step step : run.job().steps().get(moment)) {
            try {
                if (step.route() == null) {
                    command(step, run);
                } else {
                    route(step, exchange);
                }
            } catch (BactrianException e) {
                if (moment == Moment.BEFORE) {
                    throw e;
                }
                run.fail(e);
            }
        }
    }

    private void command(Step step, JobRun run) throws InterruptedException {
        String name = step.command().get(0);
        ProcessBuilder builder = new ProcessBuilder(step.command()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("BACTRIAN_JOB", run.job().name());
        builder.environment().put("BACTRIAN_TASK", run.order().task().word());
        builder.environment().put("BACTRIAN_STATUS", run.isFailed() ? "failure" : moment == Moment.BEFORE ? "running" : "success");
        try {
            Process process = builder.start();
            Thread reader = new Thread(() -> say(process, run.log()), "step-" + run.job().name());
            reader.setDaemon(true);
            reader.start();
            await(process, step);
            reader.join(1000);
            if (process.exitValue() != 0) {
                throw failed(step, "ended with the exit code " + process.exitValue());
            }
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The program " + name + " (" + moment.word() + ") cannot be run",
                    "Check that it is there and may be executed.", e);
        }
    }

    private void await(Process process, Step step) throws InterruptedException {
        boolean ended = false;
        try {
            ended = process.waitFor(step.limit().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
        if (!ended) {
            throw failed(step, "took longer than " + step.limit().toSeconds() + " s and was ended");
        }
    }

    private static void say(Process process, RunLog log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            lines.lines().forEach(log::info);
        } catch (IOException | UncheckedIOException e) {
            // the program was ended
        }
    }

    /** Camel cannot end a route from outside: one that takes too long is left to itself, and the run goes on without it. */
    private void route(Step step, Exchange exchange) throws InterruptedException {
        Exchange own = new DefaultExchange(exchange.getContext());
        own.getProperties().putAll(exchange.getProperties());
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            Future<Exchange> sent = template.asyncSend(step.route(), own);
            Exchange done = sent.get(step.limit().toMillis(), TimeUnit.MILLISECONDS);
            if (done.getException() != null) {
                throw failed(step, "failed: " + Failures.of(done.getException()).getMessage());
            }
        } catch (TimeoutException e) {
            throw failed(step, "took longer than " + step.limit().toSeconds() + " s");
        } catch (ExecutionException | IOException e) {
            throw failed(step, "failed: " + Failures.of(e).getMessage());
        }
    }

    private BactrianException failed(Step step, String how) {
        String what = step.route() == null ? step.command().get(0) : step.route();
        return new BactrianException(ErrorKind.GENERAL, "The step " + what + " (" + moment.word() + ") " + how,
                "Its output is in the log at the level of details.");
    }
}
