package io.slipway.bamboo.web;

import io.slipway.bamboo.route.Grammar;
import io.slipway.bamboo.route.Route;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ACLs that Bamboo had operators write, as far as they name a host, a path or both. Bamboo pasted them into
 * HAProxy's file; what else they could say is not carried over.
 */
final class BambooAcl {

    private static final int LONGEST = 1000;
    private static final Pattern TERM =
            Pattern.compile("\\G\\s*(hdr\\(host\\)|path_beg)\\s+(?:-i\\s+)?(?!-)(\\S+)(?=\\s|$)");

    private BambooAcl() {}

    /** An {@link IllegalArgumentException} says why it cannot be read. */
    static Route read(String acl) {
        String host = null;
        String path = null;
        int end = 0;
        Matcher term = TERM.matcher(acl.length() > LONGEST ? "" : acl);
        while (term.find()) {
            boolean isHost = !term.group(1).equals("path_beg");
            if ((isHost ? host : path) != null) {
                throw new IllegalArgumentException(refusal(acl));
            }
            host = isHost ? checked(term.group(2), true) : host;
            path = isHost ? path : checked(term.group(2), false);
            end = term.end();
        }
        if (end == 0 || !acl.substring(end).isBlank()) {
            throw new IllegalArgumentException(refusal(acl));
        }
        return new Route(host, path == null ? "/" : path);
    }

    private static String checked(String word, boolean host) {
        try {
            return host ? Grammar.host(word) : Grammar.path(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Grammar.shown(word) + " " + e.getMessage() + ".", e);
        }
    }

    private static String refusal(String acl) {
        return "The ACL " + Grammar.shown(acl) + " is not one that is carried over: write hdr(host) -i HOST,"
                + " path_beg -i /PATH, or both in one line.";
    }

    static String write(Route route) {
        String host = host(route.host());
        String path = route.path().equals("/") && !host.isEmpty() ? "" : "path_beg -i " + route.path();
        return (host + " " + path).strip();
    }

    private static String host(@Nullable String host) {
        return host == null ? "" : "hdr(host) -i " + host;
    }
}
