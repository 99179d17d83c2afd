package io.slipway.registry.testing;

import io.slipway.registry.Registry;

class InMemoryRegistryContractTest extends RegistryContract {

    @Override
    protected Registry open() {
        return new InMemoryRegistry();
    }
}
