package io.slipway.bamboo.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who somebody is by his {@code Authorization} header, and lets nobody guess for long.
 *
 * <p>Who was right once is recognized by a digest, so that a page which asks every second costs no password check each
 * time, and a neighbour's guesses do not lock him out. Thread-safe.
 */
public final class Doorkeeper {

    private static final int REMEMBERED = 100;
    // A check of a password fills a core for a fraction of a second: guesses are not to fill all of them.
    private static final int CHECKS_AT_ONCE = 2;
    private static final int LONGEST_HEADER = 1024;

    private final Accounts accounts;
    private final WrongTries wrong;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final Map<String, Account> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Doorkeeper(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.wrong = new WrongTries(clock);
    }

    /** Tells how somebody was met. */
    public sealed interface Verdict {

        /** Lets him in. */
        record Welcome(Account account) implements Verdict {}

        /** Asks him for a name and a password, or a token; what he gave, if anything, was wrong. */
        record Unknown() implements Verdict {}

        /** Looks at nothing he says for a while. */
        record TooManyTries(long seconds) implements Verdict {}
    }

    public boolean asks() {
        return accounts.asks();
    }

    /**
     * @param authorization the header, absent where there is none
     * @param client where he comes from
     */
    public Verdict look(@Nullable String authorization, String client) {
        if (!accounts.asks()) {
            return new Verdict.Welcome(Account.ANYBODY);
        }
        if (authorization == null || authorization.length() > LONGEST_HEADER) {
            return new Verdict.Unknown();
        }
        String digest = HexFormat.of().formatHex(SecretHash.digest(authorization));
        Account before = recognized(digest);
        if (before != null) {
            return new Verdict.Welcome(before);
        }
        long wait = wrong.secondsToWait(client);
        if (wait > 0) {
            return new Verdict.TooManyTries(wait);
        }
        return checked(authorization, client, digest);
    }

    private Verdict checked(String authorization, String client, String digest) {
        if (!checks.tryAcquire()) {
            return new Verdict.TooManyTries(1);
        }
        try {
            Optional<Account> account = account(authorization);
            if (account.isEmpty()) {
                wrong.another(client);
                return new Verdict.Unknown();
            }
            remember(digest, account.get());
            return new Verdict.Welcome(account.get());
        } finally {
            checks.release();
        }
    }

    private synchronized @Nullable Account recognized(String digest) {
        return known.get(digest);
    }

    private synchronized void remember(String digest, Account account) {
        known.put(digest, account);
    }

    private Optional<Account> account(String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
        String rest = authorization.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> accounts.byToken(rest);
            case "basic" -> basic(rest);
            default -> Optional.empty();
        };
    }

    private Optional<Account> basic(String base64) {
        try {
            String both = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : accounts.byPassword(both.substring(0, colon), both.substring(colon + 1));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
