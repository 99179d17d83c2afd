package io.slipway.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Holds one file of a service before it is written.
 *
 * @param path below the service's folder, with slashes
 */
record GeneratedFile(String path, boolean executable, String content) {

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
