package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetId;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.ReadRequest;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.Ownership;
import org.bactrian.source.EntryName;
import org.bactrian.source.SourceEntry;
import org.bactrian.verify.ByteComparison;
import org.bactrian.verify.EncryptedSpools;
import org.bactrian.verify.SignatureComparison;
import org.bactrian.verify.TreeComparison;
import org.bactrian.verify.VerifyResult;

/**
 * Compares the folder's entries in the body with what the chain holds, in the exchange property {@value #ARCHIVED}. Contents
 * are compared byte for byte or, without {@code --compare-data}, with the signatures of the sets in the property
 * {@value #SETS}.
 */
public final class CompareTree implements Processor {
    /** Exchange property: the {@link ChainReader} to compare with, closed by this. */
    public static final String ARCHIVED = "BactrianArchived";
    /** Exchange property: the sets it reads, as {@link SelectSets} gave them. */
    public static final String SETS = "BactrianSets";

    /** So many may wait for a disk at once, however few processors there are. */
    private static final int WAITING = 4;

    private int threads;

    /** How many threads compare contents; 0, the default, for as many as there are processors, at least four; 1 for this one alone. */
    public void setThreads(int threads) {
        this.threads = threads;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        VerifyReport report = new VerifyReport(run.log(), request.json());
        VerifyResult result;
        int lostVolumes;
        try (ChainReader reader = exchange.getProperty(ARCHIVED, ChainReader.class)) {
            Iterator<SourceEntry> walk = exchange.getMessage().getBody(Iterator.class);
            ExecutorService pool = threads == 1 ? null : pool();
            Executor helpers = pool == null ? Runnable::run : pool;
            try {
                result = request.compareData() ? compareData(run, request, walk, reader, report, helpers)
                        : compareSignatures(run, request, exchange.getProperty(SETS, List.class), walk, reader, report, helpers);
            } finally {
                if (pool != null) {
                    pool.shutdown();
                }
            }
            lostVolumes = reader.lost().size();
        }
        report.complete(result);
        exchange.setProperty(RunProperties.DIFFERENCES, toInt(result.differences()));
        exchange.setProperty(RunProperties.ENTRY_ERRORS, toInt(result.errors()));
        exchange.getMessage().setBody(null);
        if (lostVolumes > 0 && !request.ignoreErrors()) {
            throw damaged(lostVolumes, result.errors());
        }
    }

    private static VerifyResult compareData(Run run, ReadRequest request, Iterator<SourceEntry> walk, ChainReader reader,
            VerifyReport report, Executor pool) throws IOException {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        return new TreeComparison(walk, archived(request, reader), new ByteComparison(new EncryptedSpools(temp)), report,
                ZoneId.systemDefault(), pool).run(run::beginEntry);
    }

    private static VerifyResult compareSignatures(Run run, ReadRequest request, List<SelectSets.ChosenSet> sets,
            Iterator<SourceEntry> walk, ChainReader reader, VerifyReport report, Executor pool) throws IOException {
        List<SetId> ids = sets.stream().map(set -> set.set().id()).toList();
        try (ChainSignatures signatures = new ChainSignatures(run.knownAt(ids), EntryName.of(request.path()))) {
            return new TreeComparison(walk, archived(request, reader), new SignatureComparison(signatures), report,
                    ZoneId.systemDefault(), pool).run(run::beginEntry);
        }
    }

    private ExecutorService pool() {
        int count = threads == 0 ? Math.max(WAITING, java.lang.Runtime.getRuntime().availableProcessors()) : threads;
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "bactrian-compare");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static ArchivedTree archived(ReadRequest request, ChainReader reader) {
        Ownership owners = new Ownership(request.ownership() == ReadRequest.OwnerMode.NUMBERS);
        return new ArchivedTree(reader, EntryName.of(request.path()), owners);
    }

    private static int toInt(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    private static BactrianException damaged(int volumes, long entries) {
        String what = volumes == 1 ? "A volume of the backup is damaged" : volumes + " volumes of the backup are damaged";
        return new BactrianException(ErrorKind.HASH_MISMATCH, what + "; " + entries
                + (entries == 1 ? " entry" : " entries") + " could not be compared",
                "The lines above name what is damaged. Make a full backup soon.");
    }
}
