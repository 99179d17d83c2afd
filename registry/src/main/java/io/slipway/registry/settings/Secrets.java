package io.slipway.registry.settings;

import io.slipway.registry.internal.Excerpt;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by a key's name that its value is nobody's business, and hides it. */
public final class Secrets {

    public static final String MASK = "******";

    // Where a shorter one stands in a sentence, that is mostly chance.
    private static final int SHORTEST = 3;

    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    // But the working folder, as shells call it.
    private static final Pattern NAMES = Pattern.compile(
            "(?!(old)?pwd$).*(passw(or)?d|pwd|passphrase|secret|token|credential|apikey|privatekey|accesskey|signingkey).*");
    private static final Pattern PLACES = Pattern.compile(".*(file|path|location)");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+@");

    private Secrets() {}

    /** Says whether a key is named like a secret; the name of a file that holds one is none. */
    public static boolean isNamedSecret(String key) {
        String name = SEPARATORS.matcher(key.toLowerCase(Locale.ROOT)).replaceAll("");
        return NAMES.matcher(name).matches() && !PLACES.matcher(name).matches();
    }

    /** Returns the mask for the value of a secret key, and otherwise the value without any password in a URL. */
    public static String masked(String key, String value) {
        return isNamedSecret(key) ? MASK : withoutPasswords(value);
    }

    /** Returns the value with the mask in place of every password in a URL. */
    public static String withoutPasswords(String value) {
        return value.contains("://") ? PASSWORD_IN_URL.matcher(value).replaceAll("$1" + MASK + "@") : value;
    }

    /** Returns why the value of a secret key is refused, unless that tells the value. */
    static String reason(String value, Throwable why) {
        String secret = value.strip();
        String reason = Excerpt.of(why);
        if (secret.isEmpty()) {
            return reason;
        }
        String masked = secret.length() < SHORTEST ? reason : reason.replace(secret, MASK);
        // A long value may have been cut within the reason.
        return masked.contains(secret.substring(0, Math.min(secret.length(), SHORTEST)))
                ? "it may not be that"
                : masked;
    }
}
