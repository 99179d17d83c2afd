package io.slipway.registry.client;

import com.netflix.hystrix.strategy.properties.HystrixDynamicProperties;
import com.netflix.hystrix.strategy.properties.HystrixDynamicProperty;
import io.slipway.registry.Subscription;
import io.slipway.registry.settings.Live;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.settings.TextRule;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hystrix its properties, each live: what KV says, else what the environment says, else our defaults.
 *
 * <p>Hystrix makes one, in the life of a JVM, by its {@link java.util.ServiceLoader} or as its system property {@code
 * hystrix.plugin.HystrixDynamicProperties.implementation} says; what it reads is shared by the whole process. The name of a
 * property is Hystrix's own, as in {@code hystrix.command.InventoryApi.find.circuitBreaker.forceOpen}, in KV below {@code
 * config/<service>/}; ours beside them is {@code hystrix.command.<Interface.method>.retries}. What is said of a command by
 * name wins over its annotations, these over what is said of {@code hystrix.command.default}, and that over what all clients
 * have in common. A text that does not parse is refused, and told of once; what held before it, or else the next layer,
 * holds. Safe for use by several threads.
 */
public final class HystrixSettings implements HystrixDynamicProperties {

    /** The beginning of all names. */
    public static final String PREFIX = "hystrix.";

    // One object, for a store takes a second rule for the same keys only if it is the same.
    private static final TextRule RULE = HystrixSettings::check;
    private static final HystrixLayers LAYERS = new HystrixLayers(System::getProperty);

    /** Lets the properties follow a service's KV until the subscription is closed; the latest of several wins. */
    public static Subscription follow(SettingsStore store) {
        HystrixLayers.Texts texts = LAYERS.open();
        Live<Map<String, String>> now = store.raw(PREFIX, RULE);
        Subscription changes = store.onChange(PREFIX, (before, after) -> texts.set(after));
        texts.set(now.get());
        return () -> {
            changes.close();
            texts.close();
        };
    }

    /**
     * Adds an environment, which is asked before the system properties until the subscription is closed; the latest of several
     * wins.
     *
     * @param lookup returns null for what is not set
     */
    public static Subscription ask(Function<String, @Nullable String> lookup) {
        return LAYERS.ask(lookup);
    }

    /**
     * Checks an entry of KV.
     *
     * @throws IllegalArgumentException whose message goes on after "is refused: "
     */
    static void check(String name, String text) {
        KnownProperty.in(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no property of Hystrix's commands, thread pools and collapsers ends like this"))
                .check(text.strip());
    }

    static HystrixLayers layers() {
        return LAYERS;
    }

    @Override
    public HystrixDynamicProperty<String> getString(String name, @Nullable String fallback) {
        return LAYERS.property(name, fallback, text -> text);
    }

    @Override
    public HystrixDynamicProperty<Integer> getInteger(String name, @Nullable Integer fallback) {
        return LAYERS.property(name, fallback, Integer::valueOf);
    }

    @Override
    public HystrixDynamicProperty<Long> getLong(String name, @Nullable Long fallback) {
        return LAYERS.property(name, fallback, Long::valueOf);
    }

    @Override
    public HystrixDynamicProperty<Boolean> getBoolean(String name, @Nullable Boolean fallback) {
        return LAYERS.property(name, fallback, Boolean::valueOf);
    }
}
