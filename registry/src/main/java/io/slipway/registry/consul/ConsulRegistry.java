package io.slipway.registry.consul;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registered;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.DaemonThreads;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;

/**
 * Speaks to a Consul agent over its HTTP API, as measured on 1.8; every answer that is no success is a failure.
 *
 * <p>Interrupting a thread in a read ends that read. Closing ends all.
 */
public final class ConsulRegistry implements Registry {

    // The index is the service's, whatever tag is asked for: the list stays empty, which spares both sides its JSON.
    private static final String NOBODYS_TAG = "nobody has this tag";

    private static final Comparator<ServiceInstance> ORDER =
            Comparator.comparing(ServiceInstance::id).thenComparing(ServiceInstance::address);

    private final ConsulAddress address;
    private final ConsulReads reads;
    private final ConsulWrites writes;
    private volatile boolean closed;

    private ConsulRegistry(ConsulAccess access) {
        ExecutorService executor = Executors.newCachedThreadPool(new DaemonThreads("slipway-consul"));
        this.address = access.address();
        this.reads = new ConsulReads(access, executor);
        this.writes = new ConsulWrites(access, executor);
    }

    /**
     * Opens no connection yet: Consul may be away when this is called.
     *
     * @param consul the agent's URL, such as {@code http://127.0.0.1:8500}
     * @throws IllegalArgumentException if it is none
     */
    public static Registry connect(URI consul) {
        return new ConsulRegistry(ConsulAccess.to(consul));
    }

    /** Opens no connection yet, with whatever token and certificates the environment gave. */
    public static Registry connect(ConsulAccess access) {
        return new ConsulRegistry(access);
    }

    /**
     * Reads what {@code CONSUL_HTTP_ADDR} may hold: {@code host:port} or a URL.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static URI address(String consulHttpAddr) {
        return URI.create(ConsulAddress.checked(consulHttpAddr));
    }

    @Override
    public void register(Registration registration) {
        requireOpen();
        writes.register(registration);
    }

    @Override
    public void deregister(String instanceId) {
        requireOpen();
        writes.deregister(instanceId);
    }

    @Override
    public boolean isRegistered(String instanceId) {
        return registered(instanceId).isPresent();
    }

    @Override
    public Optional<Registered> registered(String instanceId) {
        requireOpen();
        Answer answer = reads.ask(address.path("agent", "service", instanceId));
        return answer.missing()
                ? Optional.empty()
                : Optional.of(answer.one(AgentService.class, AgentService::registered));
    }

    @Override
    public List<Registered> registeredHere(String service) {
        requireOpen();
        return reads
                .ask(address.path("agent", "services"))
                .values(AgentService.class, AgentService::registered)
                .stream()
                .filter(registered -> registered.instance().service().equals(service))
                .sorted(Comparator.comparing(registered -> registered.instance().id()))
                .toList();
    }

    @Override
    public boolean maintain(String instanceId, boolean maintained, String reason) {
        requireOpen();
        return writes.maintain(instanceId, maintained, reason);
    }

    @Override
    public boolean report(String instanceId, CheckStatus status, String note) {
        requireOpen();
        return writes.report(instanceId, status, note);
    }

    @Override
    public Indexed<List<ServiceInstance>> healthyInstances(String service, long index, Duration wait) {
        requireOpen();
        return instances(reads.ask(passing(service), index, wait));
    }

    @Override
    public Indexed<List<ServiceInstance>> confirmedInstances(String service) {
        requireOpen();
        return instances(reads.ask(passing(service).addQueryParameter("consistent", null)));
    }

    @Override
    public long healthyIndex(String service) {
        requireOpen();
        return reads.ask(passing(service).addQueryParameter("tag", NOBODYS_TAG))
                .orFail()
                .index();
    }

    private HttpUrl.Builder passing(String service) {
        return address.path("health", "service", service).addQueryParameter("passing", "true");
    }

    private static Indexed<List<ServiceInstance>> instances(Answer answer) {
        List<ServiceInstance> instances = answer.list(Health.class, Health::instance).stream()
                .sorted(ORDER)
                .toList();
        answer.orFailUnseen(instances.isEmpty());
        return new Indexed<>(instances, answer.index());
    }

    @Override
    public Indexed<Map<String, Set<String>>> services(long index, Duration wait) {
        requireOpen();
        Answer answer = reads.ask(address.path("catalog", "services"), index, wait);
        Map<String, Set<String>> services = new TreeMap<>();
        answer.map(String[].class).forEach((name, tags) -> services.put(name, Set.copyOf(Arrays.asList(tags))));
        answer.orFailUnseen(services.isEmpty());
        return new Indexed<>(Map.copyOf(services), answer.index());
    }

    @Override
    public Indexed<Map<String, KeyValue>> entries(String prefix, long index, Duration wait) {
        requireOpen();
        String checked = prefix.isEmpty() ? prefix : KeyValue.requireKey(prefix);
        Answer answer = reads.ask(address.key(checked).addQueryParameter("recurse", "true"), index, wait);
        Map<String, KeyValue> entries = new TreeMap<>();
        if (!answer.missing()) {
            answer.list(KvEntry.class, KvEntry::keyValue).forEach(entry -> entries.put(entry.key(), entry));
        }
        answer.orFailUnseen(entries.isEmpty());
        return new Indexed<>(Map.copyOf(entries), answer.index());
    }

    @Override
    public Optional<KeyValue> entry(String key) {
        requireOpen();
        Answer answer = reads.ask(address.key(KeyValue.requireKey(key)));
        return answer.missing()
                ? Optional.empty()
                : answer.list(KvEntry.class, KvEntry::keyValue).stream().findFirst();
    }

    @Override
    public void put(String key, String value) {
        requireOpen();
        if (!writes.put(KeyValue.requireKey(key), value)) {
            throw new RegistryException(
                    "Consul at " + address + " did not write " + key + ": it answered false.", null);
        }
    }

    @Override
    public boolean putIfUnchanged(String key, String value, long modifyIndex) {
        requireOpen();
        return writes.putIfUnchanged(KeyValue.requireKey(key), value, modifyIndex);
    }

    @Override
    public void delete(String key) {
        requireOpen();
        writes.delete(KeyValue.requireKey(key));
    }

    @Override
    public void close() {
        closed = true;
        reads.close();
        writes.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new RegistryException("The connection to Consul at " + address + " is closed.", null);
        }
    }
}
