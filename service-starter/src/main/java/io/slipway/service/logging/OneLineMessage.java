package io.slipway.service.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Is the pattern's word for a message that stays in its line. */
public final class OneLineMessage extends MessageConverter {

    // Speaks before anybody else is heard, in paragraphs that people are to read.
    private static final String WHY_THE_START_FAILED =
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public String convert(ILoggingEvent event) {
        String message = super.convert(event);
        return message == null || event.getLoggerName().equals(WHY_THE_START_FAILED) ? message : Visible.of(message);
    }
}
