package io.slipway.registry.client;

import com.netflix.hystrix.strategy.properties.HystrixDynamicProperty;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds one property of Hystrix: reading it is a volatile read, whatever stands behind it. */
final class DynamicProperty<T> implements HystrixDynamicProperty<T> {

    private final String name;
    private final @Nullable T fallback;
    private final Function<String, T> parse;
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private volatile @Nullable T value;

    DynamicProperty(String name, @Nullable T fallback, Function<String, T> parse) {
        this.name = name;
        this.fallback = fallback;
        this.parse = parse;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    @SuppressWarnings("NullAway") // Null is Hystrix's own sign for a property that is not set.
    public T get() {
        return value;
    }

    @Override
    public void addCallback(Runnable callback) {
        callbacks.add(callback);
    }

    /** Returns whether a text would be taken. */
    boolean takes(String text) {
        try {
            return parse.apply(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void settle(@Nullable String text) {
        value = text == null ? fallback : parse.apply(text);
    }

    void tell() {
        callbacks.forEach(Runnable::run);
    }
}
