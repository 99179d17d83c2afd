package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.internal.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

class ServiceClientsTest extends ClientTest {

    @Test
    void aMethodReturnsWhatTheServiceAnswers() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        assertThat(stock().find("42")).isEqualTo(SCREWS);

        RecordedRequest request = one.take();
        assertThat(request.getRequestLine()).isEqualTo("GET /inventory/42 HTTP/1.1");
        assertThat(request.getHeaders().get("Host")).isEqualTo("127.0.0.1:" + one.port());
    }

    @Test
    void callsGoToTheInstancesInTurn() {
        bothRegistered();
        for (int i = 0; i < 3; i++) {
            one.answer(ok(SCREWS_JSON));
            two.answer(ok(SCREWS_JSON));
        }
        Stock stock = stock();

        Stream.generate(() -> stock.find("42")).limit(6).forEach(item -> assertThat(item)
                .isEqualTo(SCREWS));

        assertThat(one.requests()).isEqualTo(3);
        assertThat(two.requests()).isEqualTo(3);
    }

    @Test
    void aBodyIsSentAsJson() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        assertThat(stock().add(new Item("42", 7, null))).isEqualTo(SCREWS);

        assertThat(one.take().getBody().utf8()).isEqualTo("{\"id\":\"42\",\"count\":7,\"since\":null}");
    }

    @Test
    void anEmptyAnswerIsNull() {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(204).build());

        assertThat(stock().remove("42")).isNull();
    }

    @Test
    void everyReturnTypeCarriesTheSameAnswer() throws IOException {
        one.register(registry);
        for (int i = 0; i < 5; i++) {
            one.answer(ok(SCREWS_JSON));
        }
        Stock stock = stock();

        assertThat(stock.find("42")).isEqualTo(SCREWS);
        assertThat(stock.response("42").body()).isEqualTo(SCREWS);
        assertThat(stock.call("42").execute().body()).isEqualTo(SCREWS);
        assertThat(stock.future("42").join()).isEqualTo(SCREWS);
        assertThat(stock.futureResponse("42").join().body()).isEqualTo(SCREWS);
        for (String method : List.of("find", "response", "call", "future", "futureResponse")) {
            assertThat(metrics.timer("client.inventory.Stock." + method).getCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void whoeverAsksForTheResponseGetsAnErrorAnswerToo() throws IOException {
        one.register(registry);
        for (int i = 0; i < 3; i++) {
            one.answer(new MockResponse.Builder().code(404).body("no screws").build());
        }
        Stock stock = stock();

        for (Response<Item> response : List.of(
                stock.response("42"),
                stock.call("42").execute(),
                stock.futureResponse("42").join())) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.errorBody().string()).isEqualTo("no screws");
        }
    }

    @Test
    void aFutureFailsAsACallDoes() {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(500).build());

        assertThat(stock().future("42"))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(ServiceCallException.class)
                .satisfies(failure -> assertThat(timeless(failure))
                        .isEqualTo("Stock.future (GET /inventory/42) failed after # ms: inventory answered 500."
                                + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): 500."));
    }

    @Test
    void aFutureThatIsCancelledEndsItsCall() {
        one.register(registry);
        one.answer(slow());
        CompletableFuture<Item> future = stock().future("42");
        await().until(() -> one.requests() == 1);

        assertThat(future.cancel(true)).isTrue();

        // Cancelled calls are measured and are nobody's error.
        await().until(() -> metrics.timer("client.inventory.Stock.future").getCount() == 1);
        assertThat(metrics.meter("client.inventory.Stock.future.errors").getCount())
                .isZero();
    }

    @Test
    void aCallThatIsCancelledFailsAtOnceAndIsNotTriedAgain() {
        one.register(registry);
        one.answer(slow());
        Call<Item> call = stock().call("42");
        CompletableFuture<Void> executed = CompletableFuture.runAsync(() -> failsWith(
                call::execute,
                "Stock.call (GET /inventory/42) failed after # ms: its caller cancelled it."
                        + " Tried inventory-1 at 127.0.0.1:" + one.port() + " (# ms): given up."));
        await().until(() -> one.requests() == 1);

        call.cancel();

        assertThat(executed).succeedsWithin(Duration.ofSeconds(20));
        assertThat(call.isCanceled()).isTrue();
        assertThat(call.isExecuted()).isTrue();
        assertThat(one.requests()).isEqualTo(1);
    }

    @Test
    void aCallIsMadeOnlyOnce() throws IOException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        Call<Item> call = stock().call("42");
        assertThat(call.execute().body()).isEqualTo(SCREWS);

        assertThatIllegalStateException().isThrownBy(call::execute).withMessage("Already executed.");
    }

    @Test
    void aCallIsMadeWhenItIsExecuted() throws IOException {
        one.register(registry);
        Call<Item> call = stock().call("42");
        assertThat(one.requests()).isZero();
        one.answer(ok(SCREWS_JSON));
        one.answer(ok(SCREWS_JSON));

        assertThat(call.execute().body()).isEqualTo(SCREWS);
        assertThat(call.clone().execute().body()).isEqualTo(SCREWS);
    }

    @Test
    void aCallThatIsQueuedAnswersItsCallback() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        CompletableFuture<Item> answer = new CompletableFuture<>();

        stock().call("42").enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Item> call, Response<Item> response) {
                answer.complete(response.body());
            }

            @Override
            public void onFailure(Call<Item> call, Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });

        assertThat(answer.join()).isEqualTo(SCREWS);
    }

    @Test
    void aCallbackThatThrowsHearsOfItsCallOnce() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        List<String> heard = new CopyOnWriteArrayList<>();

        stock().call("42").enqueue(new Callback<>() {
            @Override
            public void onResponse(Call<Item> call, Response<Item> response) {
                heard.add("response");
                throw new IllegalStateException("not today");
            }

            @Override
            public void onFailure(Call<Item> call, Throwable failure) {
                heard.add("failure");
            }
        });

        await().until(() -> !heard.isEmpty());
        clients.close();
        Threads.awaitOnly(Set.of("slipway: Watching inventory"));
        assertThat(heard).containsExactly("response");
    }

    @Test
    void aCallReturnsAnErrorAnswerWithItsBody() throws IOException {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(503).body("out of order").build());

        Response<Item> response = stock().call("42").execute();

        assertThat(response.code()).isEqualTo(503);
        assertThat(response.errorBody().string()).isEqualTo("out of order");
    }

    @Test
    void callsAndFailuresAreMeasured() {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        one.answer(new MockResponse.Builder().code(404).build());
        one.answer(new MockResponse.Builder().code(500).build());
        Stock stock = stock();
        stock.find("42");
        assertThatThrownBy(() -> stock.find("43")).isInstanceOf(ServiceCallException.class);
        assertThatThrownBy(() -> stock.find("44")).isInstanceOf(ServiceCallException.class);

        assertThat(metrics.timer("client.inventory.Stock.find").getCount()).isEqualTo(3);
        assertThat(metrics.meter("client.inventory.Stock.find.errors").getCount())
                .isEqualTo(1);
    }

    @Test
    void unsafeIsOffBeforeRxJavaLoads() {
        assertThat(System.getProperty("rx.unsafe-disable")).isEqualTo("true");
    }
}
