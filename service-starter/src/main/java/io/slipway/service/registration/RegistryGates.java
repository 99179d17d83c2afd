package io.slipway.service.registration;

import io.slipway.registry.client.ServiceClient;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.settings.SettingsStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;

/** Keeps the service from being ready until the registry has told what it runs on: its settings and whom it calls. */
final class RegistryGates {

    private RegistryGates() {}

    static ReadinessGate settings(SettingsStore store, String service) {
        return () ->
                store.version() > 0 ? Optional.empty() : Optional.of("the registry to give the settings of " + service);
    }

    /** That a service has no instances is an answer too: it may start later, and there are fallbacks. */
    static ReadinessGate callees(Discovery discovery, ListableBeanFactory beans) {
        return () -> {
            List<String> unheard = services(beans)
                    .filter(service -> discovery.snapshot(service).confirmedAt().equals(Instant.EPOCH))
                    .toList();
            return unheard.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the registry to give the instances of " + String.join(", ", unheard));
        };
    }

    private static Stream<String> services(ListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForAnnotation(ServiceClient.class))
                .map(name -> beans.findAnnotationOnBean(name, ServiceClient.class))
                .flatMap(Stream::ofNullable)
                .map(ServiceClient::value)
                .distinct()
                .sorted();
    }
}
