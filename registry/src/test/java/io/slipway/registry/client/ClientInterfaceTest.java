package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.GET;

class ClientInterfaceTest {

    private static final String POSSIBLE = ", where only a body (Void for none), a Response, Call or"
            + " CompletableFuture of it, or a CompletableFuture of a Response is possible;";

    @ServiceClient("inventory")
    interface Good {
        @GET("a")
        List<String> body();

        @GET("b")
        Call<List<String>> call();

        @GET("c")
        Void nothing();

        @GET("d")
        Response<String> response();

        @GET("e")
        CompletableFuture<String> future();

        @GET("f")
        CompletableFuture<Response<String>> futureResponse();

        default String more() {
            return "more";
        }
    }

    @ServiceClient(value = " ", fallback = String.class)
    @CallOptions(concurrency = -1)
    interface Bad {
        @GET("a")
        void nothing();

        @GET("b")
        Call<Response<String>> twice();

        @GET("c")
        CompletableFuture<Call<String>> mixed();

        @GET("d")
        Future<String> future();

        @GET("e")
        @CallOptions(timeoutMillis = -1, retries = 9)
        String set();
    }

    interface Bare {}

    @ServiceClient(value = "inventory", fallback = Closed.class)
    interface Hard {}

    @SuppressWarnings("unused") // Made, or not, by reflection.
    private record Closed(String needed) implements Hard {}

    @ServiceClient(value = "inventory", fallback = Angry.class)
    interface Angered {}

    private static final class Angry implements Angered {
        private Angry() {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void bodiesAndCallsCanBeReturned() {
        assertThat(ClientInterface.of(Good.class, null))
                .isEqualTo(new ClientInterface<>(Good.class, "inventory", null));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        refuses(
                Bad.class,
                "Bad cannot be a client: @ServiceClient names no service;"
                        + " @CallOptions say that execution.isolation.semaphore.maxConcurrentRequests is -1: less than 0;"
                        + " @CallOptions say that fallback.isolation.semaphore.maxConcurrentRequests is -1: less than 0;"
                        + " future returns java.util.concurrent.Future<java.lang.String>" + POSSIBLE
                        + " mixed returns java.util.concurrent.CompletableFuture<retrofit2.Call<java.lang.String>>"
                        + POSSIBLE
                        + " nothing returns void" + POSSIBLE
                        + " set's @CallOptions say that execution.isolation.thread.timeoutInMilliseconds is -1:"
                        + " less than 1;"
                        + " set's @CallOptions say that retries is 9: more than 5;"
                        + " twice returns retrofit2.Call<retrofit2.Response<java.lang.String>>" + POSSIBLE
                        + " its fallback String does not implement it.");
    }

    @Test
    void onlyAMarkedInterfaceIsAClient() {
        refuses(Bare.class, "Bare cannot be a client: it is not annotated with @ServiceClient.");
        refuses(
                String.class.asSubclass(Object.class),
                "String cannot be a client: it is no interface; it is not annotated with @ServiceClient.");
    }

    @Test
    void aFallbackMustBeMade() {
        refuses(Hard.class, "Hard cannot be a client: its fallback Closed has no constructor without arguments.");
        refuses(
                Angered.class,
                "Angered cannot be a client: its fallback Angry could not be made:"
                        + " java.lang.IllegalStateException: not today.");
    }

    private static void refuses(Class<?> api, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientInterface.of(api, null))
                .withMessage(message);
    }
}
