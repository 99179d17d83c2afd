package io.slipway.bamboo.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.bamboo.route.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the lines that an operator adds to a backend as HAProxy is to have them. What a line means is HAProxy's to
 * judge; what it may not do is begin a section, where it would be about everybody.
 */
final class Snippet {

    private static final int MOST_LINES = 20;
    private static final int LONGEST_LINE = 500;

    /** HAProxy 2.6 to 3.2: a line that begins so ends the backend, and {@code haproxy -c} has nothing against it. */
    private static final Set<String> SECTIONS = Set.of(
            "global",
            "defaults",
            "frontend",
            "backend",
            "listen",
            "peers",
            "resolvers",
            "mailers",
            "userlist",
            "program",
            "http-errors",
            "ring",
            "cache",
            "log-forward",
            "log-profile",
            "crt-store",
            "fcgi-app",
            "dynamic-update",
            "namespace_list",
            "traces",
            "acme");

    private Snippet() {}

    static List<String> read(JsonNode json, List<String> problems) {
        List<String> lines = new ArrayList<>();
        if (!json.isMissingNode() && !json.isArray()) {
            problems.add("snippet is to be a list of lines.");
        }
        json.forEach(line -> lines.add(line.asText().strip()));
        if (lines.size() > MOST_LINES) {
            problems.add("snippet has " + lines.size() + " lines: at most " + MOST_LINES + ".");
        }
        lines.stream()
                .filter(line -> !isPlain(line))
                .forEach(line -> problems.add("snippet " + Grammar.shown(line)
                        + " is no line for a backend: write one directive in printable ASCII, at most " + LONGEST_LINE
                        + " characters, that begins no section and no condition of the file."));
        return lines;
    }

    private static boolean isPlain(String line) {
        boolean printable = line.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        // $ could show a secret of HAProxy's environment; the first word alone decides what a line is, quoted or not.
        String first = line.split(" ", 2)[0].replaceAll("[\"'\\\\]", "");
        return printable
                && !line.isEmpty()
                && line.length() <= LONGEST_LINE
                && line.indexOf('$') < 0
                && !first.startsWith(".")
                && !SECTIONS.contains(first);
    }
}
