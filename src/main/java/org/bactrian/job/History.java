package org.bactrian.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.bactrian.error.BactrianException;

/** The runs that have ended: on this machine a {@link FileHistory}, in a cluster its database. Thread-safe. */
public interface History {
    /** The runs of a job, the oldest first. @throws BactrianException GENERAL if they cannot be read */
    List<RunRecord> runs(String job);

    /** Adds a run. @throws BactrianException GENERAL if it cannot be kept */
    void add(RunRecord run);

    /** A run as one line of JSON. */
    static String json(RunRecord run) {
        try {
            return Form.JSON.writeValueAsString(run);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A run of such a line; empty if it is none (cut off when the machine went down). */
    static Optional<RunRecord> parse(String line) {
        try {
            return Optional.of(Form.JSON.readValue(line, RunRecord.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** How JSON is read and written. */
    final class Form {
        private static final ObjectMapper JSON = new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

        private Form() {
        }
    }
}
