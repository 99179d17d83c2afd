package io.slipway.bamboo.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void aLineThatWasMadeForAPasswordLetsItsOwnerIn() throws IOException {
        Accounts accounts = read("# who may change things\n\n"
                + AccountLine.forPassword("ada", Role.OPERATOR, "correct horse") + "\n"
                + AccountLine.forToken("ci", Role.READER, "t0ken") + "\n");
        assertThat(problems).isEmpty();
        assertThat(accounts.byPassword("ada", "correct horse")).contains(new Account("ada", Role.OPERATOR));
        assertThat(accounts.byPassword("ada", "correct hors")).isEmpty();
        assertThat(accounts.byPassword("ida", "correct horse")).isEmpty();
        assertThat(accounts.byToken("t0ken")).contains(new Account("ci", Role.READER));
        assertThat(accounts.byToken("token")).isEmpty();
    }

    @Test
    void aTokenIsNoPasswordAndAPasswordNoToken() throws IOException {
        Accounts accounts = read(AccountLine.forPassword("ada", Role.OPERATOR, "correct horse") + "\n"
                + AccountLine.forToken("ci", Role.READER, "t0ken") + "\n");
        assertThat(accounts.byPassword("ci", "t0ken")).isEmpty();
        assertThat(accounts.byToken("correct horse")).isEmpty();
    }

    @Test
    void everyFaultyLineIsNamedAndNoHashIsShown() throws IOException {
        Accounts accounts = read("""
                ada operator
                ada king sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                a/da reader sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                ada operator hunter2
                bob reader sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                bob reader sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                eve reader pbkdf2:10:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                """);
        Path file = folder.resolve("accounts");
        assertThat(problems)
                .containsExactly(
                        file + ":1: The line has 2 words: write NAME ROLE HASH.",
                        file + ":2: The line has no role in its second word: write reader or operator.",
                        file
                                + ":3: The line has no name in its first word: write up to 64 letters, digits and . _ @ -.",
                        file + ":4: The line is no hash: let --hash-password or --new-token write the line.",
                        file + ":6: The line names somebody a second time: keep one of the two.",
                        file + ":7: The line is no hash: let --hash-password or --new-token write the line.");
        assertThat(accounts.toString()).doesNotContain("AAAA");
    }

    @Test
    void aFileThatNamesNobodyOrIsMissingIsAProblem() throws IOException {
        read("# nobody yet\n");
        Accounts.read(folder.resolve("missing"), problems);
        assertThat(problems)
                .containsExactly(
                        folder.resolve("accounts")
                                + ": Nobody is named in it: let --hash-password or --new-token write a line.",
                        folder.resolve("missing") + ": There is no such file of accounts.");
    }

    @Test
    void aShortPasswordIsRefused() {
        assertThatThrownBy(() -> AccountLine.forPassword("ada", Role.READER, "123456789"))
                .hasMessage("The password is too short: take at least 10 characters.");
    }

    private Accounts read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("accounts"), text);
        return Accounts.read(file, problems);
    }
}
