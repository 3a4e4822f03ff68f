package org.bactrian.swift.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes Java's TLS context of the PEM files that OpenStack's settings name (OS_CACERT, OS_CERT, OS_KEY). */
final class TlsContext {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
    private static final char[] NO_PASSWORD = new char[0];

    private TlsContext() {
    }

    /** Empty if Java's own context serves. @throws IOException naming the file that cannot be used */
    static Optional<SSLContext> of(TransportSettings settings) throws IOException {
        if (settings.caFile() == null && settings.clientCert() == null && !settings.insecure()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings), null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trust(TransportSettings settings) throws IOException, GeneralSecurityException {
        if (settings.insecure()) {
            return new TrustManager[] {new TrustAll()};
        }
        if (settings.caFile() == null) {
            return null; // Java's own
        }
        KeyStore store = emptyStore();
        int n = 0;
        for (Certificate certificate : certificates(settings.caFile())) {
            store.setCertificateEntry("ca" + n++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(TransportSettings settings) throws IOException, GeneralSecurityException {
        if (settings.clientCert() == null) {
            return null;
        }
        KeyStore store = emptyStore();
        Path keyFile = settings.clientKey() == null ? settings.clientCert() : settings.clientKey();
        Certificate[] chain = certificates(settings.clientCert()).toArray(Certificate[]::new);
        store.setKeyEntry("client", privateKey(keyFile), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** All certificates of a file, whatever else it holds. */
    private static List<Certificate> certificates(Path file) throws IOException {
        List<Certificate> found = new ArrayList<>();
        Matcher pem = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (pem.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
                found.add(factory.generateCertificate(new ByteArrayInputStream(encoded)));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds a certificate that is none", e);
        }
        if (found.isEmpty()) {
            throw new IOException(file + " holds no certificate (BEGIN CERTIFICATE)");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // not of this kind; the next may be it
            }
        }
        throw new IOException(file + " holds a key that is neither RSA nor EC nor Ed25519");
    }

    /** What {@code insecure} asks for: every certificate, whatever its name. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
