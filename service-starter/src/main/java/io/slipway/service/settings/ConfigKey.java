package io.slipway.service.settings;

import java.util.List;

/**
 * Tells the value of one key and where it comes from.
 *
 * @param value masked where it is secret, its beginning where it is long
 * @param layer {@code compile}, {@code boot}, {@code any-time} or {@code default}
 * @param origin file:line:column, variable, argument, or KV key and ModifyIndex
 * @param overrode what would count without it, the nearest first
 */
public record ConfigKey(String key, String value, String layer, String origin, List<Overridden> overrode) {

    public ConfigKey {
        overrode = List.copyOf(overrode);
    }

    /** Tells a value that does not count. */
    public record Overridden(String value, String layer, String origin) {}
}
