package org.bactrian.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bactrian.error.BactrianException;
import org.bactrian.log.Code;
import org.bactrian.log.Level;

/**
 * For programs: {@code --json} prints one JSON object a line on standard output, and nothing on standard error; ASCII only. A byte of a
 * name that is not UTF-8 is a lone surrogate {@code \\udc80} to {@code \\udcff}, as Python's "surrogateescape" reads it. Fields are
 * only ever added.
 *
 * <table>
 * <caption>Objects, by their field {@code type}</caption>
 * <tr><th>type</th><th>fields</th></tr>
 * <tr><td>{@code message}</td><td>{@code level} (error … debug), {@code code} (as {@code generic}, {@code entry_new}: the names of
 *     {@link Code}, lower case), {@code detail} (the machine log's words; absent if none), {@code text}</td></tr>
 * <tr><td>{@code result}</td><td>as message: what was asked for. A result that is JSON itself is in {@code value} instead of
 *     {@code text}; of several, each has an object of its own</td></tr>
 * <tr><td>{@code progress}</td><td>{@code bytes}, {@code files}, {@code volume}, {@code volumes} and {@code expected_bytes} (absent if
 *     unknown), {@code percent}, {@code elapsed_seconds}, {@code eta_seconds}, {@code bytes_per_second}, {@code stalled}; with
 *     {@code --progress}, every {@code --progress-rate} seconds</td></tr>
 * <tr><td>{@code state}</td><td>on SIGUSR1: {@code command}, {@code since}, {@code doing} (absent if nothing can be said), and
 *     {@code progress}, an object with the fields of a progress (absent as long as nothing is counted)</td></tr>
 * <tr><td>{@code error}</td><td>{@code exit}, {@code kind} (the names of {@link org.bactrian.error.ErrorKind}, lower case),
 *     {@code text}, {@code guidance}</td></tr>
 * <tr><td>{@code summary}</td><td>always the last: {@code command} (empty if the command line is wrong), {@code exit}, {@code millis}, {@code warnings},
 *     {@code entry_errors}, {@code differences}</td></tr>
 * </table>
 */
public final class JsonLog implements RunOutput {
    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final LinePrinter out;
    private final int verbosity;

    /**
     * @param out       standard output
     * @param verbosity 0 to 9: less important messages are left out, results never
     */
    public JsonLog(OutputStream out, int verbosity) {
        this.out = new LinePrinter(out);
        this.verbosity = verbosity;
    }

    @Override
    public boolean isJson() {
        return true;
    }

    @Override
    public boolean takes(Level level) {
        return level.verbosity() <= verbosity;
    }

    @Override
    public void say(Level level, Code code, String extra, String text) {
        if (takes(level)) {
            event("message", level, code, extra, json -> json.writeStringField("text", text));
        }
    }

    @Override
    public void result(Level level, Code code, String extra, String text) {
        if (!text.startsWith("{") || !values(level, code, extra, text)) {
            event("result", level, code, extra, json -> json.writeStringField("text", text));
        }
    }

    /** Prints JSON as such, each value in one line; nothing if it is not JSON after all. */
    private boolean values(Level level, Code code, String extra, String text) {
        try (JsonParser check = JSON.createParser(text)) {
            while (check.nextToken() != null) {
                check.skipChildren();
            }
        } catch (IOException e) {
            return false;
        }
        try (JsonParser values = JSON.createParser(text)) {
            while (values.nextToken() != null) {
                event("result", level, code, extra, json -> {
                    json.writeFieldName("value");
                    json.copyCurrentStructure(values);
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // was checked above
        }
        return true;
    }

    private void event(String type, Level level, Code code, String extra, Fields content) {
        print(json -> {
            json.writeStringField("type", type);
            json.writeStringField("level", lower(level));
            json.writeStringField("code", lower(code));
            if (!extra.isEmpty()) {
                json.writeStringField("detail", extra);
            }
            content.write(json);
        });
    }

    @Override
    public void progress(ProgressText progress) {
        if (Level.NOTICE.verbosity() <= verbosity) {
            print(json -> {
                json.writeStringField("type", "progress");
                fields(json, progress);
            });
        }
    }

    @Override
    public void state(RunState state) {
        print(json -> {
            json.writeStringField("type", "state");
            json.writeStringField("command", state.command());
            json.writeStringField("since", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(state.since()));
            if (!state.doing().isEmpty()) {
                json.writeStringField("doing", state.doing());
            }
            if (state.progress() != null) {
                json.writeObjectFieldStart("progress");
                fields(json, state.progress());
                json.writeEndObject();
            }
        });
    }

    private static void fields(JsonGenerator json, ProgressText progress) throws IOException {
        json.writeNumberField("bytes", progress.bytes());
        json.writeNumberField("files", progress.files());
        json.writeNumberField("volume", Math.max(1, progress.volume()));
        if (progress.volumes() >= 0) {
            json.writeNumberField("volumes", progress.volumes());
        }
        if (progress.expected() >= 0) {
            json.writeNumberField("expected_bytes", progress.expected());
        }
        json.writeNumberField("percent", progress.percent());
        json.writeNumberField("elapsed_seconds", progress.elapsed());
        json.writeNumberField("eta_seconds", progress.eta());
        json.writeNumberField("bytes_per_second", (long) progress.speed());
        json.writeBooleanField("stalled", progress.stalled());
    }

    @Override
    public void failed(BactrianException failure, int exitCode) {
        print(json -> {
            json.writeStringField("type", "error");
            json.writeNumberField("exit", exitCode);
            json.writeStringField("kind", lower(failure.kind()));
            json.writeStringField("text", failure.getMessage());
            json.writeStringField("guidance", failure.guidance());
        });
    }

    @Override
    public void finished(Summary summary) {
        print(json -> {
            json.writeStringField("type", "summary");
            json.writeStringField("command", summary.command());
            json.writeNumberField("exit", summary.exitCode());
            json.writeNumberField("millis", summary.millis());
            json.writeNumberField("warnings", summary.warnings());
            json.writeNumberField("entry_errors", summary.entryErrors());
            json.writeNumberField("differences", summary.differences());
        });
        close();
    }

    @Override
    public synchronized void close() {
        out.flush();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private void print(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        synchronized (this) {
            out.print(text.toString());
            out.flush();
        }
    }

    /** Writes the fields of one object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
