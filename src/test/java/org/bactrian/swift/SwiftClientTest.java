package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.swift.identity.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a healthy Swift never gives, and those it gives on bad days. */
class SwiftClientTest {
    private static final byte[] DATA = new byte[200_000];

    static {
        new Random(7).nextBytes(DATA);
    }

    private MockSwift mock;
    private SwiftClient client;

    @BeforeEach
    void start() throws IOException {
        mock = new MockSwift();
        mock.containers.add("c");
        client = mock.client();
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 416, 422, 429, 498, 500, 501, 502, 503, 504, 507})
    void noOperationTakesARefusalForSuccess(int status) {
        mock.objects.put("/c/o", DATA);
        mock.fault = x -> {
            x.getRequestBody().readAllBytes(); // else the server's reset may overtake its answer
            MockSwift.answer(x, status, "<html><p>no way</p></html>");
            return true;
        };
        List<Runnable> operations = List.of(
                () -> client.put("c", "o", RequestBody.of(DATA), PutOptions.NONE),
                () -> client.put("c", "o", RequestBody.of(new byte[10]), PutOptions.NONE),
                () -> client.get("c", "o"),
                () -> client.get("c", "o", 1, 2),
                () -> client.list("c", Map.of()),
                () -> client.createContainer("c", Map.of()),
                () -> client.updateObject("c", "o", Map.of()),
                () -> client.copy("c", "o", "c", "p"));
        for (Runnable operation : operations) {
            SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, operation::run);
            assertThat(failure).as("a failure with its status").isNotNull();
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.kind()).isEqualTo(Verdict.of(status).kind());
            assertThat(failure.isRetryable()).isEqualTo(Verdict.of(status).again());
            assertThat(failure.guidance()).isNotEmpty();
            assertThat(failure.getMessage()).doesNotContain("token", "topsecret");
        }
        if (status != 404) {
            assertThatThrownBy(() -> client.head("c", "o")).isInstanceOf(SwiftFailure.class);
            assertThatThrownBy(() -> client.delete("c", "o")).isInstanceOf(SwiftFailure.class);
            assertThatThrownBy(() -> client.headContainer("c")).isInstanceOf(SwiftFailure.class);
        }
    }

    @Test
    void aMissingObjectIsNoErrorForHeadAndDelete() {
        assertThat(client.head("c", "none")).isEmpty();
        assertThat(client.delete("c", "none")).isFalse();
        assertThat(client.headContainer("none")).isEmpty();
        assertThat(catchThrowableOfType(SwiftFailure.class, () -> client.get("c", "none")).kind()).isEqualTo(ErrorKind.STORE_NOT_FOUND);
    }

    @Test
    void successWithAnotherChecksumIsACorruptedUpload() {
        mock.fault = x -> {
            x.getRequestBody().readAllBytes();
            x.getResponseHeaders().set("ETag", MockSwift.md5(new byte[0]));
            MockSwift.answer(x, 201, "");
            return true;
        };
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.put("c", "o", RequestBody.of(DATA), PutOptions.NONE.ifNew()));
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPLOAD_CORRUPTED);
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void successWithoutAChecksumIsACorruptedUpload() {
        mock.fault = x -> {
            x.getRequestBody().readAllBytes();
            MockSwift.answer(x, 201, "");
            return true;
        };
        assertThat(catchThrowableOfType(SwiftFailure.class, () -> client.put("c", "o", RequestBody.of(DATA), PutOptions.NONE.ifNew())).kind())
                .isEqualTo(ErrorKind.UPLOAD_CORRUPTED);
    }

    @Test
    void bytesThatAreNotThoseThatWereToBeSentAreNotStored() {
        PutOptions options = PutOptions.NONE.withMd5(MockSwift.md5("other".getBytes()));
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.put("c", "o", RequestBody.of(DATA), options));
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPLOAD_CORRUPTED);
        assertThat(mock.objects).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"199999, false", "200001, false", "199999, true", "200001, true", "0, false"})
    void aBodyOfAnotherLengthIsNeverStored(long announced, boolean once) {
        RequestBody body = once ? RequestBody.once(new ByteArrayInputStream(DATA), announced) : new RequestBody() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(DATA);
            }

            @Override
            public long length() {
                return announced;
            }

            @Override
            public boolean canOpen() {
                return true;
            }
        };
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.put("c", "o", body, PutOptions.NONE));
        assertThat(failure).hasMessageContaining("announced");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(mock.objects).isEmpty();
    }

    @Test
    void anUnreadableBodyIsOurFaultNotTheServers() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }
        };
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class,
                () -> client.put("c", "o", RequestBody.once(broken, 100_000), PutOptions.NONE));
        assertThat(failure).hasMessageContaining("disk gone");
        assertThat(failure.kind()).isEqualTo(ErrorKind.GENERAL);
        assertThat(mock.objects).isEmpty();
    }

    @Test
    void anEndedTokenIsRenewedAndTheWholeBodySentAgain() {
        client.put("c", "first", RequestBody.of(DATA), PutOptions.NONE);
        mock.tokens.clear();
        client.put("c", "second", RequestBody.of(DATA), PutOptions.NONE);
        assertThat(mock.objects.get("/c/second")).isEqualTo(DATA);
        assertThat(mock.loginCount).hasValue(2);
    }

    @Test
    void aOnePassBodyIsNeverSentEmptyAfterARenewal() {
        client.put("c", "first", RequestBody.of(DATA), PutOptions.NONE);
        mock.tokens.clear();
        RequestBody once = RequestBody.once(new ByteArrayInputStream(new byte[100]), 100); // too small to ask first
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.put("c", "second", once, PutOptions.NONE.ifNew()));
        assertThat(failure).hasMessageContaining("cannot be read again");
        assertThat(mock.objects).containsOnlyKeys("/c/first");
    }

    @Test
    void aSecond401IsFinal() {
        mock.fault = x -> {
            MockSwift.answer(x, 401, "");
            return true;
        };
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.list("c", Map.of()));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(mock.loginCount).hasValue(2);
    }

    @Test
    void aDownloadThatIsCutGoesOnWhereItStopped() throws IOException {
        mock.objects.put("/c/o", DATA);
        AtomicInteger cuts = new AtomicInteger();
        mock.fault = x -> "GET".equals(x.getRequestMethod()) && cuts.getAndIncrement() == 0 && cutAfter(x, 70_000);
        try (InputStream in = client.get("c", "o").bytes()) {
            assertThat(in.readAllBytes()).isEqualTo(DATA);
        }
        assertThat(mock.requests.stream().filter(r -> r.startsWith("GET")).count()).isEqualTo(2);
    }

    @Test
    void aDownloadOfAChangedObjectIsNotGluedTogether() {
        mock.objects.put("/c/o", DATA);
        AtomicInteger cuts = new AtomicInteger();
        mock.fault = x -> {
            if (cuts.getAndIncrement() == 0) {
                return cutAfter(x, 70_000);
            }
            MockSwift.answer(x, 412, "");
            return true;
        };
        assertThatThrownBy(() -> client.get("c", "o").bytes().readAllBytes()).isInstanceOf(SwiftFailure.class)
                .hasMessageContaining("changed");
    }

    @Test
    void aFlippedByteIsFoundAtTheEnd() {
        mock.objects.put("/c/o", DATA);
        mock.fault = x -> {
            byte[] wrong = DATA.clone();
            wrong[12_345] ^= 1;
            x.getResponseHeaders().set("ETag", MockSwift.md5(DATA));
            x.sendResponseHeaders(200, wrong.length);
            x.getResponseBody().write(wrong);
            return true;
        };
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.get("c", "o").bytes().readAllBytes());
        assertThat(failure.kind()).isEqualTo(ErrorKind.HASH_MISMATCH);
    }

    @Test
    void aServerThatFallsSilentIsLeft() {
        mock.fault = x -> {
            sleep(6_000);
            return true;
        };
        long begun = System.nanoTime();
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.list("c", Map.of()));
        assertThat(failure).hasMessageContaining("no answer for 2 s");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }

    @Test
    void retryAfterIsPassedOn() {
        mock.fault = x -> {
            x.getResponseHeaders().set("Retry-After", "17");
            MockSwift.answer(x, 503, "");
            return true;
        };
        assertThat(catchThrowableOfType(SwiftFailure.class, () -> client.list("c", Map.of())).retryAfter()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "null", "<html></html>", "[{\"name\":\"b\"},{\"name\":\"a\"}]", "[{\"bytes\":1}]", "\"x\""})
    void aListingThatIsNoneIsAnErrorOrEmptyButNeverEndless(String answer) {
        mock.fault = x -> {
            MockSwift.answer(x, 200, answer);
            return true;
        };
        try {
            assertThat(client.list("c", Map.of("prefix", "z"))).isEmpty();
        } catch (BactrianException e) {
            assertThat(e.getMessage()).contains("listing");
        }
    }

    @Test
    void aListingThatLagsIsPutRight() {
        client.put("c", "p/new", RequestBody.of(DATA), PutOptions.NONE);
        client.put("c", "p/gone", RequestBody.of(DATA), PutOptions.NONE);
        client.delete("c", "p/gone");
        mock.fault = x -> {
            if (!"GET".equals(x.getRequestMethod())) {
                return false;
            }
            boolean first = !x.getRequestURI().getQuery().contains("marker=");
            MockSwift.answer(x, 200, first ? "[{\"name\":\"p/gone\",\"bytes\":200000},{\"name\":\"p/old\",\"bytes\":5}]" : "[]");
            return true;
        };
        assertThat(client.listBelow("c", "p/")).extracting(ObjectInfo::name).containsExactlyInAnyOrder("p/old", "p/new");
    }

    @Test
    void whatWasJustWrittenMayAppearLater() {
        client.put("c", "o", RequestBody.of(DATA), PutOptions.NONE);
        mock.objects.clear();
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> client.get("c", "o"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.STORE_NOT_FOUND);
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void noSecretIsEverShown() throws IOException {
        SwiftAccount account = mock.account(Map.of(Setting.PREAUTH_URL, mock.address() + "/v1/a", Setting.PREAUTH_TOKEN, "topsecret"));
        assertThat(account.toString()).doesNotContain("topsecret");
        SwiftFailure failure = catchThrowableOfType(SwiftFailure.class, () -> new SwiftClient(mock.account()).get("c", "none"));
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            all.append(t);
        }
        assertThat(all.toString()).doesNotContain("topsecret", "token1");
    }

    private static boolean cutAfter(HttpExchange x, int bytes) throws IOException {
        x.getResponseHeaders().set("ETag", MockSwift.md5(DATA));
        x.sendResponseHeaders(200, DATA.length);
        x.getResponseBody().write(DATA, 0, bytes);
        x.getResponseBody().flush();
        sleep(300); // the JDK's client tells of a cut at once, or in the body, whichever it hears first
        throw new IOException("cut on purpose");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
