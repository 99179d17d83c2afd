package io.slipway.registry.settings;

import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.settings.SettingsReport.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each change, and each refusal once when it begins and once when it ends. */
record SettingsLog(String folder) {

    private static final Logger log = LoggerFactory.getLogger(SettingsStore.class);

    void refusals(List<Refusal> before, List<Refusal> after) {
        begun(before, after)
                .forEach(refusal -> log.warn(
                        "{}{} = \"{}\" is refused and the last good value stays: {}.",
                        folder,
                        refusal.key(),
                        refusal.value(),
                        refusal.reason()));
        ended(before, after).forEach(key -> log.info("{}{} is good again.", folder, key));
    }

    void unknown(List<Refusal> before, List<Refusal> after) {
        begun(before, after)
                .forEach(refusal -> log.warn("{}{} is read by nothing: {}.", folder, refusal.key(), refusal.reason()));
    }

    private static Stream<Refusal> begun(List<Refusal> before, List<Refusal> after) {
        return after.stream().filter(refusal -> before.stream().noneMatch(refusal::reads));
    }

    private static Stream<String> ended(List<Refusal> before, List<Refusal> after) {
        Set<String> still = after.stream().map(Refusal::key).collect(Collectors.toSet());
        return before.stream().map(Refusal::key).filter(key -> !still.contains(key));
    }

    void changed(String key, String was, String is, String version) {
        log.info(
                "{}{} changed from \"{}\" to \"{}\" ({}).",
                folder,
                Excerpt.of(key),
                Excerpt.of(was),
                Excerpt.of(is),
                version);
    }
}
