package io.slipway.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class AppSpecTest {

    @Test
    void unknownFieldsSurviveAReadModifyWriteAndReadOnlyOnesAreStripped() throws Exception {
        JsonNode read = Json.MAPPER.readTree(
                "{\"id\":\"/a\",\"instances\":2,\"fromTheFuture\":{\"x\":1},\"version\":\"v\",\"tasksRunning\":2}");

        assertThat(AppSpec.of(read).withInstances(3))
                .hasToString("{\"id\":\"/a\",\"instances\":3,\"fromTheFuture\":{\"x\":1}}");
    }

    @Test
    void anIdThatMarathonWouldRefuseIsRefusedHere() {
        assertThatThrownBy(() -> AppId.of("/Shop/my_orders"))
                .hasMessage("\"/Shop/my_orders\" is no app id: write segments of lower-case letters, digits and inner"
                        + " dashes, as in /shop/orders.");
        assertThat(AppId.of("shop/orders").underscored()).isEqualTo("shop_orders");
    }
}
