package io.slipway.local.consul;

import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.testing.RegistryContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Holds the embedded agent to what every registry does. */
class EmbeddedConsulContractTest extends RegistryContract {

    private static EmbeddedConsul consul;

    @BeforeAll
    static void start() {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory());
    }

    @AfterAll
    static void stop() {
        consul.close();
    }

    @Override
    protected Registry open() {
        return ConsulRegistry.connect(consul.uri());
    }
}
