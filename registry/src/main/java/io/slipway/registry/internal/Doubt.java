package io.slipway.registry.internal;

import io.slipway.registry.Indexed;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says which answers of the registry are too odd to be believed unasked, and how to ask again.
 *
 * @param isOdd whether a value, given the one before, is odd: nothing, or far less
 * @param again reads once more, at once, as surely as the registry can
 * @param known what was known before the first answer, from an earlier life; null for nothing
 */
public record Doubt<T>(
        BiPredicate<T, T> isOdd,
        Supplier<Indexed<T>> again,
        @Nullable T known) {}
