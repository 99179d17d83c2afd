package io.slipway.local.consul.check;

import io.slipway.local.consul.store.Probe;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Asks URLs how a service is, without a thread for each. */
final class HttpProber implements AutoCloseable {

    private static final int MOST_REDIRECTS = 10;
    private static final int THREADS = 6;

    /** One client that believes certificates, and one that does not look at them; made when first needed. */
    private final Map<Boolean, HttpClient> clients = new ConcurrentHashMap<>();

    CompletableFuture<Finding> look(Probe.Http probe) {
        CompletableFuture<Finding> answer = new CompletableFuture<>();
        try {
            Tail body = new Tail();
            request(probe)
                    .onResponseContent((response, content) -> body.add(content))
                    .send(result -> answer.complete(finding(probe, result, body)));
        } catch (RuntimeException e) {
            answer.complete(Finding.critical(failed(probe, String.valueOf(e.getMessage()))));
        }
        return answer;
    }

    @Override
    public void close() {
        clients.values().forEach(client -> LifeCycle.stop(client));
    }

    private Request request(Probe.Http probe) {
        URI uri = URI.create(probe.url());
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("unsupported protocol scheme \"\"");
        }
        Request request = clients.computeIfAbsent(probe.skipVerify(), HttpProber::start)
                .newRequest(uri)
                .method(probe.method())
                .timeout(probe.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .headers(headers -> headers.put(HttpHeader.ACCEPT, "text/plain, text/*, */*")
                        .put(HttpHeader.CONNECTION, "close"));
        request.headers(headers -> probe.headers().forEach(headers::put));
        return probe.body().isEmpty() ? request : request.body(new StringRequestContent(null, probe.body()));
    }

    private static Finding finding(Probe.Http probe, Result result, Tail body) {
        Response response = result.getResponse();
        boolean answered = response != null && response.getStatus() > 0;
        if (result.isFailed() && !(answered && redirectsForEver(result))) {
            return Finding.critical(failed(probe, reason(result.getFailure(), URI.create(probe.url()))));
        }
        if (redirectsForEver(result)) {
            return Finding.critical(failed(probe, "stopped after " + MOST_REDIRECTS + " redirects"));
        }
        String output = "HTTP " + probe.method() + " " + probe.url() + ": " + response.getStatus() + " "
                + (response.getReason() == null ? "" : response.getReason()) + " Output: " + body;
        int status = response.getStatus();
        if (status >= 200 && status < 300) {
            return Finding.passing(output);
        }
        return status == 429 ? Finding.warning(output) : Finding.critical(output);
    }

    private static boolean redirectsForEver(Result result) {
        return result.getFailure() instanceof HttpResponseException
                && String.valueOf(result.getFailure().getMessage()).contains("redirects");
    }

    private static String failed(Probe.Http probe, String reason) {
        String verb = probe.method().charAt(0) + probe.method().substring(1).toLowerCase(java.util.Locale.ROOT);
        return verb + " \"" + probe.url() + "\": " + reason;
    }

    private static String reason(Throwable failure, URI uri) {
        if (failure instanceof TimeoutException) {
            return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
        }
        if (failure instanceof ConnectException) {
            return "dial tcp " + uri.getHost() + ":" + uri.getPort() + ": connect: connection refused";
        }
        if (failure instanceof UnknownHostException) {
            return "dial tcp: lookup " + uri.getHost() + ": no such host";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static HttpClient start(boolean skipVerify) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("consul-check");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setSslContextFactory(new SslContextFactory.Client(skipVerify));
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads);
        client.setMaxRedirects(MOST_REDIRECTS);
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Consul Health Check"));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start the client for HTTP checks: " + e.getMessage(), e);
        }
        return client;
    }
}
