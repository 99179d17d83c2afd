package io.slipway.bamboo.web;

import io.javalin.http.Context;
import io.slipway.bamboo.access.Account;
import io.slipway.bamboo.access.Doorkeeper;
import io.slipway.bamboo.access.Doorkeeper.Verdict;
import io.slipway.bamboo.access.Role;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Decides before every request whether it may be answered; throws {@link ApiException} where not. */
final class Gate {

    private static final String ACCOUNT = "account";
    private static final Pattern OWN_NAME =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final Doorkeeper doorkeeper;

    Gate(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    void admit(Context context, Endpoint.Right right) {
        if (right == Endpoint.Right.NONE) {
            return;
        }
        if (!doorkeeper.asks()) {
            mustNameThisMachine(context);
        }
        Account account = welcome(context);
        if (right == Endpoint.Right.WRITE) {
            mustComeFromOurPage(context);
            if (account.role() != Role.OPERATOR) {
                throw ApiException.of(
                        403, "Forbidden", account.name() + " may read and not change: it takes an operator.");
            }
        }
        context.attribute(ACCOUNT, account);
    }

    /** Returns who asks, once admitted. */
    static Account account(Context context) {
        return Objects.requireNonNull(context.attribute(ACCOUNT));
    }

    private Account welcome(Context context) {
        Verdict verdict = doorkeeper.look(context.header("Authorization"), context.ip());
        if (verdict instanceof Verdict.Welcome welcome) {
            return welcome.account();
        }
        if (verdict instanceof Verdict.TooManyTries tries) {
            context.header("Retry-After", Long.toString(tries.seconds()));
            throw ApiException.of(
                    429,
                    "Too many tries",
                    "Too many wrong passwords or tokens came from " + context.ip() + ": try again in " + tries.seconds()
                            + " s.");
        }
        context.header("WWW-Authenticate", "Basic realm=\"Slipway edge\", charset=\"UTF-8\"");
        throw ApiException.of(
                401, "Unauthorized", "Send a name and a password by Basic, or a token by Bearer, that the edge knows.");
    }

    /** Where nobody is asked who he is, a site whose name was made to resolve to this machine must not get in. */
    private static void mustNameThisMachine(Context context) {
        String host = context.host();
        if (host == null || !OWN_NAME.matcher(host).matches()) {
            throw ApiException.of(
                    403, "Forbidden", "Without accounts the edge answers only to the name localhost or its address.");
        }
    }

    /** A browser sends a stranger's form along with our user's password; but it tells whose form it is. */
    private static void mustComeFromOurPage(Context context) {
        String site = context.header("Sec-Fetch-Site");
        boolean strange = site != null && !site.equals("same-origin") && !site.equals("none");
        String origin = context.header("Origin");
        if (strange || (origin != null && !hostOf(origin).equals(String.valueOf(context.host())))) {
            throw ApiException.of(403, "Forbidden", "Changes are not accepted from the pages of others.");
        }
        String type = context.contentType();
        boolean body = context.contentLength() > 0 || context.header("Transfer-Encoding") != null;
        if (body && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
            throw ApiException.of(415, "Unsupported media type", "Send JSON, with Content-Type: application/json.");
        }
    }

    private static String hostOf(String origin) {
        return origin.replaceFirst("^[a-z]+://", "");
    }
}
