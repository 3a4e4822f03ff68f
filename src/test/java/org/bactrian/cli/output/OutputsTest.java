package org.bactrian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private static final ProgressText PROGRESS = new ProgressText(1024, 3, 1, 2, 2048, 1, 1024, 0, false, false);
    private static final byte[] ODD = {'a', (byte) 0xff, '\n', 'b'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theConsoleShowsNamesAsTheyAre() {
        ConsoleLog console = new ConsoleLog(out, err, 5, null, null);
        console.say(Level.INFO, Code.ENTRY_NEW, "", "A " + NameText.of(ODD));
        assertThat(out.toByteArray()).isEqualTo(new byte[] {'A', ' ', 'a', (byte) 0xff, '\n', 'b', '\n'});
    }

    @Test
    void stampsHaveLocalTimeAndLevel() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T21:16:03.612Z"), ZoneOffset.UTC);
        ConsoleLog console = new ConsoleLog(out, err, 3, new Stamp(clock, ZoneId.of("Europe/Berlin")), null);
        console.notice("text");
        console.result(Level.INFO, Code.COLLECTION_STATUS, "", "two\nlines");
        console.close();
        assertThat(out.toString()).isEqualTo("2026-11-22 22:16:03,612 NOTICE text\n2026-11-22 22:16:03,612 INFO two\nlines\n");
    }

    @Test
    void progressTakesThePlaceOfProgressOnATerminalOnly() {
        ConsoleLog terminal = new ConsoleLog(out, err, 3, null, () -> 20);
        terminal.progress(PROGRESS);
        terminal.progress(PROGRESS);
        terminal.notice("between");
        terminal.progress(PROGRESS);
        String line = "1.0KB 00:00:01 [1.0K";
        assertThat(out.toString()).isEqualTo(line + "\n\033[F\033[2K" + line + "\nbetween\n" + line + "\n");
        out.reset();
        ConsoleLog file = new ConsoleLog(out, err, 3, null, null);
        file.progress(PROGRESS);
        file.progress(PROGRESS);
        assertThat(out.toString()).isEqualTo((PROGRESS.line() + "\n").repeat(2));
    }

    @Test
    void progressIsANotice() {
        new ConsoleLog(out, err, 2, null, () -> 20).progress(PROGRESS);
        new JsonLog(out, 2).progress(PROGRESS);
        assertThat(out.size()).isZero();
    }

    @Test
    void progressAndStateInEachForm() {
        RunState state = new RunState("full", ZonedDateTime.parse("2026-11-23T12:00:00+01:00"), "reading x", PROGRESS);
        MachineLog machine = new MachineLog(out, 3);
        machine.progress(PROGRESS);
        machine.state(state);
        assertThat(out.toString()).isEqualTo("NOTICE 16 1024 1 50 1 1024 0\n. " + PROGRESS.line() + "\n\nNOTICE 16 1024 1 50 1 1024 0\n. "
                + "full since 2026-11-23 12:00:00, reading x: " + PROGRESS.line() + "\n\n");
        out.reset();
        JsonLog json = new JsonLog(out, 3);
        json.progress(PROGRESS);
        json.state(state);
        json.state(new RunState("full", state.since(), "", null));
        String fields = "\"bytes\":1024,\"files\":3,\"volume\":1,\"volumes\":2,\"expected_bytes\":2048,\"percent\":50,\"elapsed_seconds\":1,"
                + "\"eta_seconds\":1,\"bytes_per_second\":1024,\"stalled\":false}";
        String begin = "{\"type\":\"state\",\"command\":\"full\",\"since\":\"2026-11-23T12:00:00+01:00\"";
        assertThat(out.toString()).isEqualTo("{\"type\":\"progress\"," + fields + "\n" + begin + ",\"doing\":\"reading x\",\"progress\":{" + fields
                + "}\n" + begin + "}\n");
    }

    @Test
    void aReaderThatHasGoneEndsThePrintingNotTheRun() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ConsoleLog console = new ConsoleLog(gone, err, 3, null, null);
        console.notice("a");
        console.notice("b");
        console.close();
        assertThat(err.size()).isZero();
    }

    /** Stanzas as the real duplicity wrote them for the same messages. */
    @Test
    void machineStanzas() {
        MachineLog log = new MachineLog(out, 5);
        log.say(Level.INFO, Code.ENTRY_NEW, NameText.quoted("dir/new".getBytes()), "A dir/new");
        log.result(Level.INFO, Code.ENTRY_LISTED, "20261123T011004Z " + NameText.quoted("a\nb".getBytes()) + " reg", "DATE a\nb");
        log.result(Level.INFO, Code.COLLECTION_STATUS, "\nbackend BackendWrapper\n full 20261123T011004Z 1 enc", "Collection Status\n\nend");
        log.say(Level.DEBUG, Code.GENERIC, "", "hidden");
        log.result(Level.NOTICE, Code.GENERIC, "", "statistics\n");
        assertThat(out.toString()).isEqualTo("""
                INFO 4 'dir/new'
                . A dir/new

                INFO 10 20261123T011004Z 'a\\nb' reg
                . DATE a
                . b

                INFO 3\040
                backend BackendWrapper
                 full 20261123T011004Z 1 enc
                . Collection Status
                .\040
                . end

                NOTICE 1
                . statistics
                .\040

                """);
    }

    @Test
    void machineLogKeepsOddNames() {
        MachineLog log = new MachineLog(out, 5);
        log.say(Level.INFO, Code.ENTRY_NEW, NameText.quoted(ODD), "A " + NameText.of(ODD));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("INFO 4 'a\\udcff\\nb'\n. A a\ufffd\n. b\n\n");
    }

    @Test
    void jsonIsAsciiAndKeepsOddNames() throws JsonProcessingException {
        JsonLog json = new JsonLog(out, 5);
        json.say(Level.INFO, Code.ENTRY_NEW, "'x'", "é " + NameText.of(ODD));
        String line = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(line).isEqualToIgnoringCase("{\"type\":\"message\",\"level\":\"info\",\"code\":\"entry_new\",\"detail\":\"'x'\","
                + "\"text\":\"\\u00e9 a\\udcff\\nb\"}\n");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(NameText.bytes(read.get("text").asText().substring(2))).isEqualTo(ODD);
    }

    @Test
    void warningsAreCountedShownOrNot() {
        Outputs outputs = new Outputs(List.of(new ConsoleLog(out, err, 0, null, null)));
        outputs.warning("w");
        outputs.notice("n");
        assertThat(outputs.warnings()).isEqualTo(1);
        assertThat(out.size()).isZero();
    }
}
