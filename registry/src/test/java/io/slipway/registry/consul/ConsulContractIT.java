package io.slipway.registry.consul;

import io.slipway.registry.Registry;
import io.slipway.registry.testing.RegistryContract;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Holds a real agent to the contract, where one is given. */
@EnabledIfEnvironmentVariable(named = "CONSUL_HTTP_ADDR", matches = ".+")
class ConsulContractIT extends RegistryContract {

    @Override
    protected Registry open() {
        return ConsulRegistry.connect(ConsulRegistry.address(System.getenv("CONSUL_HTTP_ADDR")));
    }
}
