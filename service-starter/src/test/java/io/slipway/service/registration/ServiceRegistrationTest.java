package io.slipway.service.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

final class ServiceRegistrationTest {

    private static final RegistrationProperties.Check CHECK = new RegistrationProperties.Check(
            RegistrationProperties.Check.Type.HTTP,
            "/actuator/health/readiness",
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            true,
            Duration.ofMinutes(10));

    private final Identity identity = new Identity("orders", "task-1", "1.2.3", "");

    @Test
    void theOutsideOfThePortMappingIsAnnouncedAndChecked() {
        ServiceRegistration registration = registration(Map.of("HOST", "10.0.0.7", "PORT0", "31000"), CHECK);
        assertThat(registration.listeningOn(8080))
                .isEqualTo(new Registration(
                        new ServiceInstance(
                                "task-1", "orders", "10.0.0.7", 31000, List.of(), Map.of("version", "1.2.3")),
                        new Check.Http(
                                URI.create("http://10.0.0.7:31000/actuator/health/readiness"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2)),
                        Duration.ofMinutes(10)));
    }

    @Test
    void anAddressOfIpVersion6StandsInBracketsInTheCheck() {
        ServiceRegistration registration = registration(Map.of("SLIPWAY_ADVERTISE", "[fd00::7]:31000"), CHECK);
        assertThat(registration.listeningOn(8080).check())
                .isEqualTo(new Check.Http(
                        URI.create("http://[fd00::7]:31000/actuator/health/readiness"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }

    @Test
    void allThatIsWrongIsSaidBeforeTheServiceListens() {
        assertThatThrownBy(() -> registration(Map.of("HOST", "a b", "PORT0", "none"), CHECK))
                .isInstanceOf(BadBootEnvironment.class)
                .hasMessage("Cannot tell where orders is reached: HOST is \"a b\", expected a name or an address;"
                        + " PORT0 is \"none\", expected a number from 1 to 65535.");
    }

    @Test
    void theZoneIsToldToThoseWhoCall() {
        assertThat(registration(Map.of("SLIPWAY_ZONE", " b "), CHECK)
                        .listeningOn(8080)
                        .instance())
                .isEqualTo(new ServiceInstance(
                        "task-1", "orders", "10.9.9.9", 8080, List.of(), Map.of("version", "1.2.3", "zone", "b")));
    }

    @Test
    void everyCheckOfTheRegistryCanBeChosen() {
        Duration second = Duration.ofSeconds(1);
        assertThat(check(RegistrationProperties.Check.Type.HTTPS, "30s"))
                .isEqualTo(new Check.Https(
                        URI.create("https://10.9.9.9:8080/actuator/health/readiness"),
                        second,
                        Duration.ofSeconds(2),
                        true));
        assertThat(check(RegistrationProperties.Check.Type.TCP, "30s"))
                .isEqualTo(new Check.Tcp("10.9.9.9", 8080, second, Duration.ofSeconds(2)));
        assertThat(check(RegistrationProperties.Check.Type.TTL, "30s"))
                .isEqualTo(new Check.Ttl(Duration.ofSeconds(30)));
    }

    @Test
    void aReportThatWouldCountForTooShortIsRefusedAtTheStart() {
        assertThatThrownBy(() -> check(RegistrationProperties.Check.Type.TTL, "5s"))
                .isInstanceOf(BadBootEnvironment.class)
                .hasMessage(
                        "A check cannot wait 5000 ms for a report: at least 10 s, so that one slow moment takes nobody"
                                + " out.");
    }

    private Check check(RegistrationProperties.Check.Type type, String ttl) {
        RegistrationProperties.Check check = new RegistrationProperties.Check(
                type,
                CHECK.path(),
                CHECK.interval(),
                CHECK.timeout(),
                DurationStyle.detectAndParse(ttl),
                true,
                CHECK.deregisterAfter());
        return registration(Map.of(), check).listeningOn(8080).check();
    }

    private ServiceRegistration registration(Map<String, String> variables, RegistrationProperties.Check check) {
        return new ServiceRegistration(identity, variables, () -> "10.9.9.9", check);
    }
}
