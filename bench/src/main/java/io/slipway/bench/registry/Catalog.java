package io.slipway.bench.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Fills Consul's catalog past any agent: one node per instance number, a service on each, a check for each. */
final class Catalog {

    private static final int LARGEST_TRANSACTION = 64;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI consul;

    Catalog(URI consul) {
        this.consul = consul;
    }

    static String service(int number) {
        return "service-" + number;
    }

    /** Returns the names of the services. */
    List<String> fill(int services, int instances) throws IOException, InterruptedException {
        List<String> operations = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            operations.add("{\"Node\":{\"Verb\":\"set\",\"Node\":{\"Node\":\"%s\",\"Address\":\"10.0.0.%d\"}}}"
                    .formatted(node(i), i + 1));
        }
        List<String> names =
                IntStream.range(0, services).mapToObj(Catalog::service).toList();
        for (String service : names) {
            for (int i = 0; i < instances; i++) {
                operations.add(
                        "{\"Service\":{\"Verb\":\"set\",\"Node\":\"%s\",\"Service\":{\"ID\":\"%s\",\"Service\":\"%s\",\"Address\":\"10.0.0.%d\",\"Port\":31000,\"Tags\":[\"v1\"],\"Meta\":{\"version\":\"1.0.0\",\"zone\":\"a\"}}}}"
                                .formatted(node(i), id(service, i), service, i + 1));
                operations.add("{\"Check\":{\"Verb\":\"set\",\"Check\":" + check(service, i, true) + "}}");
            }
        }
        for (int from = 0; from < operations.size(); from += LARGEST_TRANSACTION) {
            put(
                    "/v1/txn",
                    "["
                            + String.join(
                                    ",",
                                    operations.subList(from, Math.min(operations.size(), from + LARGEST_TRANSACTION)))
                            + "]");
        }
        return names;
    }

    /** Lets the check of one instance pass, or not. */
    void setPassing(String service, int instance, boolean passing) throws IOException, InterruptedException {
        put("/v1/txn", "[{\"Check\":{\"Verb\":\"set\",\"Check\":" + check(service, instance, passing) + "}}]");
    }

    static String id(String service, int instance) {
        return service + "-" + instance;
    }

    private static String node(int instance) {
        return "node-" + instance;
    }

    private static String check(String service, int instance, boolean passing) {
        return "{\"Node\":\"%s\",\"CheckID\":\"service:%s\",\"Name\":\"its own word\",\"Status\":\"%s\",\"Output\":\"HTTP GET http://10.0.0.1:31000/actuator/health/readiness: 200 OK\",\"ServiceID\":\"%s\",\"ServiceName\":\"%s\"}"
                .formatted(
                        node(instance),
                        id(service, instance),
                        passing ? "passing" : "critical",
                        id(service, instance),
                        service);
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(consul.resolve(path))
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Consul answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
