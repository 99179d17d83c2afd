package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets a server of the test's own answer on the port of a task, as the task would. */
class ReadinessTest {

    @TempDir
    Path folder;

    private final AtomicInteger status = new AtomicInteger(404);
    private int port;
    private Server server;
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        port = FreePort.find();
        server = new Server(folder);
    }

    @AfterEach
    void stop() {
        if (web != null) {
            web.stop(0);
        }
        server.close();
    }

    @Test
    void aDeploymentWaitsUntilTheTaskSaysThatItIsReady() throws IOException {
        server.create(app("'readinessChecks':[{'name':'r','path':'/ready','intervalSeconds':2,'timeoutSeconds':1,"
                + "'preserveLastResponse':true}]"));
        server.awaitApp("/web", app -> app.path("tasksRunning").asInt() == 1);
        listen();

        JsonNode result = Awaitility.await()
                .until(
                        () -> server.get("/v2/deployments").at("/0/currentActions/0/readinessCheckResults/0"),
                        one -> one.has("lastResponse"));

        String taskId = server.tasks("/web").get(0).path("id").asText();
        assertThat(result.toString())
                .isEqualTo("{\"name\":\"r\",\"taskId\":\"" + taskId + "\",\"ready\":false,\"lastResponse\":"
                        + "{\"status\":404,\"contentType\":\"text/plain\",\"body\":\"here\"}}");
        assertThat(server.app("/web?embed=app.readiness")
                        .path("readinessCheckResults")
                        .get(0))
                .isEqualTo(result);

        status.set(200);
        server.awaitRunning("/web", 1);
    }

    @Test
    void aTaskIsHealthyWhenItsPortAnswersWell() throws IOException {
        server.create(
                app("'healthChecks':[{'protocol':'MESOS_HTTP','path':'/health','portIndex':0,'gracePeriodSeconds':0,"
                        + "'intervalSeconds':1,'timeoutSeconds':1,'maxConsecutiveFailures':0,'delaySeconds':0}]"));
        JsonNode sick =
                server.awaitApp("/web", app -> app.path("tasksUnhealthy").asInt() == 1);
        assertThat(sick.at("/tasks/0/healthCheckResults/0/alive").asBoolean(true))
                .isFalse();
        assertThat(sick.path("deployments")).hasSize(1);

        status.set(204);
        listen();

        JsonNode well = server.awaitApp("/web", app -> app.path("tasksHealthy").asInt() == 1);
        JsonNode result = well.at("/tasks/0/healthCheckResults/0");
        assertThat(result.path("instanceId").asText())
                .isEqualTo("instance [" + well.at("/tasks/0/id").asText().replace("._app.1", "") + "]");
        assertThat(result.path("lastFailureCause").asText()).isEqualTo("ConnectException: Connection refused");
        assertThat(result.path("consecutiveFailures").asInt()).isZero();
    }

    private String app(String checks) {
        return "'id':'/web','cmd':'exec sleep 1000','requirePorts':true,'portDefinitions':[{'port':" + port
                + ",'name':'http-api'}]," + checks;
    }

    private void listen() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        web.createContext("/", exchange -> {
            byte[] body = "here".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(status.get(), status.get() == 204 ? -1 : body.length);
            if (status.get() != 204) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        web.start();
    }
}
