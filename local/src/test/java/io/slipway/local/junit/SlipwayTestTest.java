package io.slipway.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.consul.EmbeddedConsul;
import io.slipway.registry.Registry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SlipwayTest
class SlipwayTestTest {

    private final URI givenToTheConstructor;

    SlipwayTestTest(URI uri) {
        givenToTheConstructor = uri;
    }

    @BeforeAll
    static void theAgentIsEmptyAndItsAddressIsKnown(Registry registry, URI uri) {
        Left.nothingElseIn(registry);
        assertThat(System.getProperty("CONSUL_HTTP_ADDR")).isEqualTo(uri.getAuthority());
    }

    @Test
    void everyKindOfParameterLeadsToTheSameAgent(EmbeddedConsul consul, URI uri, Registry registry) throws Exception {
        registry.put("left/by/one", "class");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri.resolve("/v1/kv/left/by/one?raw"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("class");
        assertThat(consul.uri()).isEqualTo(uri).isEqualTo(givenToTheConstructor);
    }

    @Nested
    class AClassWithin {

        @Test
        void isGivenTheSameAgentAsItIs(URI uri) {
            assertThat(uri).isEqualTo(givenToTheConstructor);
        }
    }
}
