package io.slipway.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds names to what DNS, Consul, Marathon, YAML and Java types all accept. */
final class LabelRule {

    private static final int LONGEST = 63;
    private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");
    private static final Set<String> YAML_WORDS = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private LabelRule() {}

    /**
     * Returns what is wrong with a value.
     *
     * @param what the value is, such as {@code team}
     */
    static List<String> problems(String what, String value) {
        if (value.isEmpty()) {
            return List.of(
                    what + " is empty: it stands in file names, Consul and Marathon; give one, such as" + " \"shop\".");
        }
        String shown = what + " " + Quoted.of(value);
        if (!LABEL.matcher(value).matches()) {
            return List.of(shown + " is no DNS label that begins with a letter: it stands in file names, Consul and"
                    + " Marathon; use a to z, 0 to 9 and inner dashes, such as \"" + nearest(value) + "\".");
        }
        if (value.length() > LONGEST) {
            return List.of(shown + " has " + value.length() + " characters: a DNS label has at most " + LONGEST
                    + "; shorten it.");
        }
        if (YAML_WORDS.contains(value)) {
            return List.of(shown + " is a word of YAML: its files would say something else; choose another, such as"
                    + " \"" + value + "-service\".");
        }
        return List.of();
    }

    private static String nearest(String value) {
        String label =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[0-9-]+|-+$", "");
        String cut = label.substring(0, Math.min(label.length(), LONGEST)).replaceAll("-+$", "");
        return cut.isEmpty() || YAML_WORDS.contains(cut) ? "shop" : cut;
    }
}
