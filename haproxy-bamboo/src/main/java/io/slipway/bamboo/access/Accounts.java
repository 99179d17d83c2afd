package io.slipway.bamboo.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds who may come in.
 *
 * @param lines empty where nobody is asked, which is for loopback only
 */
public record Accounts(List<AccountLine> lines) {

    /** Asks nobody who he is. */
    public static final Accounts NONE = new Accounts(List.of());

    // Costs an unknown name what a wrong password costs, so that the time tells nobody which names there are.
    private static final SecretHash NOBODYS =
            SecretHash.parse("pbkdf2:210000:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    public Accounts {
        lines = List.copyOf(lines);
    }

    /** Tells whether the edge asks who somebody is. */
    public boolean asks() {
        return !lines.isEmpty();
    }

    Optional<Account> byPassword(String name, String password) {
        AccountLine line = lines.stream()
                .filter(candidate -> !candidate.hash().isToken()
                        && candidate.account().name().equals(name))
                .findFirst()
                .orElse(null);
        boolean right = (line == null ? NOBODYS : line.hash()).matches(password);
        return line != null && right ? Optional.of(line.account()) : Optional.empty();
    }

    Optional<Account> byToken(String token) {
        return lines.stream()
                .filter(line -> line.hash().isToken() && line.hash().matches(token))
                .map(AccountLine::account)
                .findFirst();
    }

    /** Reads a file of lines {@code NAME ROLE HASH}, empty ones and those after {@code #} left out. */
    public static Accounts read(Path file, List<String> problems) {
        List<AccountLine> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (String line : content(file, problems)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                AccountLine account = AccountLine.parse(line);
                if (!names.add(account.account().name())) {
                    throw new IllegalArgumentException("names somebody a second time: keep one of the two");
                }
                lines.add(account);
            } catch (IllegalArgumentException e) {
                problems.add(file + ":" + number + ": The line " + e.getMessage() + ".");
            }
        }
        if (lines.isEmpty() && problems.isEmpty()) {
            problems.add(file + ": Nobody is named in it: let --hash-password or --new-token write a line.");
        }
        return new Accounts(lines);
    }

    private static List<String> content(Path file, List<String> problems) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            problems.add(file + ": There is no such file of accounts.");
        } catch (IOException e) {
            // The message of a decoding failure shows nothing of the file; others name it.
            problems.add(file + ": The accounts cannot be read (" + e.getMessage() + ").");
        }
        return List.of();
    }
}
