package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.Check;
import io.slipway.registry.CheckStatus;
import io.slipway.registry.Registration;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ConsulWritesTest extends ScriptedConsul {

    @Test
    void aRegistrationIsSentWhole() throws InterruptedException {
        answer(200, "");

        registry.register(new Registration(
                new ServiceInstance("orders-1", "orders", "10.0.0.5", 31000, List.of("v1"), Map.of("version", "1.0.0")),
                new Check.Http(
                        URI.create("http://10.0.0.5:31000/actuator/health/readiness"),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500)),
                Duration.ofMinutes(10)));

        RecordedRequest request = consul.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("PUT /v1/agent/service/register HTTP/1.1");
        // consul-client writes what is not set as null, and "Id", which Consul reads in any case.
        assertThat(request.getBody().utf8().replaceAll("\"[A-Za-z]+\":null,?", ""))
                .isEqualTo("{\"Name\":\"orders\",\"Id\":\"orders-1\",\"Address\":\"10.0.0.5\",\"Port\":31000,\"Check\":"
                        + "{\"Interval\":\"1000ms\",\"HTTP\":\"http://10.0.0.5:31000/actuator/health/readiness\","
                        + "\"Timeout\":\"500ms\",\"DeregisterCriticalServiceAfter\":\"600000ms\",\"Status\":\"passing\",},"
                        + "\"Checks\":[],\"Tags\":[\"v1\"],\"Meta\":{\"version\":\"1.0.0\"},}");
    }

    @Test
    void aTcpCheckIsSentAsConsulSpellsIt() throws InterruptedException {
        answer(200, "");

        registry.register(registration("orders-1"));

        assertThat(consul.takeRequest().getBody().utf8()).contains("\"TCP\":\"127.0.0.1:31000\"");
    }

    @Test
    void aRefusedRegistrationSaysWhatWasAskedAndAnswered() {
        answer(400, "Invalid check: TTL must be > 0 for TTL checks");

        assertThatThrownBy(() -> registry.register(registration("orders-1")))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered PUT /v1/agent/service/register for orders-1 with 400:"
                        + " Invalid check: TTL must be > 0 for TTL checks");
    }

    @Test
    void aRefusedWriteSaysWhatWasAskedAndAnswered() {
        answer(403, "Permission denied");

        assertThatThrownBy(() -> registry.putIfUnchanged("config/a", "1", 7))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered PUT /v1/kv/config/a?cas=7 with 403: Permission denied."
                        + " The ACL token, or the anonymous one where none is sent, lacks this right.");
    }

    @Test
    void aPutThatWasNotDoneIsAFailure() {
        answer(200, "false");

        assertThatThrownBy(() -> registry.put("config/a", "1"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " did not write config/a: it answered false.");
    }

    @ParameterizedTest
    @CsvSource({"404,Unknown service ID \"orders-1\"", "500,Unknown service {\"orders-1\" {}}"})
    void whatIsUnknownIsAsGoodAsDeregistered(int status, String said) {
        answer(status, said);
        answer(status, said);

        registry.deregister("orders-1");
        assertThat(registry.maintain("orders-1", true, "leaving")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "404,Unknown check ID \"service:orders-1\"",
        "500,CheckID \"service:orders-1\" does not have associated TTL"
    })
    void aReportThatNobodyWaitsForIsNoFailure(int status, String said) {
        answer(status, said);

        assertThat(registry.report("orders-1", CheckStatus.PASSING, "")).isFalse();
    }

    @Test
    void aReportIsSentAsConsulWantsIt() throws InterruptedException {
        answer(200, "");
        answer(200, "");

        assertThat(registry.report("orders-1", CheckStatus.WARNING, "disk & more"))
                .isTrue();
        assertThat(registry.maintain("orders-1", true, "leaving")).isTrue();

        assertThat(consul.takeRequest().getTarget())
                .isEqualTo("/v1/agent/check/warn/service:orders-1?note=disk%20%26%20more");
        assertThat(consul.takeRequest().getTarget())
                .startsWith("/v1/agent/service/maintenance/orders-1?")
                .contains("enable=true")
                .contains("reason=leaving");
    }

    @Test
    void aReportThatFailsSaysWhy() {
        answer(500, "No cluster leader");

        assertThatThrownBy(() -> registry.report("orders-1", CheckStatus.CRITICAL, ""))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " answered PUT /v1/agent/check/fail/service:orders-1 with 500:"
                        + " No cluster leader");
        consul.close();
        assertThatThrownBy(() -> registry.report("orders-1", CheckStatus.CRITICAL, ""))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at " + at + " did not answer PUT /v1/agent/check/fail/service:orders-1:"
                        + " Failed to connect to /127.0.0.1:" + consul.getPort());
    }

    @Test
    void everyCheckIsSentAsConsulSpellsIt() throws InterruptedException {
        Duration second = Duration.ofSeconds(1);
        assertThat(sent(new Check.Tcp("::1", 31000, second, second))).contains("\"TCP\":\"[::1]:31000\"");
        assertThat(sent(new Check.Ttl(Duration.ofSeconds(30))))
                .contains("\"TTL\":\"30000ms\"")
                .contains("\"Interval\":null");
        assertThat(sent(new Check.Https(URI.create("https://10.0.0.5:1/"), second, second, true)))
                .contains("\"HTTP\":\"https://10.0.0.5:1/\"")
                .contains("\"TLSSkipVerify\":false");
        assertThat(sent(new Check.Https(URI.create("https://10.0.0.5:1/"), second, second, false)))
                .contains("\"TLSSkipVerify\":true");
    }

    private String sent(Check check) throws InterruptedException {
        answer(200, "");
        registry.register(new Registration(registration("orders-1").instance(), check));
        return consul.takeRequest().getBody().utf8();
    }

    private static Registration registration(String id) {
        return new Registration(
                new ServiceInstance(id, "orders", "127.0.0.1", 31000, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", 31000, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1));
    }
}
