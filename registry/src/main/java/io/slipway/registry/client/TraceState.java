package io.slipway.registry.client;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides what of a {@code tracestate} is passed on: nothing of one that is not well formed, nor more than 512 characters. */
final class TraceState {

    private static final int LONGEST = 512;
    private static final int MOST_MEMBERS = 32;
    // Nobody has reason to send this much; it is not even looked at.
    private static final int LONGEST_READ = 8192;
    private static final Pattern MEMBER = Pattern.compile(
            "[a-z0-9][a-z0-9_*/@-]{0,255}=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

    private TraceState() {}

    static String checked(String state) {
        if (state.isEmpty() || state.length() > LONGEST_READ) {
            return "";
        }
        StringBuilder kept = new StringBuilder(Math.min(state.length(), LONGEST));
        Set<String> keys = new HashSet<>();
        boolean full = false;
        for (String member : state.split(",", -1)) {
            String text = trimmed(member);
            if (text.isEmpty()) {
                continue;
            }
            boolean fresh = MEMBER.matcher(text).matches() && keys.add(text.substring(0, text.indexOf('=')));
            if (!fresh || keys.size() > MOST_MEMBERS) {
                return "";
            }
            full = full || kept.length() + 1 + text.length() > LONGEST;
            if (!full) {
                kept.append(kept.isEmpty() ? "" : ",").append(text);
            }
        }
        return kept.toString();
    }

    /** Strips what HTTP calls white space, and nothing that would hide a control character. */
    private static String trimmed(String member) {
        int from = 0;
        int to = member.length();
        while (from < to && isBlank(member.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(member.charAt(to - 1))) {
            to--;
        }
        return member.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
