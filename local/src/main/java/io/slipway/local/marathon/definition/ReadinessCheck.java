package io.slipway.local.marathon.definition;

import java.util.List;

/** Tells when a task that runs may take traffic; asked during deployments only. */
public record ReadinessCheck(
        String name,
        String protocol,
        String path,
        String portName,
        int intervalSeconds,
        int timeoutSeconds,
        List<Integer> httpStatusCodesForReady,
        boolean preserveLastResponse) {

    public ReadinessCheck {
        httpStatusCodesForReady = List.copyOf(httpStatusCodesForReady);
    }
}
