package io.slipway.template;

import java.util.List;
import java.util.regex.Pattern;

/** Holds the route to a plain path that no service needs for its own pages. */
final class RouteRule {

    private static final int LONGEST = 200;
    private static final Pattern PATH = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

    private RouteRule() {}

    static List<String> problems(String route) {
        if (route.isEmpty()) {
            return List.of();
        }
        String shown = "route " + Quoted.of(route);
        if (route.length() > LONGEST) {
            return List.of(shown + " has " + route.length() + " characters: the edge compares it with every request;"
                    + " keep it to " + LONGEST + ".");
        }
        if (!PATH.matcher(route).matches()) {
            return List.of(shown + " is no plain path: the edge compares it with every request; use letters, digits, -,"
                    + " _, . and ~ between slashes, one in front and none at the end, such as \"/orders\".");
        }
        String first = route.substring(1).split("/", 2)[0];
        if (NameRule.isOwnPage(first)) {
            return List.of(shown + " is reserved: every service has pages of its own below /" + first
                    + "; choose another, such as \"/orders\".");
        }
        return List.of();
    }
}
