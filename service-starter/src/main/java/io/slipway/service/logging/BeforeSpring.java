package io.slipway.service.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.slipway.service.internal.BuildInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON from the first line on: what main and static code log before Spring has read its configuration.
 *
 * <p>By then only the process's environment is known, so the service's name is there only where that has it. Spring Boot
 * replaces all this with what {@link LogDefaults} names.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_LOW_PRIORITY)
public final class BeforeSpring extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String format = System.getenv("SLIPWAY_LOG_FORMAT");
        if (isText(format)
                || LogFormat.isLeftToTheService()
                || System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        put(context, "service", System.getenv("SPRING_APPLICATION_NAME"));
        put(context, "version", BuildInfo.version());
        put(context, "instance", System.getenv("MESOS_TASK_ID"));
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("STDOUT");
        LineEncoder encoder = new LineEncoder();
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What is neither is told later, in a proper line. */
    private static boolean isText(@Nullable String format) {
        return LogFormat.TEXT.word().equals(format) || (format == null && LogFormat.of(null) == LogFormat.TEXT);
    }

    private static void put(LoggerContext context, String key, @Nullable String value) {
        if (value != null) {
            context.putProperty(key, value);
        }
    }
}
