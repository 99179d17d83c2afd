package io.slipway.registry.consul;

import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Holds whom to trust and who to be when speaking to Consul over TLS. */
record Tls(SSLContext context, X509TrustManager trust) {

    private static final char[] NO_PASSWORD = {};

    /**
     * Reads PEM files.
     *
     * @param authorities who may sign Consul's certificate; the JDK's own where empty
     * @param identity the certificate, with those that lead to its authority, and the key
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException when it holds something else
     */
    static Tls of(Optional<Path> authorities, Optional<Identity> identity)
            throws IOException, GeneralSecurityException {
        X509TrustManager trust = trust(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.isEmpty() ? null : keys(identity.get()), new X509TrustManager[] {trust}, null);
        return new Tls(context, trust);
    }

    record Identity(Path certificate, Path key) {}

    /** Says what a failure to speak to Consul means. */
    static String explained(String url, Throwable failure) {
        String text = Excerpt.of(failure);
        return url.startsWith("https:") && isAfterConnecting(failure)
                ? text + ". CONSUL_CACERT names who may sign Consul's certificate, CONSUL_CLIENT_CERT and"
                        + " CONSUL_CLIENT_KEY who this is."
                : text;
    }

    /**
     * Tells a connection that was not to be had, or was too slow, from one that came about: whoever shows no certificate may
     * learn no more than that it is closed, which has many names.
     */
    private static boolean isAfterConnecting(Throwable failure) {
        return failure instanceof IOException
                && !(failure instanceof ConnectException
                        || failure instanceof NoRouteToHostException
                        || failure instanceof UnknownHostException
                        || failure instanceof InterruptedIOException);
    }

    private static X509TrustManager trust(Optional<Path> authorities) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities.isEmpty() ? null : store(authorities.get()));
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static KeyStore store(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate authority : certificates(authorities)) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        return store;
    }

    private static KeyManager[] keys(Identity identity) throws IOException, GeneralSecurityException {
        PrivateKey key = PemKey.read(identity.key);
        KeyStore store = empty();
        store.setKeyEntry(
                "client", key, NO_PASSWORD, certificates(identity.certificate).toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
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
                throw new GeneralSecurityException("no certificate in " + file);
            }
            return found;
        }
    }
}
