package io.slipway.registry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.FreePort;
import io.slipway.registry.Registry;
import io.slipway.registry.client.ServiceCallException;
import io.slipway.registry.registration.QuickAnnouncer;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Breaks those who are called. */
@Timeout(180)
class PeerFaultsIT extends FaultBench {

    @Test
    void whenTheLastInstanceLeavesTheCallerIsToldThatThereIsNone() throws Exception {
        Registry registry = connect(consul());
        Caller caller = open(Caller.patient(registry));
        try (Peer only = Peer.start(registry, "peer-1")) {
            caller.awaitPeers(1);
            assertThat(caller.call()).isEqualTo("peer-1");
        }

        caller.awaitPeers(0);
        ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, caller::call);
        assertThat(failure.reason()).isEqualTo(ServiceCallException.Reason.NO_INSTANCE);

        open(Peer.start(registry, "peer-2"));
        caller.awaitPeers(1);
        assertThat(caller.call()).isEqualTo("peer-2");
    }

    @Test
    void anInstanceThatIsKilledCostsNoCallThatMayBeTriedAgain() throws Exception {
        RealConsul consul = consul();
        Registry registry = connect(consul);
        Caller caller = callerOfTwo(registry);
        int port = FreePort.find();
        Process killed = peer(consul, "peer-3", port);
        caller.awaitPeers(3);

        killed.destroyForcibly().onExit().join();

        caller.awaitPeers(2);
        caller.assertEveryCallIsAnswered();
        Process again = peer(consul, "peer-4", port);
        // The dead one's check would pass: it opens the port of the living.
        await().atMost(Caller.LONG).untilAsserted(() -> assertThat(registry.registeredHere(Peer.SERVICE))
                .extracting(registered -> registered.instance().id())
                .containsExactly("peer-1", "peer-2", "peer-4"));
        again.destroyForcibly().onExit().join();
        caller.assertEveryCallIsAnswered();
    }

    @Test
    void aPeerThatAcceptsAndNeverAnswersIsNamedAndThenLeftAlone() throws Exception {
        Registry registry = connect(consul());
        // It passes its check, which opens a connection and asks nothing.
        try (ServerSocket silent = new ServerSocket(FreePort.find(), 50, InetAddress.getLoopbackAddress())) {
            watch(silent.getLocalPort());
            open(QuickAnnouncer.start(registry, Peer.registration("silent", silent.getLocalPort())));
            Caller caller = open(Caller.impatient(registry));
            caller.awaitPeers(1);

            ServiceCallException failure = catchThrowableOfType(ServiceCallException.class, caller::call);
            assertThat(failure.reason()).isEqualTo(ServiceCallException.Reason.TIMED_OUT);
            assertThat(failure.instance()).isEqualTo("silent");
            assertThat(failure).hasMessageContaining("silent at 127.0.0.1:" + silent.getLocalPort());

            open(Peer.start(registry, "peer-1"));
            caller.awaitPeers(2);
            await().atMost(Caller.LONG).until(() -> answersInARow(caller, 20));
            await().atMost(Caller.LONG).until(() -> Leaks.connections(silent.getLocalPort()) < 3);
        }
    }

    private static boolean answersInARow(Caller caller, int wanted) {
        for (int answered = 0; answered < wanted; answered++) {
            try {
                caller.call();
            } catch (ServiceCallException e) {
                return false;
            }
        }
        return true;
    }

    private Process peer(RealConsul consul, String id, int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Peer.class.getName(),
                        consul.uri().toString(),
                        id,
                        "" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        open(process::destroyForcibly);
        return process;
    }
}
