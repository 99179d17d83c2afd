package io.slipway.service.registration;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.registration.BootAddress;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes the registration of this process: its address as seen from outside, and how to check it. */
final class ServiceRegistration {

    private static final int ANY_PORT = 1;

    private final Identity identity;
    private final Map<String, String> variables;
    private final RegistrationProperties.Check check;

    /**
     * Makes it.
     *
     * @throws BadBootEnvironment when the variables name no address to be reached under
     */
    ServiceRegistration(Identity identity, Map<String, String> variables, RegistrationProperties.Check check) {
        this.identity = identity;
        this.variables = variables;
        this.check = check;
        // Wrong variables must stop the start, not the moment of being ready.
        listeningOn(ANY_PORT);
    }

    Registration listeningOn(int port) {
        try {
            return registrationAt(port);
        } catch (IllegalArgumentException e) {
            throw new BadBootEnvironment(e);
        }
    }

    private Registration registrationAt(int port) {
        // Its id is not used: the identity settled one, before the port was known.
        BootAddress address = BootAddress.from(variables, identity.service(), port, RandomGenerator.getDefault());
        ServiceInstance instance = new ServiceInstance(
                identity.instance(), identity.service(), address.host(), address.port(), List.of(), meta());
        Check http = new Check.Http(url(address), check.interval(), check.timeout());
        return new Registration(instance, http, check.deregisterAfter());
    }

    private Map<String, String> meta() {
        return identity.team().isEmpty()
                ? Map.of("version", identity.version())
                : Map.of("version", identity.version(), "team", identity.team());
    }

    private URI url(BootAddress address) {
        try {
            return new URI("http", null, address.host(), address.port(), check.path(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not the path of a check: slipway.check.path=" + check.path(), e);
        }
    }
}
