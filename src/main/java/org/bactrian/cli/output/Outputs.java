package org.bactrian.cli.output;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bactrian.error.BactrianException;
import org.bactrian.log.Code;
import org.bactrian.log.Level;

/** Several outputs as one; counts the warnings, shown or not. */
public final class Outputs implements RunOutput {
    private final List<RunOutput> all;
    private final AtomicLong warnings = new AtomicLong();

    /** @param all told in this order; closed with this */
    public Outputs(List<RunOutput> all) {
        this.all = List.copyOf(all);
    }

    /** How many warnings there were so far. */
    public long warnings() {
        return warnings.get();
    }

    @Override
    public boolean isJson() {
        return all.stream().anyMatch(RunOutput::isJson);
    }

    @Override
    public boolean takes(Level level) {
        return level == Level.WARNING || all.stream().anyMatch(output -> output.takes(level)); // warnings are counted
    }

    @Override
    public void say(Level level, Code code, String extra, String text) {
        if (level == Level.WARNING) {
            warnings.incrementAndGet();
        }
        all.forEach(output -> output.say(level, code, extra, text));
    }

    @Override
    public void result(Level level, Code code, String extra, String text) {
        all.forEach(output -> output.result(level, code, extra, text));
    }

    @Override
    public void progress(ProgressText progress) {
        all.forEach(output -> output.progress(progress));
    }

    @Override
    public void state(RunState state) {
        all.forEach(output -> output.state(state));
    }

    @Override
    public void failed(BactrianException failure, int exitCode) {
        all.forEach(output -> output.failed(failure, exitCode));
    }

    @Override
    public void finished(Summary summary) {
        all.forEach(output -> output.finished(summary));
    }

    @Override
    public void close() {
        all.forEach(RunOutput::close);
    }
}
