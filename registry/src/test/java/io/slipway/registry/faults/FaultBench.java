package io.slipway.registry.faults;

import static org.awaitility.Awaitility.await;

import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Opens what a test of a fault needs, closes it in the other order, and claims that nothing is left of it. */
abstract class FaultBench {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    @AfterEach
    void closeAllAndLookForWhatIsLeft() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        Leaks.awaitNothingLeft(ports.stream().mapToInt(Integer::intValue).toArray());
    }

    <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    RealConsul consul(String... more) throws IOException {
        return watched(RealConsul.start(more));
    }

    RealConsul watched(RealConsul consul) {
        ports.add(consul.uri().getPort());
        return open(consul);
    }

    void watch(int port) {
        ports.add(port);
    }

    Registry connect(RealConsul consul) {
        return open(ConsulRegistry.connect(consul.uri()));
    }

    /** Starts two peers, and a caller that knows both and a setting of 25. */
    Caller callerOfTwo(Registry registry) throws IOException {
        open(Peer.start(registry, "peer-1"));
        open(Peer.start(registry, "peer-2"));
        registry.put("config/shop/shop.page-size", "25");
        Caller caller = open(Caller.patient(registry));
        caller.awaitPeers(2);
        await().atMost(Caller.LONG).until(() -> caller.settings().pageSize() == 25);
        caller.beginTraffic();
        caller.assertEveryCallIsAnswered();
        return caller;
    }

    /** Writes settings until the caller lives by them: Consul may still be coming back. */
    static void awaitSettingsFollow(Registry registry, Caller caller, int pageSize) {
        await().atMost(Caller.LONG).ignoreExceptions().until(() -> {
            registry.put("config/shop/shop.page-size", "" + pageSize);
            return caller.settings().pageSize() == pageSize;
        });
    }
}
