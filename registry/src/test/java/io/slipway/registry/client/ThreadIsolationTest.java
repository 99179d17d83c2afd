package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.netflix.hystrix.Hystrix;
import io.slipway.registry.client.CallOptions.Isolation;
import io.slipway.registry.client.ServiceCallException.Reason;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import retrofit2.http.GET;
import retrofit2.http.Path;

class ThreadIsolationTest extends ClientTest {

    @ServiceClient(value = "inventory", fallback = Threads.class)
    @CallOptions(isolation = Isolation.THREAD, timeoutMillis = 10_000)
    interface Pooled {
        @GET("inventory/{id}")
        String find(@Path("id") String id);

        @GET("inventory/{id}")
        CompletableFuture<String> future(@Path("id") String id);

        @GET("slow")
        @CallOptions(timeoutMillis = 200)
        String soon();

        @GET("here")
        @CallOptions(isolation = Isolation.SEMAPHORE)
        String here();
    }

    @ServiceClient("small")
    @CallOptions(isolation = Isolation.THREAD, concurrency = 1, timeoutMillis = 200)
    interface Small {
        @GET("held")
        @CallOptions(timeoutMillis = 1_500)
        CompletableFuture<String> held();

        @GET("inventory/{id}")
        CompletableFuture<String> future(@Path("id") String id);
    }

    /** Answers with the thread that asked, and what it carried. */
    static final class Threads implements Pooled {

        private static String where() {
            return Thread.currentThread().getName() + " " + MDC.get("requestId") + " "
                    + TraceContext.current().isPresent() + " "
                    + Deadline.current().isPresent();
        }

        @Override
        public String find(String id) {
            return where();
        }

        @Override
        public CompletableFuture<String> future(String id) {
            return CompletableFuture.completedFuture(where());
        }

        @Override
        public String soon() {
            return where();
        }

        @Override
        public String here() {
            return where();
        }
    }

    @AfterEach
    void endThePools() {
        Hystrix.reset(20, TimeUnit.SECONDS);
    }

    @Test
    void aCallRunsOnAPoolOfItsServiceAndTakesAlongWhatItsCallerCarries() {
        one.register(registry);
        for (int i = 0; i < 3; i++) {
            one.answer(new MockResponse.Builder().code(500).build());
        }
        Pooled pooled = clients.create(Pooled.class);
        MDC.put("requestId", "abc-123");

        try (Scope ofTrace = TraceContext.begin(new Random(1)).makeCurrent();
                Scope ofDeadline =
                        Deadline.in(Duration.ofSeconds(60), System.nanoTime()).makeCurrent()) {
            assertThat(pooled.find("42")).matches("hystrix-inventory-\\d+ abc-123 true true");
            assertThat(pooled.future("42").join()).matches("hystrix-inventory-\\d+ abc-123 true true");
            assertThat(pooled.here()).isEqualTo(Thread.currentThread().getName() + " abc-123 true true");
        }
    }

    @Test
    void answersComeBackFromThePool() throws InterruptedException {
        one.register(registry);
        one.answer(ok("\"screws\""));
        one.answer(ok("\"nails\""));
        Pooled pooled = clients.create(Pooled.class);

        assertThat(pooled.find("42")).isEqualTo("screws");
        assertThat(pooled.future("43").join()).isEqualTo("nails");
    }

    @Test
    void aCallerIsFreedWhenTheTimeIsOver() {
        one.register(registry);
        one.answer(slow());

        assertThat(clients.create(Pooled.class).soon()).isNotBlank();
    }

    @Test
    void aTimeoutInThePoolReadsLikeAnyOther() {
        one.register(registry);
        one.answer(slow());
        @ServiceClient("inventory")
        @CallOptions(isolation = Isolation.THREAD, timeoutMillis = 200)
        interface Bare {
            @GET("slow")
            String soon();
        }

        ServiceCallException failure = catchThrowableOfType(
                ServiceCallException.class, () -> clients.create(Bare.class).soon());

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(timeless(failure))
                .startsWith("Bare.soon (GET /slow) failed after # ms: inventory did not answer within 200 ms."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port());
    }

    @Test
    void aCallerThatIsInterruptedIsFreedAndItsCallEnds() throws InterruptedException {
        one.register(registry);
        one.answer(slow());
        @ServiceClient("inventory")
        @CallOptions(isolation = Isolation.THREAD, timeoutMillis = 600_000)
        interface Patient {
            @GET("slow")
            String late();
        }
        Patient patient = clients.create(Patient.class);
        CompletableFuture<ServiceCallException> failed = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            ServiceCallException e = catchThrowableOfType(ServiceCallException.class, patient::late);
            failed.complete(Thread.currentThread().isInterrupted() ? e : null);
        });
        caller.start();
        await().until(() -> one.requests() == 1);

        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(failed.join().reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failed.join()).hasMessageContaining(": its thread was interrupted. Tried inventory-1 at");
        await().until(() -> metrics.timer("client.inventory.Patient.late").getCount() == 1);
    }

    @Test
    void aCallThatWaitsTooLongForAThreadIsNotMade() {
        String queue = "hystrix.threadpool.small.maxQueueSize";
        // Else Hystrix's timer answers for it.
        String timer = "hystrix.command.Small.future.execution.timeout.enabled";
        System.setProperty(queue, "5");
        System.setProperty(timer, "false");
        try {
            one.registerAs("small", registry);
            one.answer(slow());
            Small small = clients.create(Small.class);
            CompletableFuture<String> running = small.held();
            await().until(() -> one.requests() == 1);
            CompletableFuture<String> waiting = small.future("2");

            assertThat(timeless(catchThrowable(waiting::join).getCause()))
                    .isEqualTo("Small.future (GET /inventory/2) failed after # ms:"
                            + " no thread was free for it within 200 ms. No instance was tried.");
            assertThat(running).isCompletedExceptionally();
            assertThat(one.requests()).isEqualTo(1);
        } finally {
            System.clearProperty(queue);
            System.clearProperty(timer);
        }
    }

    @Test
    void aPoolThatIsFullTurnsCallsAway() {
        one.registerAs("small", registry);
        one.answer(slow());
        Small small = clients.create(Small.class);
        CompletableFuture<String> running = small.held();
        await().until(() -> one.requests() == 1);

        ServiceCallException failure = (ServiceCallException)
                catchThrowable(() -> small.future("2").join()).getCause();

        assertThat(timeless(failure))
                .isEqualTo("Small.future (GET /inventory/2) failed after # ms: all threads of the pool small are busy."
                        + " No instance was tried.");
        assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_CALLS);
        assertThat(running.cancel(true)).isTrue();
        assertThat(one.requests()).isEqualTo(1);
    }
}
