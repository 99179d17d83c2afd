package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.plan.RollingRestart;
import io.slipway.local.marathon.plan.RollingRestart.Decision;
import io.slipway.local.marathon.plan.RollingRestart.Progress;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.KillOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Is a deployment's action on one app, on its way; pure: says what to do next, given what is there. */
sealed interface Work {

    /**
     * Says what to do now.
     *
     * @param start how many to start; comes first
     * @param kill whom to end for good
     * @param next what to ask next time
     */
    record Move(int start, List<Instance> kill, boolean done, Work next) {}

    Move next(List<Instance> instances);

    /** Does nothing: a new app starts with the scaling that follows. */
    record Start() implements Work {

        @Override
        public Move next(List<Instance> instances) {
            return new Move(0, List.of(), true, this);
        }
    }

    /** Ends every instance. */
    record Stop() implements Work {

        @Override
        public Move next(List<Instance> instances) {
            return new Move(0, instances, instances.isEmpty(), this);
        }
    }

    /**
     * Ends what is too much, waits until it is gone, then starts what is missing and waits until that is ok.
     *
     * @param victims ids of those that shall go first
     * @param doomed ids of those that must; null until it was decided
     * @param settled ids of those that stayed; null until then
     */
    record Scale(
            AppVersion target,
            Set<String> victims,
            @Nullable Set<String> doomed,
            @Nullable Set<String> settled,
            int missing)
            implements Work {

        static Scale to(AppVersion target, Set<String> victims) {
            return new Scale(target, victims, null, null, 0);
        }

        @Override
        public Move next(List<Instance> instances) {
            List<Instance> wanted = instances.stream().filter(Instance::wanted).toList();
            if (doomed == null) {
                List<Instance> excess = excess(wanted);
                Scale decided = new Scale(target, victims, ids(excess), null, 0);
                return new Move(0, excess, false, decided);
            }
            if (instances.stream().anyMatch(instance -> doomed.contains(instance.id()))) {
                return new Move(0, List.of(), false, this);
            }
            if (settled == null) {
                int lacking = Math.max(0, target.definition().instances() - wanted.size());
                Scale begun = new Scale(target, victims, doomed, ids(wanted), lacking);
                return new Move(lacking, List.of(), lacking == 0, begun);
            }
            long ok = wanted.stream()
                    .filter(instance -> !settled.contains(instance.id()) && instance.isOk())
                    .count();
            return new Move(0, List.of(), ok >= missing, this);
        }

        private List<Instance> excess(List<Instance> wanted) {
            long named = wanted.stream()
                    .filter(instance -> victims.contains(instance.id()))
                    .count();
            long count = Math.max(named, wanted.size() - target.definition().instances());
            return KillOrder.of(wanted, victims, target.definition().killsOldestFirst()).stream()
                    .limit(count)
                    .toList();
        }

        private static Set<String> ids(List<Instance> instances) {
            Set<String> ids = new HashSet<>();
            instances.forEach(instance -> ids.add(instance.id()));
            return ids;
        }
    }

    /**
     * Replaces every instance of another version by one of the target's, within the bounds of its upgrade strategy.
     *
     * @param old ids of those to replace, in the order they go
     */
    record Restart(AppVersion target, RollingRestart bounds, List<String> old) implements Work {

        static Restart to(AppVersion target, List<Instance> instances) {
            List<Instance> wanted = instances.stream().filter(Instance::wanted).toList();
            Predicate<Instance> isNew = instance -> instance.version().equals(target.version());
            List<Instance> old = wanted.stream()
                    .filter(isNew.negate())
                    .sorted(Comparator.comparing(Instance::isConsideredHealthy))
                    .toList();
            RollingRestart bounds = RollingRestart.begin(
                    target.definition().instances(),
                    target.definition().upgradeStrategy(),
                    wanted.size(),
                    old.size(),
                    (int) wanted.stream().filter(Instance::isConsideredHealthy).count());
            return new Restart(target, bounds, old.stream().map(Instance::id).toList());
        }

        @Override
        public Move next(List<Instance> instances) {
            Map<String, Instance> byId = new HashMap<>();
            instances.forEach(instance -> byId.put(instance.id(), instance));
            List<Instance> present =
                    old.stream().filter(byId::containsKey).map(byId::get).toList();
            // An old one that has crashed gets no other process: a new one takes its place.
            List<Instance> kill =
                    new ArrayList<>(present.stream().filter(Instance::isWaiting).toList());
            List<Instance> serving = present.stream()
                    .filter(instance -> instance.wanted() && !instance.isWaiting())
                    .toList();
            List<Instance> started = instances.stream()
                    .filter(instance -> instance.wanted() && instance.version().equals(target.version()))
                    .toList();
            Decision decision = bounds.next(
                    new Progress(present.size() - kill.size(), old.size() - serving.size(), started.size(), (int)
                            started.stream().filter(Instance::isOk).count()));
            kill.addAll(serving.subList(0, Math.min(decision.kill(), serving.size())));
            return new Move(decision.start(), kill, decision.done(), this);
        }
    }
}
