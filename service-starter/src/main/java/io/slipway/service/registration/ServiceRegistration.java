package io.slipway.service.registration;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.registration.BootAddress;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes the registration of this process: its address as seen from outside, and how to check it. */
final class ServiceRegistration {

    private static final int ANY_PORT = 1;

    private final Identity identity;
    private final Map<String, String> variables;
    private final Supplier<String> ownHost;
    private final RegistrationProperties.Check check;

    /**
     * Makes it.
     *
     * @param ownHost asked where the variables name no host
     * @throws BadBootEnvironment when the variables name no address to be reached under, or the check cannot be
     */
    ServiceRegistration(
            Identity identity,
            Map<String, String> variables,
            Supplier<String> ownHost,
            RegistrationProperties.Check check) {
        this.identity = identity;
        this.variables = variables;
        this.ownHost = ownHost;
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
        BootAddress address =
                BootAddress.from(variables, identity.service(), port, RandomGenerator.getDefault(), ownHost);
        ServiceInstance instance = new ServiceInstance(
                identity.instance(), identity.service(), address.host(), address.port(), List.of(), meta());
        return new Registration(instance, check(address), check.deregisterAfter());
    }

    private Map<String, String> meta() {
        Map<String, String> meta = new HashMap<>(Map.of(
                "version",
                identity.version(),
                "team",
                identity.team(),
                "zone",
                variables.getOrDefault("SLIPWAY_ZONE", "").strip()));
        meta.values().removeIf(String::isEmpty);
        return meta;
    }

    private Check check(BootAddress address) {
        return switch (check.type()) {
            case HTTP -> new Check.Http(url("http", address), check.interval(), check.timeout());
            case HTTPS -> new Check.Https(url("https", address), check.interval(), check.timeout(), check.verified());
            case TCP -> new Check.Tcp(address.host(), address.port(), check.interval(), check.timeout());
            case TTL -> new Check.Ttl(check.ttl());
        };
    }

    private URI url(String scheme, BootAddress address) {
        try {
            return new URI(scheme, null, address.host(), address.port(), check.path(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not the path of a check: slipway.check.path=" + check.path(), e);
        }
    }
}
