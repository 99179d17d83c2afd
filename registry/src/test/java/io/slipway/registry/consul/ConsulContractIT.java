package io.slipway.registry.consul;

import io.slipway.registry.Registry;
import io.slipway.registry.testing.RealConsul;
import io.slipway.registry.testing.RegistryContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Holds a real agent to the contract. */
class ConsulContractIT extends RegistryContract {

    private static RealConsul consul;

    @BeforeAll
    static void startConsul() throws IOException {
        consul = RealConsul.start();
    }

    @AfterAll
    static void stopConsul() {
        if (consul != null) {
            consul.close();
        }
    }

    @Override
    protected Registry open() {
        return ConsulRegistry.connect(consul.uri());
    }
}
