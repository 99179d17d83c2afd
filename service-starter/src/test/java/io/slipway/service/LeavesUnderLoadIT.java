package io.slipway.service;

import static io.slipway.service.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.FreePort;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.Lease;
import io.slipway.registry.testing.RealConsul;
import io.slipway.service.app.OrdersApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops one of two processes while both are called as fast as they answer. */
@Timeout(300)
final class LeavesUnderLoadIT {

    private static final int CALLERS = 4;
    private static final int SIGTERM_EXIT = 143;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    // Tries nothing again by itself: a connection that is closed under a request is a failure.
    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .callTimeout(Duration.ofSeconds(60))
            .build();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean stopped;
    private RealConsul consul;
    private Registry registry;
    private Discovery discovery;

    @BeforeEach
    void openConsul() throws IOException {
        consul = RealConsul.start();
        registry = ConsulRegistry.connect(consul.uri());
        discovery = Discovery.over(registry);
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        stopped = true;
        for (Thread caller : callers) {
            caller.join();
        }
        processes.forEach(Process::destroyForcibly);
        if (consul != null) {
            discovery.close();
            registry.close();
            consul.close();
        }
    }

    @Test
    void noRequestFailsWhenOneOfTwoIsStoppedAndTheOtherStopsAlsoWhileConsulIsFrozen() throws Exception {
        Process first = start("orders-1");
        Process second = start("orders-2");
        await().until(() -> discovery.snapshot("orders").instances().size() == 2);
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(this::keepCalling, "caller-" + i);
            callers.add(caller);
            caller.start();
        }
        awaitAnswers(200);

        first.destroy();

        await().until(() -> discovery.snapshot("orders").instances().stream()
                .map(ServiceInstance::id)
                .toList()
                .equals(List.of("orders-2")));
        assertThat(registry.isRegistered("orders-1"))
                .as("still there while it drains")
                .isTrue();
        assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(SIGTERM_EXIT);
        assertThat(registry.isRegistered("orders-1")).isFalse();
        awaitAnswers(200);
        assertThat(failures).isEmpty();

        stopped = true;
        consul.freeze();
        second.destroy();
        assertThat(second.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(SIGTERM_EXIT);
        assertThat(Files.readString(folder.resolve("orders-2")))
                .contains("orders-2 is left in the registry, which does not answer: The registry forgets it 600 s after"
                        + " its check has failed.");
    }

    private void awaitAnswers(int more) {
        int before = answered.get();
        await().until(() -> answered.get() > before + more || !failures.isEmpty());
    }

    private void keepCalling() {
        while (!stopped) {
            Optional<Lease> leased = discovery.lease("orders", Set.of());
            if (leased.isEmpty()) {
                failures.add("nobody is known to call");
                return;
            }
            Lease lease = leased.get();
            Request request = new Request.Builder()
                    .url("http://" + lease.instance().address() + "/orders/1")
                    .build();
            try (Response response = http.newCall(request).execute()) {
                if (response.code() != 200) {
                    failures.add(lease.instance().id() + " answered " + response.code());
                }
                lease.succeeded(Duration.ofMillis(1));
                answered.incrementAndGet();
            } catch (IOException e) {
                failures.add(lease.instance().id() + " failed: " + e);
                lease.abandoned();
            }
        }
    }

    private Process start(String id) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OrdersApplication.class.getName());
        java.environment().put("HOST", "127.0.0.1");
        java.environment().put("PORT0", "" + FreePort.find());
        java.environment().put("MESOS_TASK_ID", id);
        java.environment().put("SLIPWAY_REGISTRY", "consul");
        // Callers that leave a machine of two cores no time must not make Consul take the last one out as well.
        java.environment().put("SLIPWAY_CHECK_TIMEOUT", "30s");
        java.environment().put("CONSUL_HTTP_ADDR", consul.uri().toString());
        java.redirectErrorStream(true).redirectOutput(folder.resolve(id).toFile());
        Process process = java.start();
        processes.add(process);
        return process;
    }
}
