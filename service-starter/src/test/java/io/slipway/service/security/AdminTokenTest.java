package io.slipway.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdminTokenTest {

    private static final String SECRET = "correct-horse-battery";

    @TempDir
    private Path folder;

    @Test
    void aTokenIsTheTextOfTheFileAndItsChangeCountsAtOnce() throws IOException {
        Path file = folder.resolve("token");
        AdminToken token = new AdminToken(file);
        assertThat(token.problem()).hasValue("The token cannot be read: see what SLIPWAY_ADMIN_TOKEN_FILE names.");
        assertThat(token.isRight(SECRET)).isFalse();

        Files.writeString(file, SECRET + "\n");
        assertThat(token.problem()).isEmpty();
        assertThat(token.isRight(SECRET)).isTrue();
        assertThat(token.isRight(SECRET + "x")).isFalse();
        assertThat(token.isRight(SECRET.substring(1))).isFalse();
        assertThat(token.isRight("")).isFalse();

        Files.writeString(file, "another-horse-battery");
        assertThat(token.isRight(SECRET)).isFalse();
        assertThat(token.isRight("another-horse-battery")).isTrue();

        Files.delete(file);
        assertThat(token.isRight("another-horse-battery")).isFalse();
    }

    @Test
    void whatIsNoTokenOpensNothing() throws IOException {
        Path file = folder.resolve("token");
        AdminToken token = new AdminToken(file);
        Files.writeString(file, " \n");
        assertThat(token.isRight("")).isFalse();
        Files.writeString(file, "short");
        assertThat(token.problem())
                .hasValue("The token in SLIPWAY_ADMIN_TOKEN_FILE is too short: it needs at least 16 characters.");
        assertThat(token.isRight("short")).isFalse();
        Files.writeString(file, "x".repeat(4097));
        assertThat(token.isRight("x".repeat(4097))).isFalse();
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        assertThat(token.problem()).hasValue("The token cannot be read: see what SLIPWAY_ADMIN_TOKEN_FILE names.");
        assertThat(new AdminToken(folder).isRight(SECRET)).isFalse();
        assertThat(new AdminToken(null).isRight(SECRET)).isFalse();
    }
}
