package io.slipway.registry.testing;

import io.slipway.registry.Check;
import io.slipway.registry.CheckStatus;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registered;
import io.slipway.registry.Registration;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps entries and instances under one lock; every index comes from one counter, as in Consul. */
final class MemoryStore {

    private final Map<String, Registration> registrations = new HashMap<>();
    private final Set<String> critical = new HashSet<>();
    private final Set<String> maintained = new HashSet<>();
    private final Map<String, Long> serviceIndexes = new HashMap<>();
    private final TreeMap<String, KeyValue> entries = new TreeMap<>();
    private final TreeMap<String, Long> tombstones = new TreeMap<>();
    private long counter = 1;
    private long servicesIndex = 1;
    private long entriesIndex = 1;
    private long outages;
    private boolean away;

    synchronized void register(Registration registration) {
        requireHere();
        String id = registration.instance().id();
        Registration before = registrations.put(id, registration);
        if (!registration.equals(before)) {
            if (before != null) {
                touch(before.instance().service());
            }
            touch(registration.instance().service());
        }
    }

    synchronized void deregister(String id) {
        requireHere();
        Registration gone = registrations.remove(id);
        critical.remove(id);
        maintained.remove(id);
        if (gone != null) {
            touch(gone.instance().service());
        }
    }

    synchronized boolean isRegistered(String id) {
        requireHere();
        return registrations.containsKey(id);
    }

    synchronized Optional<Registered> registered(String id) {
        requireHere();
        return Optional.ofNullable(registrations.get(id)).map(MemoryStore::asHeld);
    }

    synchronized List<Registered> registeredHere(String service) {
        requireHere();
        return registrations.values().stream()
                .filter(r -> r.instance().service().equals(service))
                .sorted(Comparator.comparing(r -> r.instance().id()))
                .map(MemoryStore::asHeld)
                .toList();
    }

    synchronized boolean maintain(String id, boolean now) {
        requireHere();
        Registration registration = registrations.get(id);
        if (registration != null && (now ? maintained.add(id) : maintained.remove(id))) {
            touch(registration.instance().service());
        }
        return registration != null;
    }

    synchronized boolean report(String id, CheckStatus status) {
        requireHere();
        Registration registration = registrations.get(id);
        if (registration == null || !(registration.check() instanceof Check.Ttl)) {
            return false;
        }
        setPassing(id, status == CheckStatus.PASSING);
        return true;
    }

    synchronized void setPassing(String id, boolean passing) {
        Registration registration = registrations.get(id);
        if (registration == null) {
            throw new IllegalArgumentException("No instance " + id + " is registered.");
        }
        if (passing ? critical.remove(id) : critical.add(id)) {
            touch(registration.instance().service());
        }
    }

    synchronized Indexed<List<ServiceInstance>> healthy(String service) {
        List<ServiceInstance> instances = registrations.values().stream()
                .map(Registration::instance)
                .filter(i -> i.service().equals(service) && !critical.contains(i.id()) && !maintained.contains(i.id()))
                .sorted(Comparator.comparing(ServiceInstance::id))
                .toList();
        // A service never seen waits on the whole table: any registration wakes its readers.
        return new Indexed<>(instances, serviceIndexes.getOrDefault(service, servicesIndex));
    }

    synchronized Indexed<Map<String, Set<String>>> services() {
        Map<String, Set<String>> services = new HashMap<>();
        registrations.values().stream().map(Registration::instance).forEach(instance -> services.computeIfAbsent(
                        instance.service(), name -> new HashSet<>())
                .addAll(instance.tags()));
        return new Indexed<>(Map.copyOf(services), servicesIndex);
    }

    synchronized Indexed<Map<String, KeyValue>> entries(String prefix) {
        String end = prefix + Character.MAX_VALUE;
        Map<String, KeyValue> below = new TreeMap<>(entries.subMap(prefix, end));
        long index = 0;
        for (KeyValue entry : below.values()) {
            index = Math.max(index, entry.modifyIndex());
        }
        for (long deletedAt : tombstones.subMap(prefix, end).values()) {
            index = Math.max(index, deletedAt);
        }
        return new Indexed<>(Map.copyOf(below), index == 0 ? entriesIndex : index);
    }

    synchronized Optional<KeyValue> entry(String key) {
        requireHere();
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(String key, String value) {
        requireHere();
        KeyValue.requireKey(key);
        KeyValue before = entries.get(key);
        if (before == null || !before.value().equals(value)) {
            entriesIndex = ++counter;
            tombstones.remove(key);
            entries.put(key, new KeyValue(key, value, entriesIndex));
            notifyAll();
        }
    }

    synchronized boolean putIfUnchanged(String key, String value, long modifyIndex) {
        requireHere();
        KeyValue before = entries.get(key);
        if ((before == null ? 0 : before.modifyIndex()) != modifyIndex) {
            return false;
        }
        put(key, value);
        return true;
    }

    synchronized void delete(String key) {
        requireHere();
        if (entries.remove(key) != null) {
            entriesIndex = ++counter;
            tombstones.put(key, entriesIndex);
            notifyAll();
        }
    }

    synchronized <T> Indexed<T> await(Supplier<Indexed<T>> read, long index, Duration wait) {
        requireHere();
        long outagesBefore = outages;
        long deadline = System.nanoTime() + wait.toNanos();
        Indexed<T> answer = read.get();
        for (long left = wait.toNanos(); index > 0 && answer.index() <= index && left > 0; ) {
            pause(left);
            if (outages != outagesBefore) {
                throw new RegistryException("The registry in memory went away during a blocking read.", null);
            }
            answer = read.get();
            left = deadline - System.nanoTime();
        }
        return answer;
    }

    synchronized void goAway() {
        away = true;
        outages++;
        notifyAll();
    }

    synchronized void comeBack() {
        away = false;
    }

    synchronized void restart() {
        counter = 1;
        servicesIndex = 1;
        entriesIndex = 1;
        serviceIndexes.clear();
        tombstones.clear();
        entries.replaceAll((key, entry) -> new KeyValue(key, entry.value(), 1));
        outages++;
        notifyAll();
    }

    private static Registered asHeld(Registration registration) {
        return new Registered(registration.instance(), Integer.toHexString(registration.hashCode()));
    }

    private void touch(String service) {
        servicesIndex = ++counter;
        serviceIndexes.put(service, servicesIndex);
        notifyAll();
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Interrupted while waiting for the registry in memory.", e);
        }
    }

    private void requireHere() {
        if (away) {
            throw new RegistryException("The registry in memory is away.", null);
        }
    }
}
