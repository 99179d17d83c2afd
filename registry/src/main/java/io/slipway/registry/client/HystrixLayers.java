package io.slipway.registry.client;

import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Excerpt;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stacks the places where properties of Hystrix are said, and settles every property anew when one of them changes. */
final class HystrixLayers {

    private static final Logger log = LoggerFactory.getLogger(HystrixSettings.class);

    private final Function<String, @Nullable String> last;
    private final List<Texts> texts = new CopyOnWriteArrayList<>();
    private final List<Function<String, @Nullable String>> environments = new CopyOnWriteArrayList<>();
    private final Map<String, CommandDefaults> defaults = new ConcurrentHashMap<>();
    private final Set<String> refused = new HashSet<>();
    // Weak, because Hystrix drops all of them when it is reset, and never says so.
    private final Set<DynamicProperty<?>> properties = Collections.newSetFromMap(new WeakHashMap<>());

    /** @param last is asked when all others know nothing */
    HystrixLayers(Function<String, @Nullable String> last) {
        this.last = last;
    }

    /** Holds what is said in one place that changes as a whole; every text in it was checked. */
    final class Texts {

        private volatile Map<String, String> now = Map.of();

        void set(Map<String, String> all) {
            now = Map.copyOf(all);
            settleAll();
        }

        void close() {
            texts.remove(this);
            settleAll();
        }
    }

    Texts open() {
        Texts opened = new Texts();
        texts.add(0, opened);
        return opened;
    }

    Subscription ask(Function<String, @Nullable String> lookup) {
        environments.add(0, lookup);
        settleAll();
        return () -> {
            environments.remove(lookup);
            settleAll();
        };
    }

    /** Sets what holds for a command where nobody says anything else of it. */
    void setCommandDefaults(String commandKey, CommandDefaults held) {
        held.own().keySet().forEach(name -> defaults.put(KnownProperty.ofCommand(commandKey, name), held));
        held.general().keySet().forEach(name -> defaults.put(KnownProperty.ofCommand(commandKey, name), held));
        settleAll();
    }

    /** Sets what holds for a thread pool where nobody says anything else of it. */
    void setPoolDefaults(String poolKey, CommandDefaults held) {
        held.own().keySet().forEach(name -> defaults.put(KnownProperty.ofThreadPool(poolKey, name), held));
        settleAll();
    }

    <T> DynamicProperty<T> property(String name, @Nullable T fallback, Function<String, T> parse) {
        DynamicProperty<T> property = new DynamicProperty<>(name, fallback, parse);
        synchronized (this) {
            properties.add(property);
            property.settle(text(property));
        }
        return property;
    }

    private void settleAll() {
        List<DynamicProperty<?>> all;
        synchronized (this) {
            all = List.copyOf(properties);
            Set<String> names = all.stream().map(DynamicProperty::getName).collect(Collectors.toSet());
            all.forEach(property -> settle(property, names));
        }
        // All of them: Hystrix lets a command's property hear nothing of a change to that of all commands.
        all.forEach(DynamicProperty::tell);
    }

    private void settle(DynamicProperty<?> property, Set<String> all) {
        String text = text(property);
        if (text != null && KnownProperty.isCoreSize(property.getName())) {
            PoolRoom.make(property.getName(), Integer.parseInt(text), all);
        }
        property.settle(text);
    }

    private @Nullable String text(DynamicProperty<?> property) {
        String name = property.getName();
        String said = said(name, property);
        CommandDefaults held = defaults.get(name);
        Optional<KnownProperty> known = held == null || said != null ? Optional.empty() : KnownProperty.in(name);
        if (held == null || known.isEmpty()) {
            return said;
        }
        String own = held.own().get(known.get().name());
        if (own != null) {
            return own;
        }
        String ofAll = said(known.get().forAll(), property);
        return ofAll != null ? ofAll : held.general().get(known.get().name());
    }

    /** Returns what is said under a name, in the first place that says something usable. */
    private @Nullable String said(String name, DynamicProperty<?> property) {
        for (Texts layer : texts) {
            String text = layer.now.get(name);
            if (text != null) {
                return text.strip();
            }
        }
        for (Function<String, @Nullable String> environment : environments) {
            String text = usable(name, environment.apply(name), property);
            if (text != null) {
                return text;
            }
        }
        return usable(name, last.apply(name), property);
    }

    private @Nullable String usable(String name, @Nullable String text, DynamicProperty<?> property) {
        if (text == null) {
            return null;
        }
        String said = text.strip();
        String problem = problem(name, said, property);
        if (problem == null) {
            return said;
        }
        if (refused.add(name + "=" + said)) {
            log.warn("{} = \"{}\" is refused and what else is said of it holds: {}.", name, Excerpt.of(said), problem);
        }
        return null;
    }

    private static @Nullable String problem(String name, String text, DynamicProperty<?> property) {
        try {
            KnownProperty.in(name).ifPresent(known -> known.check(text));
            return property.takes(text) ? null : "not what it must be";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
