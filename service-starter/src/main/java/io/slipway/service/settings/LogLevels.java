package io.slipway.service.settings;

import io.slipway.registry.Subscription;
import io.slipway.registry.settings.SettingsStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggerGroup;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Sets the level of loggers, and of groups of loggers, to what stands in KV at {@code logging.level.<logger>}; when that is
 * deleted, back to what it was.
 */
final class LogLevels implements AutoCloseable {

    static final String PREFIX = "logging.level.";

    private final LoggingSystem logging;
    private final LoggerGroups groups;
    private final Subscription subscription;
    private final Map<String, Optional<LogLevel>> before = new HashMap<>();

    LogLevels(SettingsStore store, LoggingSystem logging, LoggerGroups groups) {
        this.logging = logging;
        this.groups = groups;
        store.raw(PREFIX, LogLevels::check);
        this.subscription = store.onChange(PREFIX, (was, is) -> apply(is));
        apply(store.raw(PREFIX).get());
    }

    private static void check(String key, String text) {
        if (level(text).isEmpty()) {
            throw new IllegalArgumentException("none of "
                    + Arrays.stream(LogLevel.values()).map(LogLevel::name).collect(Collectors.joining(", ")));
        }
        if (key.length() == PREFIX.length()) {
            throw new IllegalArgumentException("the level of no logger");
        }
    }

    private static Optional<LogLevel> level(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(LogLevel.values())
                .filter(level -> level.name().equals(name))
                .findFirst();
    }

    private synchronized void apply(Map<String, String> texts) {
        Map<String, LogLevel> wanted = new HashMap<>();
        texts.forEach((key, text) -> loggers(key.substring(PREFIX.length()))
                .forEach(logger -> level(text).ifPresent(level -> wanted.put(logger, level))));
        Set<String> released = new HashSet<>(before.keySet());
        released.removeAll(wanted.keySet());
        released.forEach(logger -> logging.setLogLevel(
                logger, before.getOrDefault(logger, Optional.empty()).orElse(null)));
        before.keySet().removeAll(released);
        wanted.forEach((logger, level) -> {
            before.computeIfAbsent(logger, name -> Optional.ofNullable(configured(name)));
            logging.setLogLevel(logger, level);
        });
    }

    private List<String> loggers(String name) {
        LoggerGroup group = groups.get(name);
        if (group != null && group.hasMembers()) {
            return group.getMembers();
        }
        return List.of(name.equalsIgnoreCase(LoggingSystem.ROOT_LOGGER_NAME) ? LoggingSystem.ROOT_LOGGER_NAME : name);
    }

    private @Nullable LogLevel configured(String logger) {
        LoggerConfiguration configuration = logging.getLoggerConfiguration(logger);
        return configuration == null ? null : configuration.getConfiguredLevel();
    }

    /** Gives every level back: the loggers may outlive the service, as in tests. */
    @Override
    public void close() {
        subscription.close();
        apply(Map.of());
    }
}
