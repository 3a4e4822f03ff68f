package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.converter.crypto.PGPKeyAccessDataFormat;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.bactrian.error.BactrianException;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.bactrian.seal.Sealable;
import org.bactrian.seal.SealedInput;
import org.bactrian.seal.camel.SealDataFormat;
import org.bactrian.store.StoreHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgpDataFormatTest extends CamelTestSupport {
    private static final String ROUTES = """
            - beans:
                - name: pgp
                  type: org.bactrian.pgp.PgpDataFormat$Factory
                - name: seal
                  type: org.bactrian.seal.camel.SealDataFormat
            - route:
                id: seal
                from:
                  uri: direct:seal
                  steps:
                    - marshal:
                        pgp:
                          password: "secret"
                          compressionAlgorithm: "2"
            - route:
                id: unseal
                from:
                  uri: direct:unseal
                  steps:
                    - unmarshal:
                        pgp:
                          password: "secret"
            - route:
                id: seal-for-key
                from:
                  uri: direct:seal-for-key
                  steps:
                    - marshal:
                        pgp:
                          keyFileName: "file:src/test/resources/goldens/pubkey/secret-key.asc"
                          keyUserid: "07AB00397A5D3DB4"
                          signatureKeyUserid: "07AB00397A5D3DB4"
                          password: "test"
            - route:
                id: unseal-for-key
                from:
                  uri: direct:unseal-for-key
                  steps:
                    - unmarshal:
                        pgp:
                          keyFileName: "file:src/test/resources/goldens/pubkey/secret-key.asc"
                          signatureKeyUserid: "07AB00397A5D3DB4"
                          signatureVerificationOption: required
                          password: "test"
            - route:
                id: old
                from:
                  uri: direct:old
                  steps:
                    - marshal:
                        pgp:
                          password: "test"
                          algorithm: "3"
            - route:
                id: any
                from:
                  uri: direct:any
                  steps:
                    - marshal:
                        custom:
                          ref: seal
            """;

    private final PgpSeal seal = PgpSeal.builder().passphrase(Passphrase.of("secret")).build();

    @Override
    protected RoutesBuilder[] createRouteBuilders() throws Exception {
        RoutesLoader loader = PluginHelper.getRoutesLoader(context);
        return loader.findRoutesBuilders(ResourceHelper.fromString("test.camel.yaml", ROUTES))
                .toArray(new RoutesBuilder[0]);
    }

    @Test
    void theRoutesUseOurs() {
        assertThat(context.createDataFormat("pgp")).isInstanceOf(PgpDataFormat.class);
        assertThat(Security.getProvider("BC")).isNull();
    }

    @Test
    void anyBodyIsSealedAndItsSumsAreHeaders(@TempDir Path folder) throws Exception {
        byte[] clear = Mixed.bytes(200_000, 1);
        Sealable sealable = (plain, length) -> {
            plain.write(clear);
            assertThat(length.getAsLong()).isPositive();
        };
        Path file = Files.write(folder.resolve("file"), clear);
        for (Object body : new Object[] {clear, new ByteArrayInputStream(clear), sealable, file.toFile(),
                new MemoryObject("m", clear)}) {
            Exchange done = send("direct:seal", body);
            byte[] sealed = done.getMessage().getBody(byte[].class);
            assertThat(done.getMessage().getHeader(StoreHeaders.LENGTH)).isEqualTo((long) sealed.length);
            assertThat(done.getMessage().getHeader(StoreHeaders.MD5)).isEqualTo(hex("MD5", sealed));
            assertThat(done.getMessage().getHeader(StoreHeaders.SHA1)).isEqualTo(hex("SHA-1", sealed));
            assertThat(new MemoryObject("x", sealed).opened(seal)).isEqualTo(clear);
        }
    }

    @Test
    void sealedObjectsAndStreamsAreOpened() throws Exception {
        byte[] clear = Mixed.bytes(3_000_000, 1);
        SealedInput object = MemoryObject.sealed(seal, clear);
        for (Object body : new Object[] {object, object.openStream(), object.openStream().readAllBytes()}) {
            try (InputStream in = send("direct:unseal", body).getMessage().getBody(InputStream.class)) {
                assertThat(in.readAllBytes()).isEqualTo(clear);
            }
        }
    }

    @Test
    void theOriginalsKeyOptionsWork() throws Exception {
        byte[] sealed = send("direct:seal-for-key", Mixed.bytes(100_000, 1)).getMessage().getBody(byte[].class);
        assertThat(KeySet.of(new MemoryObject("x", sealed)).keyIds()).hasSize(1);
        assertThat(send("direct:unseal-for-key", sealed).getMessage().getBody(byte[].class))
                .isEqualTo(Mixed.bytes(100_000, 1));
        byte[] unsigned = MemoryObject.sealed(PgpSeal.builder().passphrase(Passphrase.of("test")).build(), new byte[10])
                .bytes();
        assertThat(template.request("direct:unseal-for-key", exchange -> exchange.getMessage().setBody(unsigned))
                .getException())
                .isInstanceOf(BactrianException.class).hasMessageContaining("not signed at all");
    }

    @Test
    void ciphersNobodyShouldWriteAreRefused() {
        assertThat(template.request("direct:old", exchange -> exchange.getMessage().setBody("text")).getException())
                .isInstanceOf(BactrianException.class).hasMessageContaining("algorithm 3");
    }

    @Test
    void headersChangeKeysAndAlgorithmsOfOneMessage() throws Exception {
        String key = "07AB00397A5D3DB4";
        Exchange done = template.request("direct:seal-for-key", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader(PGPKeyAccessDataFormat.KEY_USERIDS, List.of("nobody@example.org"));
        });
        assertThat(done.getException()).hasMessageContaining("nobody@example.org");
        byte[] sealed = template.request("direct:seal-for-key", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader(PGPKeyAccessDataFormat.KEY_USERID, key);
            exchange.getMessage().setHeader(PGPKeyAccessDataFormat.ENCRYPTION_ALGORITHM, 7);
            exchange.getMessage().setHeader(PGPKeyAccessDataFormat.COMPRESSION_ALGORITHM, 0);
        }).getMessage().getBody(byte[].class);
        assertThat(send("direct:unseal-for-key", sealed).getMessage().getBody(String.class)).isEqualTo("text");
        assertThat(template.request("direct:seal", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader(PGPKeyAccessDataFormat.SIGNATURE_HASH_ALGORITHM, 2);
        }).getException()).hasMessageContaining("hash algorithm 2 is not written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signatureVerificationOption: no_signature_allowed", "provider: SunJCE", "hashAlgorithm: '8'",
        "integrity: 'false'", "signatureKeyUserid: nobody", "compressionAlgorithm: '7'"})
    void whatIsNotDoneIsRefused(String option) throws Exception {
        String route = "- route:\n    id: refused\n    from:\n      uri: direct:refused\n      steps:\n"
                + "        - marshal:\n            pgp:\n              password: secret\n              " + option + "\n";
        context.addRoutes(PluginHelper.getRoutesLoader(context).findRoutesBuilders(ResourceHelper.fromString("r.camel.yaml", route))
                .iterator().next());
        assertThat(template.request("direct:refused", exchange -> exchange.getMessage().setBody("text")).getException())
                .isInstanceOf(BactrianException.class);
    }

    /** The README's route, as it stands there. */
    @Test
    void theReadmesExampleWorks() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf("    - beans:\n        - name: pgp"));
        example = example.substring(0, example.indexOf("\n\n")).indent(-4).replace("env:DOCUMENT_PASSPHRASE", "document.passphrase");
        context.getPropertiesComponent().addInitialProperty("document.passphrase", "secret");
        context.addRoutes(PluginHelper.getRoutesLoader(context).findRoutesBuilders(ResourceHelper.fromString("e.camel.yaml", example))
                .iterator().next());
        byte[] sealed = send("direct:protect", "text").getMessage().getBody(byte[].class);
        assertThat(new MemoryObject("x", sealed).opened(seal)).asString().isEqualTo("text");
    }

    @Test
    void damageIsNamedAfterTheObject() throws Exception {
        byte[] sealed = MemoryObject.sealed(seal, new byte[1000]).bytes();
        sealed[sealed.length - 1] ^= 1;
        Exchange done = template.request("direct:unseal", exchange -> {
            exchange.getMessage().setBody(sealed);
            exchange.getMessage().setHeader(StoreHeaders.OBJECT, "duplicity-full.x.manifest.gpg");
        });
        assertThat(done.getException()).isInstanceOf(BactrianException.class)
                .hasMessageStartingWith("duplicity-full.x.manifest.gpg: ");
    }

    @Test
    void theSealOfTheExchangeGoesFirst() throws Exception {
        GzipSeal gzip = new GzipSeal();
        for (String route : new String[] {"direct:seal", "direct:any"}) {
            Exchange done = template.request(route, exchange -> {
                exchange.setProperty(SealDataFormat.SEAL, gzip);
                exchange.getMessage().setBody("text");
            });
            assertThat(new MemoryObject("x", done.getMessage().getBody(byte[].class)).opened(gzip)).asString()
                    .isEqualTo("text");
        }
    }

    @Test
    void withoutAnySealNothingIsWritten() {
        assertThat(template.request("direct:any", exchange -> exchange.getMessage().setBody("text")).getException())
                .isInstanceOf(BactrianException.class).hasMessageContaining("BactrianSeal");
    }

    private Exchange send(String route, Object body) {
        Exchange done = template.request(route, exchange -> exchange.getMessage().setBody(body));
        if (done.getException() != null) {
            throw new AssertionError(done.getException());
        }
        return done;
    }

    private static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
