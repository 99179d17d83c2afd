package io.slipway.registry.settings;

import io.slipway.registry.internal.Excerpt;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Knows the keys, defaults and constructor of one settings record; everything about it was checked once. */
final class SettingsRecord<T extends Record> {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private final Constructor<T> constructor;
    private final List<Component> components;
    private final Validation validation;

    private SettingsRecord(Constructor<T> constructor, List<Component> components, Validation validation) {
        this.constructor = constructor;
        this.components = components;
        this.validation = validation;
    }

    /** @throws IllegalArgumentException with everything that is wrong with the record */
    static <T extends Record> SettingsRecord<T> of(Class<T> type, Validation validation) {
        List<String> problems = new ArrayList<>();
        List<Component> components = new ArrayList<>();
        String prefix = prefix(type, problems);
        for (RecordComponent component : type.getRecordComponents()) {
            component(prefix, component, boundsOf(type, component, validation), problems)
                    .ifPresent(components::add);
        }
        SettingsRecord<T> settings = new SettingsRecord<>(constructor(type), List.copyOf(components), validation);
        if (problems.isEmpty()) {
            settings.problemOf(components.stream().map(Component::defaultValue).toList())
                    .ifPresent(reason -> problems.add("the defaults are refused: " + reason));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " cannot hold settings: " + String.join("; ", problems) + ".");
        }
        return settings;
    }

    /** Returns the keys without checking anything; none for what is not marked with {@link Settings}. */
    static List<String> keys(Class<? extends Record> type) {
        Settings settings = type.getAnnotation(Settings.class);
        return settings == null
                ? List.of()
                : Arrays.stream(type.getRecordComponents())
                        .map(component -> key(settings.value(), component))
                        .toList();
    }

    List<Component> components() {
        return components;
    }

    /** @throws IllegalArgumentException if the record refuses the values */
    T make(List<?> values) {
        T made = construct(values);
        Bounds.require(() -> validation.faults(made));
        return made;
    }

    private T construct(List<?> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) { // Whatever a constructor throws means that it does not want the values.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(Excerpt.of(cause), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot make a " + constructor.getDeclaringClass().getName(), e);
        }
    }

    private Optional<String> problemOf(List<?> values) {
        try {
            make(values);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Excerpt.of(e));
        }
    }

    private static String prefix(Class<?> type, List<String> problems) {
        Settings settings = type.getAnnotation(Settings.class);
        if (settings == null) {
            problems.add("it is not annotated with @Settings");
        } else if (settings.value().isBlank()) {
            problems.add("the prefix in @Settings is empty");
        }
        return settings == null ? "" : settings.value();
    }

    private static Function<Object, List<String>> boundsOf(
            Class<? extends Record> type, RecordComponent component, Validation validation) {
        return value -> validation.faults(type, component.getName(), value);
    }

    private static Optional<Component> component(
            String prefix, RecordComponent component, Function<Object, List<String>> bounds, List<String> problems) {
        String name = component.getName();
        Default given = component.getAnnotation(Default.class);
        Optional<ValueParser> parser = ValueParser.of(component.getGenericType());
        if (parser.isEmpty()) {
            problems.add(name + " is a " + component.getGenericType().getTypeName() + ", which is none of "
                    + ValueParser.TYPES);
        }
        if (given == null) {
            problems.add(name + " has no @Default");
        }
        if (parser.isEmpty() || given == null) {
            return Optional.empty();
        }
        String key = key(prefix, component);
        boolean secret = component.isAnnotationPresent(Secret.class) || Secrets.isNamedSecret(key);
        try {
            Object value = Component.read(parser.get(), bounds, given.value());
            return Optional.of(new Component(key, parser.get(), bounds, secret, given.value(), value));
        } catch (IllegalArgumentException e) {
            problems.add("the default of " + name + ", \"" + given.value() + "\": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String key(String prefix, RecordComponent component) {
        return prefix + "." + HUMP.matcher(component.getName()).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    private static <T extends Record> Constructor<T> constructor(Class<T> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type.getName() + " has no canonical constructor", e);
        }
    }
}
