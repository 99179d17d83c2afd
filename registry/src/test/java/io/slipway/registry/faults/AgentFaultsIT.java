package io.slipway.registry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Registry;
import io.slipway.registry.testing.RealConsul;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Breaks the agent itself. */
@Timeout(180)
class AgentFaultsIT extends FaultBench {

    /** Seconds; 30 shows what a long freeze does, a few keep the build quick. */
    private static final Duration FREEZE = Duration.ofSeconds(Integer.getInteger("slipway.faults.freeze", 3));

    private static final int CONNECTIONS_AT_REST = 12;

    @TempDir
    private Path data;

    @Test
    void anAgentThatIsKilledAndComesBackEmptyCostsNoCall() throws Exception {
        RealConsul consul = consul();
        Registry registry = connect(consul);
        Caller caller = callerOfTwo(registry);

        consul.kill();
        caller.assertEveryCallIsAnswered();
        assertThat(caller.settings().pageSize()).isEqualTo(25);
        await().atMost(Caller.LONG)
                .until(() -> caller.discovery().snapshot(Peer.SERVICE).stale());

        consul.restart();
        await().atMost(Caller.LONG)
                .ignoreExceptions()
                .until(() -> registry.registeredHere(Peer.SERVICE).size() == 2);
        assertThat(caller.settings().pageSize()).isEqualTo(25);
        await().atMost(Caller.LONG)
                .until(() -> !caller.discovery().snapshot(Peer.SERVICE).stale());
        awaitSettingsFollow(registry, caller, 30);
        caller.awaitPeers(2);
        caller.assertEveryCallIsAnswered();
        assertThat(Leaks.connections(consul.uri().getPort())).isLessThan(CONNECTIONS_AT_REST);
    }

    @Test
    void anAgentThatIsFrozenCostsNoCallAndGoesOnWhereItWas() throws Exception {
        RealConsul consul = consul();
        Registry registry = connect(consul);
        Caller caller = callerOfTwo(registry);
        long before = Leaks.connections(consul.uri().getPort());

        consul.freeze();
        await().pollDelay(FREEZE).atMost(FREEZE.plus(Caller.LONG)).until(() -> true);
        caller.assertEveryCallIsAnswered();
        assertThat(caller.settings().pageSize()).isEqualTo(25);
        consul.thaw();

        awaitSettingsFollow(registry, caller, 30);
        open(Peer.start(registry, "peer-3"));
        caller.awaitPeers(3);
        caller.assertEveryCallIsAnswered();
        assertThat(Leaks.connections(consul.uri().getPort())).isLessThan(before + CONNECTIONS_AT_REST);
    }

    @Test
    void aClusterThatLosesItsLeaderCostsNoCall() throws Exception {
        List<RealConsul> cluster = RealConsul.cluster(3, data);
        cluster.forEach(this::watched);
        RealConsul leader =
                cluster.stream().filter(RealConsul::leads).findFirst().orElseThrow();
        RealConsul follower =
                cluster.stream().filter(server -> server != leader).findFirst().orElseThrow();
        Registry registry = connect(follower);
        Caller caller = callerOfTwo(registry);

        leader.kill();
        caller.assertEveryCallIsAnswered();
        assertThat(caller.settings().pageSize()).isEqualTo(25);

        awaitSettingsFollow(registry, caller, 30);
        open(Peer.start(registry, "peer-3"));
        caller.awaitPeers(3);
        caller.assertEveryCallIsAnswered();
    }
}
