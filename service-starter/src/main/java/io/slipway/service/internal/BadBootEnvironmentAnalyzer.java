package io.slipway.service.internal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the environment instead of a stack trace. */
final class BadBootEnvironmentAnalyzer extends AbstractFailureAnalyzer<BadBootEnvironment> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadBootEnvironment cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Correct the environment variables of the process and start it again.", cause);
    }
}
