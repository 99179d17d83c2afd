package io.slipway.service.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyNameException;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Finds in Spring's environment where keys are declared, however each is spelt there. */
final class Declarations {

    private static final int LONGEST_KEY = 1000;

    private final Environment environment;

    Declarations(Environment environment) {
        this.environment = environment;
    }

    /** Returns all declarations of a key, the one that counts first. */
    List<Declaration> of(ConfigurationPropertyName key) {
        return of(key, source -> true).toList();
    }

    /** Returns where a key, or its first element where it is a list, is declared outside the settings. */
    List<Declaration> outsideSettings(String key) {
        if (key.length() > LONGEST_KEY) {
            return List.of();
        }
        try {
            ConfigurationPropertyName single = ConfigurationPropertyName.adapt(key, '.');
            return single.isEmpty()
                    ? List.of()
                    : Stream.of(single, single.append("[0]"))
                            .flatMap(name -> of(name, source -> !isSettings(source)))
                            .distinct()
                            .toList();
        } catch (InvalidConfigurationPropertyNameException e) {
            return List.of();
        }
    }

    /** Returns the place that counts of those outside the settings. */
    Optional<String> placeOutsideSettings(String key) {
        return outsideSettings(key).stream().findFirst().map(Declaration::place);
    }

    /** Returns every key that is declared anywhere but among the variables and properties of the process, which are many. */
    Set<ConfigurationPropertyName> keys() {
        Set<ConfigurationPropertyName> keys = new LinkedHashSet<>();
        sources()
                .filter(source -> !isOfTheProcess(source))
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .forEach(source -> ((IterableConfigurationPropertySource) source).forEach(keys::add));
        return keys;
    }

    /** Returns the names in one source as they are spelt there. */
    List<Declaration> in(String sourceName) {
        return sources()
                .map(ConfigurationPropertySource::getUnderlyingSource)
                .filter(source -> source instanceof EnumerablePropertySource<?> known
                        && known.getName().equals(sourceName))
                .map(source -> (EnumerablePropertySource<?>) source)
                .flatMap(source -> Stream.of(source.getPropertyNames())
                        .map(name -> Declaration.of(name, Objects.toString(source.getProperty(name), ""), source)))
                .toList();
    }

    private Stream<Declaration> of(ConfigurationPropertyName key, Predicate<ConfigurationPropertySource> wanted) {
        return sources()
                .filter(wanted)
                .map(source -> source.getConfigurationProperty(key))
                .filter(Objects::nonNull)
                .map(Declaration::of);
    }

    private Stream<ConfigurationPropertySource> sources() {
        return StreamSupport.stream(
                ConfigurationPropertySources.get(environment).spliterator(), false);
    }

    private static boolean isSettings(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SettingsSource;
    }

    private static boolean isOfTheProcess(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> known
                && (known.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                        || known.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME));
    }
}
