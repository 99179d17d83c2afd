package io.slipway.service.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints which keys are declared in two layers instead of a stack trace. */
final class DeclaredTwiceAnalyzer extends AbstractFailureAnalyzer<DeclaredTwice> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DeclaredTwice cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Keep every key in one layer: remove it in one of the two places, or rename the component of the"
                        + " settings record.",
                cause);
    }
}
