package io.slipway.local.marathon.rest;

import io.slipway.local.marathon.definition.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects apps by labels: {@code a, b==1, c!=2, d in (x,y), e notin (z)}, all of them at once.
 *
 * <p>{@code !=} and {@code notin} also require the label to be there. What is no letter, digit, dash, underscore or
 * dot is escaped by a backslash.
 */
final class LabelSelector {

    private static final String TERM = "(?:\\\\.|[-A-Za-z0-9_.])+";
    private static final Pattern SELECTOR = Pattern.compile("\\s*(" + TERM + ")\\s*(?:(==|!=)\\s*(" + TERM
            + ")|(in|notin)\\s*\\(\\s*(" + TERM + "(?:\\s*,\\s*" + TERM + ")*)\\s*\\))?\\s*(?:,|$)");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private LabelSelector() {}

    static Predicate<Map<String, String>> parse(String text) {
        List<Predicate<Map<String, String>>> all = new ArrayList<>();
        Matcher matcher = SELECTOR.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw Refusal.of(422, "Can not parse label selector " + text + ". Reason: end of input expected");
            }
            all.add(one(matcher));
            end = matcher.end();
        }
        return labels -> all.stream().allMatch(one -> one.test(labels));
    }

    private static Predicate<Map<String, String>> one(Matcher matcher) {
        String name = plain(matcher.group(1));
        String operator = matcher.group(2) != null ? matcher.group(2) : matcher.group(4);
        if (operator == null) {
            return labels -> labels.containsKey(name);
        }
        Set<String> values = matcher.group(3) != null
                ? Set.of(plain(matcher.group(3)))
                : Stream.of(COMMA.split(matcher.group(5)))
                        .map(LabelSelector::plain)
                        .collect(Collectors.toSet());
        boolean within = operator.equals("==") || operator.equals("in");
        return labels -> labels.containsKey(name) && values.contains(labels.get(name)) == within;
    }

    private static String plain(String term) {
        return term.replaceAll("\\\\(.)", "$1");
    }
}
