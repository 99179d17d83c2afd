package io.slipway.service.settings;

import io.slipway.registry.settings.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.PropertyResolver;

/**
 * Decides what of the configuration people may see.
 *
 * <p>A value is masked when its key is named like a secret or declared to be one; so are passwords in URLs, and wherever
 * the text of a secret appears within another value.
 */
final class Disclosure {

    private static final int LONGEST = 1000;
    // A shorter one is a word that may stand anywhere.
    private static final int SHORTEST_SECRET = 6;
    private static final Pattern SECRET_VARIABLE = Pattern.compile(".*_(KEY|DSN|AUTH)");

    private final PropertyResolver placeholders;
    private final Predicate<String> isSecret;
    private final Set<String> declaredSecret;

    /**
     * Makes it.
     *
     * @param isSecret knows the settings that are secret whatever their name
     * @param declaredSecret further keys, however spelt
     */
    Disclosure(PropertyResolver placeholders, Predicate<String> isSecret, Collection<String> declaredSecret) {
        this.placeholders = placeholders;
        this.isSecret = isSecret;
        this.declaredSecret = declaredSecret.stream().map(Disclosure::uniform).collect(Collectors.toSet());
    }

    /** @param traced the declarations of each key, the one that counts first */
    List<ConfigKey> of(Map<String, List<Declaration>> traced) {
        Set<String> secrets = traced.entrySet().stream()
                .filter(key -> isSecret(key.getKey(), key.getValue()))
                .flatMap(key -> key.getValue().stream())
                .flatMap(declaration -> Stream.of(declaration.value(), resolved(declaration.value())))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .collect(Collectors.toSet());
        return traced.entrySet().stream()
                .map(key -> shown(key.getKey(), key.getValue(), secrets))
                .toList();
    }

    private ConfigKey shown(String key, List<Declaration> declarations, Set<String> secrets) {
        boolean secret = isSecret(key, declarations);
        Declaration counts = declarations.get(0);
        return new ConfigKey(
                key,
                secret ? Secrets.MASK : shown(resolved(counts.value()), secrets),
                counts.layer().toString(),
                counts.place(),
                declarations.stream()
                        .skip(1)
                        .map(other -> new ConfigKey.Overridden(
                                secret ? Secrets.MASK : shown(other.value(), secrets),
                                other.layer().toString(),
                                other.place()))
                        .toList());
    }

    private static String shown(String value, Set<String> secrets) {
        String shown = Secrets.withoutPasswords(value);
        for (String secret : secrets) {
            shown = shown.replace(secret, Secrets.MASK);
        }
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }

    private boolean isSecret(String key, List<Declaration> declarations) {
        return Stream.concat(Stream.of(key), declarations.stream().map(Declaration::name))
                .anyMatch(name -> Secrets.isNamedSecret(name)
                        || isSecret.test(name)
                        || SECRET_VARIABLE.matcher(name).matches()
                        || declaredSecret.contains(uniform(name)));
    }

    private String resolved(String value) {
        try {
            return value.contains("${") ? placeholders.resolvePlaceholders(value) : value;
        } catch (IllegalArgumentException e) { // A circle; it is shown as it stands.
            return value;
        }
    }

    private static String uniform(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
