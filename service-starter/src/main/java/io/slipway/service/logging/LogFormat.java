package io.slipway.service.logging;

import io.slipway.service.internal.Terminal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ClassPathResource;

/** Is how log lines are written; {@code SLIPWAY_LOG_FORMAT}, else for whoever reads: a terminal or a machine. */
enum LogFormat {
    JSON,
    TEXT;

    /** @throws InvalidConfigurationPropertyValueException for what is neither {@code json} nor {@code text} */
    static LogFormat of(@Nullable String chosen) {
        if (chosen == null || chosen.isEmpty()) {
            return Terminal.isOutput() ? TEXT : JSON;
        }
        return Arrays.stream(values())
                .filter(format -> format.word().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigurationPropertyValueException(
                        "slipway.log-format", chosen, "SLIPWAY_LOG_FORMAT is json or text."));
    }

    /** As {@code SLIPWAY_LOG_FORMAT} and the Logback file call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A service that brings a Logback file of its own has its reasons. */
    static boolean isLeftToTheService() {
        return Stream.of("logback-spring.xml", "logback.xml", "logback-test-spring.xml", "logback-test.xml")
                .anyMatch(file -> new ClassPathResource(file).exists());
    }
}
