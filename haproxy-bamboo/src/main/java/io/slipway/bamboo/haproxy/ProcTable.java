package io.slipway.bamboo.haproxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what {@code show proc} said on the master's socket.
 *
 * @param worker pid of the current worker; 0 when there is none
 * @param failed how many reloads failed since one succeeded
 */
record ProcTable(long master, long worker, int reloads, int failed, int oldWorkers) {

    static final ProcTable NONE = new ProcTable(0, 0, 0, 0, 0);

    private static final Pattern MASTER = Pattern.compile("(\\d+)\\s+master\\s+(\\d+) \\[failed: (\\d+)].*");
    private static final Pattern WORKER = Pattern.compile("(\\d+)\\s+worker\\s+.*");

    boolean isNewerThan(ProcTable before) {
        return worker != 0 && worker != before.worker;
    }

    static ProcTable parse(String reply) {
        long master = 0;
        long worker = 0;
        int reloads = 0;
        int failed = 0;
        int oldWorkers = 0;
        boolean old = false;
        for (String line : reply.lines().toList()) {
            Matcher first = MASTER.matcher(line);
            Matcher other = WORKER.matcher(line);
            old |= line.equals("# old workers");
            if (first.matches()) {
                master = Long.parseLong(first.group(1));
                reloads = Integer.parseInt(first.group(2));
                failed = Integer.parseInt(first.group(3));
            } else if (other.matches() && old) {
                oldWorkers++;
            } else if (other.matches()) {
                worker = Long.parseLong(other.group(1));
            }
        }
        return new ProcTable(master, worker, reloads, failed, oldWorkers);
    }
}
