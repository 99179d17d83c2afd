package io.slipway.bench.consul;

import io.slipway.bench.Row;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.net.URI;

/** Measures from a write to the answers of the blocking queries that it wakes: of one, and of a thousand at once. */
final class WakeUps {

    /** Its own limit of 200 is for strangers; more than this, and it wants more open files than the usual 20,000. */
    static final String MANY_CONNECTIONS = "limits { http_max_conns_per_client = 6000 }";

    /** Wake-ups before those that count: the first ones of a JVM are slow. */
    private static final int WARM_UP = 2_000;

    private WakeUps() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        try (OwnProcess ours = OwnProcess.start();
                RealConsul real = RealConsul.start("-hcl", MANY_CONNECTIONS)) {
            compare(1, rounds * 100, ours.uri(), real.uri());
            compare(1_000, rounds, ours.uri(), real.uri());
        }
    }

    private static void compare(int watchers, int rounds, URI ours, URI real) throws InterruptedException {
        Figures own = new Figures();
        Figures peer = new Figures();
        try (Parked atOurs = new Parked(ours, watchers);
                Parked atReal = new Parked(real, watchers)) {
            for (int i = 0; i < Math.max(10, WARM_UP / watchers); i++) {
                atOurs.wake(new Figures());
                atReal.wake(new Figures());
            }
            for (int i = 0; i < rounds; i++) {
                atOurs.wake(own);
                atReal.wake(peer);
            }
        }
        String what = "wake-up of " + watchers + (watchers == 1 ? " query" : " queries");
        new Row(what + ", p50", own.median(), peer.median(), "ms", 1).print(System.out);
        new Row(what + ", p99", own.percentile(99), peer.percentile(99), "ms", 1).print(System.out);
    }
}
