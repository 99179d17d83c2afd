package io.slipway.marathon.testing;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment.Action;
import io.slipway.marathon.Deployment.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Plans a change as Marathon does, save that every app stands on the same depth: stop, start, then scale and restart. */
final class InMemoryPlan {

    private InMemoryPlan() {}

    static List<Step> of(Map<AppId, Optional<AppSpec>> before, Map<AppId, Optional<AppSpec>> after) {
        BiPredicate<Optional<AppSpec>, Optional<AppSpec>> removed = (old, now) -> old.isPresent() && now.isEmpty();
        BiPredicate<Optional<AppSpec>, Optional<AppSpec>> added = (old, now) -> old.isEmpty() && now.isPresent();
        return Stream.of(
                        step("StopApplication", removed, before, after),
                        step("StartApplication", added, before, after),
                        change(before, after))
                .filter(step -> !step.actions().isEmpty())
                .toList();
    }

    private static Step step(
            String action,
            BiPredicate<Optional<AppSpec>, Optional<AppSpec>> is,
            Map<AppId, Optional<AppSpec>> before,
            Map<AppId, Optional<AppSpec>> after) {
        return new Step(after.keySet().stream()
                .filter(id -> is.test(before.getOrDefault(id, Optional.empty()), after.get(id)))
                .map(id -> new Action(action, id.path(), List.of()))
                .toList());
    }

    private static Step change(Map<AppId, Optional<AppSpec>> before, Map<AppId, Optional<AppSpec>> after) {
        List<Action> actions = new ArrayList<>();
        after.forEach((id, now) -> now.ifPresent(wanted -> {
            AppSpec old = before.getOrDefault(id, Optional.empty()).orElse(null);
            boolean scales = old == null
                    || wanted.instances() == 0
                    || (!wanted.equals(old) && Objects.equals(old.withInstances(0), wanted.withInstances(0)));
            actions.add(new Action(scales ? "ScaleApplication" : "RestartApplication", id.path(), List.of()));
        }));
        return new Step(actions);
    }
}
