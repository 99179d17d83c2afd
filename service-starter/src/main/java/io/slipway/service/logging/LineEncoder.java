package io.slipway.service.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import net.logstash.logback.encoder.LogstashEncoder;
import org.jspecify.annotations.Nullable;

/** Writes an event as one JSON object in Logstash's form, or as a line for people. */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {

    // For people the message first; whose it is follows.
    private static final String PATTERN =
            "%clr(%d{HH:mm:ss.SSS}){faint} %clr(%5p) %clr(%-36.36logger{35}){cyan} : %line"
                    + " %clr([%X{requestId:--} %X{traceId:--}/%X{spanId:--}"
                    + " %property{service} %property{version} %property{instance}]){faint}%trace{full}%nopex%n";

    private LogFormat format = LogFormat.JSON;
    private @Nullable Encoder<ILoggingEvent> chosen;

    /** @param word {@code json} or {@code text} */
    public void setFormat(String word) {
        format = LogFormat.of(word);
    }

    @Override
    public void start() {
        Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? json() : text();
        encoder.setContext(getContext());
        encoder.start();
        chosen = encoder;
        super.start();
    }

    private static Encoder<ILoggingEvent> json() {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setTimeZone("UTC");
        // Spring's own loggers mark every event with COMMONS-LOGGING.
        encoder.setIncludeTags(false);
        encoder.getFieldNames().setVersion("[ignore]");
        encoder.getFieldNames().setLevelValue("[ignore]");
        return encoder;
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return chosen == null ? new byte[0] : chosen.encode(event);
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return chosen == null ? null : chosen.headerBytes();
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return chosen == null ? null : chosen.footerBytes();
    }

    @Override
    public void stop() {
        if (chosen != null) {
            chosen.stop();
        }
        super.stop();
    }
}
