package io.slipway.local.marathon.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Finds a task alive that answers with a status from 200 to 399; follows no redirect, checks no certificate. */
record HttpProbe(String scheme, String host, int port, String path, int timeoutMillis) implements Probe {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final SSLSocketFactory TRUSTING = trusting();

    /** Is an HTTP answer, read in full as far as it is short. */
    record Response(int status, String reason, String contentType, String body) {}

    @Override
    public Finding ask() {
        try {
            Response response = get();
            boolean good = response.status() >= 200 && response.status() < 400;
            return good ? Finding.ALIVE : Finding.dead((response.status() + " " + response.reason()).strip());
        } catch (IOException e) {
            return Finding.dead(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    Response get() throws IOException {
        HttpURLConnection connection = open();
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(TRUSTING);
            https.setHostnameVerifier((name, session) -> true);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setUseCaches(false);
        // A probe says whether a new connection is served; it keeps none open on a task that may want to stop.
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("User-Agent", "slipway-health-check");
        try {
            return read(connection);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open() throws IOException {
        String absolute = path.startsWith("/") ? path : "/" + path;
        try {
            URI uri = URI.create(scheme + "://" + host + ":" + port + absolute);
            return (HttpURLConnection) uri.toURL().openConnection();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Response read(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("the answer is not HTTP");
        }
        String body;
        try (InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            body = stream == null ? "" : new String(stream.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        }
        return new Response(status, text(connection.getResponseMessage()), text(connection.getContentType()), body);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static SSLSocketFactory trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts every certificate, as Marathon's checks do: they ask for life, not for identity. */
    private static final class Anyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
