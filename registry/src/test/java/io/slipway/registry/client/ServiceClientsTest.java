package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
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
    void aCallReturnsAnErrorAnswerWithItsBody() throws IOException {
        one.register(registry);
        one.answer(new MockResponse.Builder().code(503).body("out of order").build());

        Response<Item> response = stock().call("42").execute();

        assertThat(response.code()).isEqualTo(503);
        assertThat(response.errorBody().string()).isEqualTo("out of order");
    }

    @Test
    void theRequestIdBeingServedIsPassedOn() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        MDC.put("requestId", "abc-123");

        stock().find("42");

        assertThat(one.take().getHeaders().get("X-Request-Id")).isEqualTo("abc-123");
    }

    @Test
    void withoutAUsableRequestIdOneIsBegun() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        one.answer(ok(SCREWS_JSON));
        stock().find("42");
        MDC.put("requestId", "a\r\nForged: header");
        stock().find("42");

        assertThat(one.take().getHeaders().get("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(one.take().getHeaders().get("X-Request-Id")).matches("[0-9a-f]{16}");
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
        assertThat(metrics.meter("client.inventory.Stock.find.failures").getCount())
                .isEqualTo(1);
    }

    @Test
    void unsafeIsOffBeforeRxJavaLoads() {
        assertThat(System.getProperty("rx.unsafe-disable")).isEqualTo("true");
    }
}
