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

final class ServiceRegistrationTest {

    private static final RegistrationProperties.Check CHECK = new RegistrationProperties.Check(
            "/actuator/health/readiness", Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(10));

    private final Identity identity = new Identity("orders", "task-1", "1.2.3", "");

    @Test
    void theOutsideOfThePortMappingIsAnnouncedAndChecked() {
        ServiceRegistration registration =
                new ServiceRegistration(identity, Map.of("HOST", "10.0.0.7", "PORT0", "31000"), CHECK);
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
        ServiceRegistration registration =
                new ServiceRegistration(identity, Map.of("SLIPWAY_ADVERTISE", "[fd00::7]:31000"), CHECK);
        assertThat(registration.listeningOn(8080).check())
                .isEqualTo(new Check.Http(
                        URI.create("http://[fd00::7]:31000/actuator/health/readiness"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }

    @Test
    void allThatIsWrongIsSaidBeforeTheServiceListens() {
        assertThatThrownBy(() -> new ServiceRegistration(identity, Map.of("HOST", "a b", "PORT0", "none"), CHECK))
                .isInstanceOf(BadBootEnvironment.class)
                .hasMessage("Cannot tell where orders is reached: HOST is \"a b\", expected a name or an address;"
                        + " PORT0 is \"none\", expected a number from 1 to 65535.");
    }
}
