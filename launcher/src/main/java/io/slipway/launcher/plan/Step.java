package io.slipway.launcher.plan;

import io.slipway.marathon.App;
import io.slipway.marathon.AppSpec;
import java.util.List;
import java.util.stream.Stream;

/** Describes one thing to do; prints itself, and does itself with whoever can. */
public sealed interface Step {

    /** Does what steps ask for; an engine. */
    interface Actions {

        void create(AppSpec wanted) throws InterruptedException;

        void replace(AppSpec wanted, App before) throws InterruptedException;

        /** @param modifyIndex of the entry that was read; 0 when there was none */
        void declareSettings(String service, String json, long modifyIndex);
    }

    /** Says on one line what happens. */
    String headline();

    List<Change> changes();

    void perform(Actions actions) throws InterruptedException;

    /** Returns the headline, and a line for each field. */
    default List<String> lines() {
        return Stream.concat(Stream.of(headline()), changes().stream().map(change -> "  " + change))
                .toList();
    }

    /** Starts an app that is not there. */
    record CreateApp(AppSpec wanted, List<Change> changes) implements Step {

        @Override
        public String headline() {
            return "create " + wanted.id() + " with " + counted(wanted.instances());
        }

        @Override
        public void perform(Actions actions) throws InterruptedException {
            actions.create(wanted);
        }
    }

    /** Makes a running app what it should be. */
    record ReplaceApp(AppSpec wanted, App before, List<Change> changes) implements Step {

        /** Tells whether tasks restart; Marathon leaves them alone only when nothing but their number changes. */
        public boolean restarts() {
            return changes.stream().anyMatch(change -> !change.field().equals("instances"));
        }

        @Override
        public String headline() {
            int runs = before.spec().instances();
            if (!restarts()) {
                return "scale " + wanted.id() + " from " + runs + " to " + counted(wanted.instances())
                        + ", none restarts";
            }
            String effect = runs == 0
                    ? "nothing runs that would restart"
                    : "each of " + counted(runs) + " restarts, and ends only when a new one is healthy";
            return "replace " + wanted.id() + ": " + effect;
        }

        @Override
        public void perform(Actions actions) throws InterruptedException {
            actions.replace(wanted, before);
        }
    }

    /** Writes down which settings may be changed while the service runs. */
    record DeclareSettings(String service, String json, long modifyIndex, List<Change> changes) implements Step {

        @Override
        public String headline() {
            return "declare the settings of " + service;
        }

        @Override
        public void perform(Actions actions) {
            actions.declareSettings(service, json, modifyIndex);
        }
    }

    private static String counted(int instances) {
        return instances == 1 ? "1 instance" : instances + " instances";
    }
}
