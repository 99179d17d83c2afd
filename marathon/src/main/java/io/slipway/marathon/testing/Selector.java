package io.slipway.marathon.testing;

import io.slipway.marathon.AppFilter;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.MarathonException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Matches apps as Marathon's filters do. */
final class Selector {

    private static final String WORD = "((?:\\\\.|[-A-Za-z0-9_.])+)";
    private static final Pattern TERM =
            Pattern.compile(WORD + "\\s*(?:(==|!=)\\s*" + WORD + "|\\s(in|notin)\\s*\\(([^)]*)\\))?");
    private static final Pattern BETWEEN_TERMS = Pattern.compile(",(?![^(]*\\))");

    private Selector() {}

    static boolean matches(AppFilter filter, AppSpec spec) {
        return contains(spec.toJson().path("cmd").asText(), filter.cmd())
                && contains(spec.id().path(), filter.id())
                && (filter.label() == null || labels(filter.label(), spec));
    }

    private static boolean contains(String text, @Nullable String part) {
        return part == null || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static boolean labels(String selector, AppSpec spec) {
        return BETWEEN_TERMS.splitAsStream(selector).allMatch(term -> label(selector, term.strip(), spec));
    }

    private static boolean label(String selector, String text, AppSpec spec) {
        Matcher term = TERM.matcher(text);
        if (!term.matches()) {
            throw new MarathonException(
                    "Can not parse label selector " + selector + ". Reason: end of input expected",
                    422,
                    List.of(),
                    List.of());
        }
        String value = spec.labels().get(plain(term.group(1)));
        if (value == null || (term.group(2) == null && term.group(4) == null)) {
            return value != null;
        }
        boolean among = term.group(2) != null
                ? plain(term.group(3)).equals(value)
                : Arrays.stream(term.group(5).split(",", -1))
                        .anyMatch(one -> plain(one.strip()).equals(value));
        return among == ("==".equals(term.group(2)) || "in".equals(term.group(4)));
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }
}
