package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps some keys of a service's folder in force; one thread at a time settles it. */
interface Holder {

    /**
     * Takes what stands in the registry and returns the telling of it, to be done without a lock.
     *
     * @param entries all of the folder, by whole key
     */
    Runnable settle(Map<String, KeyValue> entries);

    /** Tells what is in force, with secrets masked. */
    Stream<Setting> settings();

    List<Refusal> refused();

    /** Says whether a key, without the folder, is this holder's business. */
    boolean holds(String key);
}
