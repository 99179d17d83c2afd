package io.slipway.registry.testing;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registered;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a registry in memory, with Consul's rules for indexes and blocking reads. */
public final class InMemoryRegistry implements Registry {

    private final MemoryStore store = new MemoryStore();

    @Override
    public void register(Registration registration) {
        store.register(registration);
    }

    @Override
    public void deregister(String instanceId) {
        store.deregister(instanceId);
    }

    @Override
    public boolean isRegistered(String instanceId) {
        return store.isRegistered(instanceId);
    }

    @Override
    public Optional<Registered> registered(String instanceId) {
        return store.registered(instanceId);
    }

    @Override
    public List<Registered> registeredHere(String service) {
        return store.registeredHere(service);
    }

    @Override
    public boolean maintain(String instanceId, boolean maintained, String reason) {
        return store.maintain(instanceId, maintained);
    }

    /** Takes the report; one that is missing makes nobody critical here. */
    @Override
    public boolean report(String instanceId, CheckStatus status, String note) {
        return store.report(instanceId, status);
    }

    @Override
    public Indexed<List<ServiceInstance>> healthyInstances(String service, long index, Duration wait) {
        return store.await(() -> store.healthy(service), index, wait);
    }

    @Override
    public Indexed<Map<String, Set<String>>> services(long index, Duration wait) {
        return store.await(store::services, index, wait);
    }

    @Override
    public Indexed<Map<String, KeyValue>> entries(String prefix, long index, Duration wait) {
        return store.await(() -> store.entries(prefix), index, wait);
    }

    @Override
    public Optional<KeyValue> entry(String key) {
        return store.entry(key);
    }

    @Override
    public void put(String key, String value) {
        store.put(key, value);
    }

    @Override
    public boolean putIfUnchanged(String key, String value, long modifyIndex) {
        return store.putIfUnchanged(key, value, modifyIndex);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    /** Says whether the check of an instance passes; registering makes it pass. */
    public void setPassing(String instanceId, boolean passing) {
        store.setPassing(instanceId, passing);
    }

    /** Goes away: every call, also one that is waiting, ends with a {@link RegistryException} until {@link #comeBack}. */
    public void goAway() {
        store.goAway();
    }

    /** Answers again, with everything it held. */
    public void comeBack() {
        store.comeBack();
    }

    /** Restarts with everything it held but lower indexes, breaking off every call that is waiting. */
    public void restart() {
        store.restart();
    }

    @Override
    public void close() {
        store.goAway();
    }
}
