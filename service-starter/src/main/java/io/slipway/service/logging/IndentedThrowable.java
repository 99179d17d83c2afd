package io.slipway.service.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;

/** Is the pattern's word for a stack trace of which no line, whatever a message in it says, begins where log lines begin. */
public final class IndentedThrowable extends ThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(thrown)
                .lines()
                .map(line -> System.lineSeparator() + "  " + Visible.of(line))
                .collect(Collectors.joining());
    }
}
