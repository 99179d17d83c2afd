package io.slipway.local.platform;

import io.slipway.bamboo.Edge;
import io.slipway.local.consul.EmbeddedConsul;
import io.slipway.local.marathon.LocalMarathon;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the parts of a platform on one machine: the Consul agent, the Marathon scheduler, and the edge with HAProxy.
 *
 * <p>Stops the scheduler first, while its tasks can still leave Consul and the edge still drains them, and Consul last.
 */
public final class Platform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Platform.class);

    private final Addresses addresses;
    private final List<Part> stopping;

    private Platform(Addresses addresses, List<Part> stopping) {
        this.addresses = addresses;
        this.stopping = stopping;
    }

    /**
     * Says what to start.
     *
     * @param haproxy the HAProxy program
     * @param forgetful whether Consul and Marathon neither know what an earlier platform was told nor keep what this
     *     one is told
     */
    public record Options(Home home, Addresses addresses, String haproxy, boolean forgetful) {}

    /** Pairs a part with how it is called in the log. */
    private record Part(String name, AutoCloseable part) {}

    /** Starts every part in order; where one fails, those already started are stopped and its exception is thrown. */
    public static Platform start(Options options) {
        List<Part> parts = new ArrayList<>();
        boolean whole = false;
        try {
            Marathon marathon;
            Registry registry;
            EmbeddedConsul consul = EmbeddedConsul.start(consul(options));
            parts.add(0, new Part("the Consul agent", consul));
            LocalMarathon scheduler = LocalMarathon.start(marathon(options));
            parts.add(0, new Part("the Marathon scheduler", scheduler));
            registry = ConsulRegistry.connect(consul.uri());
            parts.add(1, new Part("the edge's Consul client", registry));
            marathon = MarathonClient.connect(List.of(scheduler.uri()));
            parts.add(1, new Part("the edge's Marathon client", marathon));
            parts.add(1, new Part("the edge", Edge.start(edge(options), marathon, registry)));
            whole = true;
            return new Platform(options.addresses(), List.copyOf(parts));
        } finally {
            if (!whole) {
                stop(parts);
            }
        }
    }

    public Addresses addresses() {
        return addresses;
    }

    @Override
    public void close() {
        stop(stopping);
    }

    private static EmbeddedConsul.Options consul(Options options) {
        return new EmbeddedConsul.Options(
                Addresses.HOST,
                options.addresses().consulPort(),
                options.forgetful() ? null : options.home().data().resolve("consul"));
    }

    private static LocalMarathon.Options marathon(Options options) {
        LocalMarathon.Options forgetful = new LocalMarathon.Options(
                Addresses.HOST,
                options.addresses().marathonPort(),
                options.addresses().firstTaskPort(),
                options.addresses().lastTaskPort(),
                options.home().sandboxes(),
                options.home().run());
        return options.forgetful()
                ? forgetful
                : forgetful.with(options.home().data().resolve("marathon"));
    }

    private static Edge.Options edge(Options options) {
        return new Edge.Options(
                Addresses.HOST,
                options.addresses().edgePort(),
                options.addresses().edgePagePort(),
                options.home().run(),
                options.home().logs(),
                options.haproxy());
    }

    private static void stop(List<Part> parts) {
        for (Part part : parts) {
            try {
                part.part().close();
                log.info("Stopped {}", part.name());
            } catch (Exception e) {
                // AutoCloseable allows any; the other parts must still be stopped.
                log.error("Could not stop {}", part.name(), e);
            }
        }
    }
}
