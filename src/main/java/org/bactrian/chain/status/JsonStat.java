package org.bactrian.chain.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The statistics of a set as JSON, which duplicity 2.1 and later prints and stores with {@code --jsonstat} (spec 7.4). Fields: {@code Filename}
 * (null), {@code StartTime}, {@code EndTime}, {@code ElapsedTime} (seconds with fraction), the {@link Counter counters}, {@code StartTime_str},
 * {@code EndTime_str} and {@code backup_meta} with {@code action} (full, inc), {@code skipped_inc}, {@code time_full_bkp}, {@code time_full_bkp_str},
 * {@code no_of_inc}, {@code concurrency}, {@code target}, {@code source}, {@code local_json_stat} (file names, or {@code N/A}).
 *
 * @param statistics the counters
 * @param meta       what the run was
 */
public record JsonStat(Statistics statistics, Meta meta) {
    private static final int LONGEST = 16 << 20;
    private static final List<Counter> ORDER = List.of(Counter.ERRORS, Counter.TOTAL_DESTINATION_SIZE_CHANGE, Counter.SOURCE_FILES,
            Counter.SOURCE_FILE_SIZE, Counter.NEW_FILES, Counter.NEW_FILE_SIZE, Counter.DELETED_FILES, Counter.CHANGED_FILES,
            Counter.CHANGED_FILE_SIZE, Counter.CHANGED_DELTA_SIZE, Counter.DELTA_ENTRIES, Counter.RAW_DELTA_SIZE);
    private static final JsonMapper MAPPER = mapper();

    /**
     * What the run was.
     *
     * @param action        {@code full} or {@code inc}
     * @param skipped       whether nothing was stored because nothing had changed
     * @param fullTime      time of the chain's full; of this set, if it is one
     * @param increments    how many increments the chain had before
     * @param concurrency   uploads at a time beyond the first
     * @param target        the target URL without secrets
     * @param source        the source's path
     * @param localJsonStat the chain's statistics files in the archive directory before this one
     */
    public record Meta(String action, boolean skipped, Instant fullTime, int increments, int concurrency, String target,
            String source, List<String> localJsonStat) {
        /** @throws NullPointerException if something is missing */
        public Meta {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(fullTime, "fullTime");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(source, "source");
            localJsonStat = List.copyOf(localJsonStat);
        }
    }

    /** @throws NullPointerException if something is missing */
    public JsonStat {
        Objects.requireNonNull(statistics, "statistics");
        Objects.requireNonNull(meta, "meta");
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
        mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).maxDocumentLength(LONGEST).build());
        return mapper;
    }

    /** The name under which a set shows in {@code --show-changes-in-set --jsonstat}: {@code full-T} or {@code inc-T}. */
    public static String key(SetId set) {
        return set.word() + "-" + TimeText.compact(set.time());
    }

    /** The JSON as duplicity lays it out: four spaces, ASCII, no line end at the end. */
    public String toJson() {
        return pretty(toTree());
    }

    /** The same bytes that {@link #toJson} shows. */
    public byte[] toBytes() {
        return toJson().getBytes(StandardCharsets.US_ASCII);
    }

    static String pretty(JsonNode tree) {
        DefaultIndenter indent = new DefaultIndenter("    ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return MAPPER.writer(printer).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** The JSON as a tree. */
    ObjectNode toTree() {
        ObjectNode root = newObject();
        root.putNull("Filename");
        root.put("StartTime", BigDecimal.valueOf(Statistics.seconds(statistics.startTime())));
        root.put("EndTime", BigDecimal.valueOf(Statistics.seconds(statistics.endTime())));
        root.put("ElapsedTime", BigDecimal.valueOf(statistics.elapsedSeconds()));
        ORDER.forEach(counter -> root.put(counter.label(), statistics.get(counter)));
        root.put("StartTime_str", TimeText.compact(statistics.startTime()));
        root.put("EndTime_str", TimeText.compact(statistics.endTime()));
        ObjectNode about = root.putObject("backup_meta");
        about.put("action", meta.action());
        about.put("skipped_inc", meta.skipped());
        about.put("time_full_bkp", meta.fullTime().getEpochSecond());
        about.put("time_full_bkp_str", TimeText.compact(meta.fullTime()));
        about.put("no_of_inc", meta.increments());
        about.put("concurrency", meta.concurrency());
        about.put("target", meta.target());
        about.put("source", meta.source());
        ArrayNode files = about.putArray("local_json_stat");
        (meta.localJsonStat().isEmpty() ? List.of("N/A") : meta.localJsonStat()).forEach(files::add);
        return root;
    }

    /**
     * Reads what we or duplicity wrote. Fields that are missing or null count as zero or empty; unknown ones are passed over.
     *
     * @param in   the plain bytes; not closed
     * @param name the object, for messages
     * @throws BactrianException GENERAL if it is not such a file
     */
    public static JsonStat read(InputStream in, String name) throws IOException {
        try {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            JsonNode root = bytes.length > LONGEST ? null : MAPPER.readTree(bytes);
            if (root != null && root.isObject()) {
                return ofTree(root);
            }
        } catch (JsonProcessingException | ArithmeticException e) {
            throw damaged(name, e);
        }
        throw damaged(name, null);
    }

    private static JsonStat ofTree(JsonNode root) {
        Statistics statistics = new Statistics();
        statistics.start(time(root.path("StartTime")));
        statistics.end(time(root.path("EndTime")));
        ORDER.forEach(counter -> statistics.add(counter, root.path(counter.label()).asLong(0)));
        JsonNode about = root.path("backup_meta");
        List<String> files = new ArrayList<>();
        about.path("local_json_stat").forEach(file -> files.add(file.asText()));
        files.remove("N/A");
        return new JsonStat(statistics, new Meta(about.path("action").asText(""), about.path("skipped_inc").asBoolean(false),
                time(about.path("time_full_bkp")), about.path("no_of_inc").asInt(0), about.path("concurrency").asInt(0),
                about.path("target").asText(""), about.path("source").asText(""), files));
    }

    /** @throws ArithmeticException if it is no time of ours */
    private static Instant time(JsonNode seconds) {
        double value = seconds.isNumber() ? seconds.asDouble() : 0;
        if (!(value >= 0 && value < 1e11)) {
            throw new ArithmeticException("no time: " + value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        long whole = exact.longValue();
        return Instant.ofEpochSecond(whole, exact.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static BactrianException damaged(String name, Exception cause) {
        return new BactrianException(ErrorKind.GENERAL, "The statistics " + name + " are damaged or none at all.",
                "They are only for reading; the backup does not depend on them.", cause);
    }
}
