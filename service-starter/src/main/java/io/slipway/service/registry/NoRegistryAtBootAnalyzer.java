package io.slipway.service.registry;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why the service did not start without the registry instead of a stack trace. */
final class NoRegistryAtBootAnalyzer extends AbstractFailureAnalyzer<NoRegistryAtBoot> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoRegistryAtBoot cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start Consul, or name another with CONSUL_HTTP_ADDR; or let the service wait for it with"
                        + " SLIPWAY_REGISTRY_AT_BOOT=wait, or serve without it with run-without.",
                cause);
    }
}
