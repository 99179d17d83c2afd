package io.slipway.local.marathon.health;

import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.marathon.HealthCheck;
import java.time.Duration;

/** Asks a task once; blocks no longer than its timeout, and never throws. */
interface Probe {

    Finding ask();

    static Probe of(HealthCheck check, TaskOrder task, String host, CommandProbe.Runner commands) {
        int timeoutMillis = Math.max(1, check.timeoutSeconds()) * 1000;
        HealthCheck.Command command = check.command();
        if (check.protocol().equals("COMMAND") && command != null) {
            return new CommandProbe(command.value(), task, Duration.ofMillis(timeoutMillis), commands);
        }
        int port = port(check, task);
        if (check.protocol().endsWith("TCP")) {
            return new TcpProbe(host, port, timeoutMillis);
        }
        String scheme = check.protocol().endsWith("HTTPS") ? "https" : "http";
        String path = check.path() == null ? "/" : check.path();
        return new HttpProbe(scheme, host, port, path, timeoutMillis);
    }

    private static int port(HealthCheck check, TaskOrder task) {
        if (check.port() != null) {
            return check.port();
        }
        return task.ports().get(check.portIndex() == null ? 0 : check.portIndex());
    }
}
