package org.bactrian.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.bactrian.chain.TimeExpression;
import org.bactrian.cli.option.CheckGroup;
import org.bactrian.cli.option.OptionSet;
import org.bactrian.cli.option.ReadGroup;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BenchmarkRequest;
import org.bactrian.request.BackupRequest.ChainOptions;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.KeepRules;
import org.bactrian.request.CheckRequest;
import org.bactrian.request.ProtectRequest;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.request.StatusRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.request.ValidateRequest;
import org.bactrian.store.Target;

/** Makes the request that the command line asks for, and checks on the way all that can be checked without the store. */
final class RequestFactory {
    private final Invocation invocation;
    private final OptionSet options;
    private final Surroundings surroundings;
    private final Clock clock;

    /** @param surroundings gives the time (unless {@code --current-time} does), the zone and the variables in paths */
    RequestFactory(Invocation invocation, Surroundings surroundings) {
        this.invocation = invocation;
        this.options = invocation.options();
        this.surroundings = surroundings;
        Long fixed = options.run.currentTime;
        this.clock = fixed == null ? surroundings.clock() : Clock.fixed(Instant.ofEpochSecond(fixed), ZoneOffset.UTC);
    }

    /** A record of org.bactrian.request. */
    Object request() {
        Contradictions.check(invocation);
        return switch (invocation.command()) {
            case BACKUP -> backup(Mode.AUTO);
            case FULL -> backup(Mode.FULL);
            case INCREMENTAL -> backup(Mode.INCREMENTAL);
            case RESTORE, VERIFY -> read(word(0), FolderChecks.path(word(1)));
            case LIST_CURRENT_FILES -> read(word(0), null);
            case COLLECTION_STATUS -> status();
            case CHECK -> check();
            case REPAIR -> new CheckRequest(target(word(0)), CheckRequest.Level.METADATA, 1, 1, options.run.json);
            case CLEANUP -> remove(word(0), RemoveRequest.Rule.CLEANUP, null, 0);
            case REMOVE_OLDER_THAN -> remove(word(1), RemoveRequest.Rule.OLDER_THAN, time(word(0)), 0);
            case REMOVE_ALL_BUT_N_FULL -> remove(word(1), RemoveRequest.Rule.ALL_BUT_N_FULL, null, count());
            case REMOVE_ALL_INC_OF_BUT_N_FULL ->
                remove(word(1), RemoveRequest.Rule.ALL_INCREMENTS_OF_BUT_N_FULL, null, count());
            case REMOVE -> new RemoveRequest(target(word(0)), RemoveRequest.Rule.KEEP, clock.instant(), 0, options.keep.rules(),
                    options.run.json);
            case PROTECT, UNPROTECT -> new ProtectRequest(target(word(1)), time(word(0)), invocation.command() == Command.PROTECT);
            case SERVE, CONFIG, RUNS -> throw new IllegalStateException("not about one target");
            case REPLICATE -> new ReplicateRequest(target(word(0)), target(word(1)), time(options.read.time),
                    options.content.volumeBytes(0));
            case BENCHMARK -> new BenchmarkRequest(invocation.words().isEmpty() ? null : target(word(0)), options.benchmark.bytes(),
                    options.run.json);
            case VALIDATE_TARGET -> new ValidateRequest(target(word(0)), options.run.json);
        };
    }

    private BackupRequest backup(Mode mode) {
        TargetOptions target = target(word(1));
        options.selection.times().forEach(this::time);
        ChainOptions chain = new ChainOptions(time(options.chain.fullIfOlderThan),
                options.chain.fullIfIncrements == null ? 0 : options.chain.fullIfIncrements, options.chain.skipIfNoChange,
                options.chain.allowSourceMismatch, !options.chain.noCheckRemote, options.chain.rotateKeys,
                options.run.currentTime == null ? null : clock.instant());
        FolderChecks.source(word(0), invocation.command());
        return new BackupRequest(target, mode, word(0), options.selection.selection(),
                options.content.content(options.run.jsonstat), chain, !options.content.noPrintStatistics);
    }

    private ReadRequest read(String url, Path folder) {
        TargetOptions target = target(url);
        Instant time = time(options.read.time);
        if (invocation.command() == Command.RESTORE) {
            FolderChecks.restore(folder, options.run.force);
        } else if (invocation.command() == Command.VERIFY) {
            FolderChecks.verify(folder);
        }
        String path = options.read.path;
        return new ReadRequest(target, time, path == null ? new byte[0] : ReadGroup.relative(path), folder,
                options.read.ownership(), options.read.compareData, options.run.ignoreErrors,
                options.selection.selection(), options.read.renames(), options.run.json);
    }

    private StatusRequest status() {
        String path = options.status.fileChanged;
        return new StatusRequest(target(word(0)), options.run.json, path == null ? null : ReadGroup.relative(path),
                options.status.changesInSet, options.run.jsonstat);
    }

    private CheckRequest check() {
        CheckGroup.Share share = options.check.volumes();
        return new CheckRequest(target(word(0)), options.check.wanted(), share.part(), share.parts(), options.run.json);
    }

    private RemoveRequest remove(String url, RemoveRequest.Rule rule, Instant time, int count) {
        return new RemoveRequest(target(url), rule, time, count, KeepRules.NONE, options.run.json);
    }

    private TargetOptions target(String url) {
        return new TargetOptions(Target.of(url), expanded(options.target.archiveDir), options.target.name,
                options.target.prefixes(), options.target.style(), options.target.timeSeparator,
                options.target.allMetadata(), options.run.dryRun, options.run.force, options.target.lease(), options.target.upload());
    }

    private String expanded(String path) {
        return path == null ? null : PathVariables.expand(path, surroundings.environment());
    }

    private Instant time(String text) {
        String separator = options.target.timeSeparator;
        return text == null ? null : TimeExpression.parse(text, clock, surroundings.zone(),
                separator == null ? ':' : separator.charAt(0));
    }

    private int count() {
        String text = word(0);
        try {
            int count = Integer.parseInt(text.strip());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Misuse.of(invocation.command().word() + " count must be > 0" + (text.matches("-?[0-9]+") ? "" : ", not '" + text + "'"));
    }

    private String word(int index) {
        return invocation.words().get(index);
    }
}
