package io.slipway.marathon.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Says whom to trust and who to be on {@code https}; PEM files, read when the client is made. */
public record Tls(@Nullable Path authorities, @Nullable Identity identity) {

    /** Trusts whom the JDK trusts, and shows no certificate. */
    public static final Tls OF_THE_JDK = new Tls(null, null);

    /**
     * Names who one is.
     *
     * @param certificate with those that lead to its authority
     * @param key in PKCS#8, without a password
     */
    public record Identity(Path certificate, Path key) {}

    private static final char[] NO_PASSWORD = {};
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Trusts only the authorities in a file. */
    public static Tls trusting(Path authorities) {
        return new Tls(authorities, null);
    }

    OkHttpClient.Builder on(OkHttpClient.Builder client) {
        if (authorities == null && identity == null) {
            return client;
        }
        return client.sslSocketFactory(context().getSocketFactory(), checked(this::trust));
    }

    SSLContext context() {
        return checked(() -> {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), new X509TrustManager[] {trust()}, null);
            return context;
        });
    }

    private interface Reading<T> {
        T read() throws IOException, GeneralSecurityException;
    }

    private static <T> T checked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS to Marathon cannot be set up: " + e.getMessage(), e);
        }
    }

    private X509TrustManager trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = null;
        if (authorities != null) {
            store = empty();
            int number = 0;
            for (Certificate authority : certificates(authorities)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
        }
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        if (identity == null) {
            return null;
        }
        KeyStore store = empty();
        Certificate[] chain = certificates(identity.certificate).toArray(new Certificate[0]);
        store.setKeyEntry("client", key(identity.key), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new GeneralSecurityException("there is no PKCS#8 private key without a password in " + file
                    + "; \"openssl pkcs8 -topk8 -nocrypt\" makes one");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        InputStream nothing = null;
        store.load(nothing, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("there is no certificate in " + file);
            }
            return found;
        }
    }
}
