package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.http.GET;

class ClientInterfaceTest {

    @ServiceClient("inventory")
    interface Good {
        @GET("a")
        List<String> body();

        @GET("b")
        Call<List<String>> call();

        @GET("c")
        Void nothing();

        default String more() {
            return "more";
        }
    }

    @ServiceClient(value = " ", fallback = String.class)
    interface Bad {
        @GET("a")
        void nothing();

        @GET("b")
        Response<String> response();

        @GET("c")
        CompletableFuture<String> future();
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
                        + " future returns java.util.concurrent.CompletableFuture<java.lang.String>,"
                        + " where only a body (Void for none) or a Call of it is possible;"
                        + " nothing returns void, where only a body (Void for none) or a Call of it is possible;"
                        + " response returns retrofit2.Response<java.lang.String>,"
                        + " where only a body (Void for none) or a Call of it is possible;"
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
