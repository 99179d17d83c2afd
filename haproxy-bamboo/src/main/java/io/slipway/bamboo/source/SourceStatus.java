package io.slipway.bamboo.source;

import org.jspecify.annotations.Nullable;

/**
 * Tells how fresh a source's word is.
 *
 * @param ok whether the last question was answered
 * @param ageMillis since the last good answer; -1 before the first
 * @param held why the last good word is kept instead of what the source says now; absent when it is not
 */
public record SourceStatus(
        boolean ok, long ageMillis, @Nullable String held) {}
