package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {

    // PKCS#8 begins with a version and the name of the algorithm; RSA's old form stands whole behind them.
    private static final int BEFORE_RSA_2048 = 26;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"RSA,2048", "EC,256", "EC,384"})
    void aKeyInPkcs8IsRead(String algorithm, int size) throws Exception {
        PrivateKey key = key(algorithm, size);
        assertThat(PemKey.read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void anRsaKeyInItsOldFormIsRead() throws Exception {
        PrivateKey key = key("RSA", 2048);
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, BEFORE_RSA_2048, pkcs8.length);
        assertThat(PemKey.read(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    @Test
    void whatStandsBeforeTheKeyIsPassedOver() throws Exception {
        PrivateKey key = key("EC", 256);
        Path file = pem("PRIVATE KEY", key.getEncoded());
        Files.writeString(
                file,
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + Files.readString(file));
        assertThat(PemKey.read(file)).isEqualTo(key);
    }

    @Test
    void anEncryptedKeyIsNamed() throws Exception {
        Path file = pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
        assertThatThrownBy(() -> PemKey.read(file))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("the key in " + file + " is encrypted; nobody is there to be asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3082",
                "30820000",
                "3003020101",
                "30060201010401ff",
                "308201",
                "a0",
                "30030201ff",
                "3008020101040101a0ff",
                "ffffffffffffffff"
            })
    void garbageIsAFailureAndNothingElse(String hex) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (String kind : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
            Path file = pem(kind, bytes);
            assertThatThrownBy(() -> PemKey.read(file)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    /** Writes a key again as PKCS#8. */
    static String pkcs8(Path file) throws IOException, GeneralSecurityException {
        return text("PRIVATE KEY", PemKey.read(file).getEncoded());
    }

    private Path pem(String kind, byte[] der) throws IOException {
        return Files.writeString(folder.resolve("key.pem"), text(kind, der));
    }

    private static String text(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static PrivateKey key(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair().getPrivate();
    }
}
