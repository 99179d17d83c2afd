package io.slipway.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks to the outside registry; everything else in this module is built on it.
 *
 * <p>Every method blocks and throws {@link RegistryException} for every answer but success. Implementations are safe
 * for use by several threads.
 */
public interface Registry extends AutoCloseable {

    /** Announces an instance, or announces it again: the same body twice changes nothing. */
    void register(Registration registration);

    /** Takes an instance away; an unknown id is no error. */
    void deregister(String instanceId);

    boolean isRegistered(String instanceId);

    /** Returns what was announced of an instance; in Consul, through this very agent. */
    Optional<Registered> registered(String instanceId);

    /** Returns what was announced of a service's instances, sorted by id; in Consul, through this very agent. */
    List<Registered> registeredHere(String service);

    /**
     * Takes an instance out of those that are healthy without taking its registration away, or ends that.
     *
     * @param reason what to tell operators who wonder
     * @return whether the registry knows the instance
     */
    boolean maintain(String instanceId, boolean maintained, String reason);

    /**
     * Says how an instance is that was registered with a {@link Check.Ttl}.
     *
     * @param note what to tell operators; Consul shows the first 4 KiB
     * @return whether the registry waits for such reports; if not, the instance is to be registered anew
     */
    boolean report(String instanceId, CheckStatus status, String note);

    /**
     * Returns the instances whose checks all pass.
     *
     * <p>Where the registry says that it withheld all of them for want of rights, that is a failure.
     *
     * @param index 0 answers at once; otherwise the answer waits until the registry's index passes it
     * @param wait the longest wait, to which the registry adds up to a sixteenth
     */
    Indexed<List<ServiceInstance>> healthyInstances(String service, long index, Duration wait);

    /**
     * Returns the healthy instances at once, from a server that has made sure that it still leads.
     *
     * <p>It costs the servers more than {@link #healthyInstances}: for an answer too odd to be believed unasked.
     */
    default Indexed<List<ServiceInstance>> confirmedInstances(String service) {
        return healthyInstances(service, 0, Duration.ZERO);
    }

    /**
     * Returns the index of a service's healthy instances without the instances: what to ask often, whether anything changed.
     *
     * <p>It says nothing of rights: of a service that may not be read it tells the index all the same.
     */
    default long healthyIndex(String service) {
        return healthyInstances(service, 0, Duration.ZERO).index();
    }

    /**
     * Returns the name of every service with the tags that any of its instances has, healthy or not.
     *
     * @param index as in {@link #healthyInstances}
     */
    Indexed<Map<String, Set<String>>> services(long index, Duration wait);

    /**
     * Returns every entry below a prefix, by its whole key; empty when there is none.
     *
     * @param index as in {@link #healthyInstances}
     */
    Indexed<Map<String, KeyValue>> entries(String prefix, long index, Duration wait);

    Optional<KeyValue> entry(String key);

    void put(String key, String value);

    /**
     * Writes only over the version given.
     *
     * @param modifyIndex 0 to create only
     * @return whether it was written
     */
    boolean putIfUnchanged(String key, String value, long modifyIndex);

    void delete(String key);

    @Override
    void close();
}
