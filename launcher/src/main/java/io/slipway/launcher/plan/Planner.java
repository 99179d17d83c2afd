package io.slipway.launcher.plan;

import io.slipway.launcher.plan.Step.CreateApp;
import io.slipway.launcher.plan.Step.DeclareSettings;
import io.slipway.launcher.plan.Step.ReplaceApp;
import io.slipway.launcher.spec.Deployable;
import io.slipway.launcher.spec.SettingDeclaration;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.marathon.App;
import io.slipway.marathon.AppSpec;
import io.slipway.registry.KeyValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the plan from what is wanted and what is live; pure. */
public final class Planner {

    private Planner() {}

    /**
     * Compares and plans.
     *
     * @param consul where the service's instances find their Consul
     * @param live the app as Marathon runs it; absent when it runs none
     * @param declared the settings as they were declared last, in KV
     */
    public static Plan plan(
            Deployable wanted, Artifact artifact, URI consul, Optional<App> live, Optional<KeyValue> declared) {
        AppSpec app = WantedApp.of(wanted, artifact, consul);
        List<Step> steps = Stream.of(app(app, live), settings(wanted, declared))
                .flatMap(Optional::stream)
                .toList();
        return new Plan(wanted.spec().name(), artifact, steps);
    }

    private static Optional<Step> app(AppSpec wanted, Optional<App> live) {
        if (live.isEmpty()) {
            return Optional.of(new CreateApp(wanted, Difference.fromNothing(wanted)));
        }
        List<Change> changes = Difference.between(live.get().spec(), wanted);
        return changes.isEmpty() ? Optional.empty() : Optional.of(new ReplaceApp(wanted, live.get(), changes));
    }

    /** Declares the settings last: what may be changed is what runs. */
    private static Optional<Step> settings(Deployable wanted, Optional<KeyValue> declared) {
        List<SettingDeclaration> settings = wanted.spec().settings();
        String json = SettingsDocument.write(settings);
        boolean same = declared.map(entry -> entry.value().equals(json)).orElse(settings.isEmpty());
        return same
                ? Optional.empty()
                : Optional.of(new DeclareSettings(
                        wanted.spec().name(),
                        json,
                        declared.map(KeyValue::modifyIndex).orElse(0L),
                        Change.between(shown(declared), shown(settings))));
    }

    private static Map<String, String> shown(Optional<KeyValue> declared) {
        try {
            return declared.map(entry -> shown(
                            List.copyOf(SettingsDocument.read(entry.value()).values())))
                    .orElse(Map.of());
        } catch (IllegalArgumentException e) { // Somebody else wrote there; it is replaced all the same.
            return Map.of();
        }
    }

    private static Map<String, String> shown(List<SettingDeclaration> settings) {
        Map<String, String> shown = new TreeMap<>();
        settings.forEach(setting -> shown.put(setting.key(), setting.toString()));
        return shown;
    }
}
