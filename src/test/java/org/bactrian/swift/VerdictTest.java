package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;

import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    @ParameterizedTest
    @ValueSource(ints = {408, 422, 429, 498, 499, 500, 502, 503, 504, 599})
    void mayPass(int status) {
        assertThat(Verdict.of(status).again()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 304, 400, 401, 403, 404, 405, 409, 411, 412, 413, 416, 417, 501, 505, 507, 100, 600, 0, -1})
    void stays(int status) {
        assertThat(Verdict.of(status).again()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"401, CONNECTION_FAILED", "403, STORE_PERMISSION", "404, STORE_NOT_FOUND", "413, STORE_NO_SPACE", "507, STORE_NO_SPACE",
        "422, UPLOAD_CORRUPTED", "503, STORE_FAILED"})
    void hasDuplicitysExitCode(int status, ErrorKind kind) {
        assertThat(Verdict.of(status).kind()).isEqualTo(kind);
    }

    @Test
    void everyRowHasAReasonAndAWordOfHelp() {
        assertThat(Verdict.table()).allSatisfy(v -> {
            assertThat(v.reason()).isNotBlank();
            assertThat(v.guidance()).isNotBlank();
            assertThat(v.from()).isLessThanOrEqualTo(v.to());
        });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-, -, 0", "120, -, 120", "' 7 ', -, 7", "99999, -, 3600", "-5, -, 0", "soon, -, 0", "99999999999, -, 0",
        "'Mon, 23 Nov 2026 01:00:30 GMT', 'Mon, 23 Nov 2026 01:00:00 GMT', 30",
        "'Mon, 23 Nov 2026 01:00:30 GMT', 'Mon, 23 Nov 2026 01:01:00 GMT', 0", "'Mon, 23 Nov 2026 01:00:30 GMT', -, 0"})
    void retryAfter(String header, String date, long seconds) {
        assertThat(RetryAfter.seconds(header, date)).isEqualTo(seconds);
    }
}
