package io.slipway.bamboo.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names backends so that no two apps share one: {@code /a/b} and {@code /a-b} differ in their hash. */
final class BackendName {

    private static final int LONGEST_READABLE = 80;

    private BackendName() {}

    /** @param owner the app's path, or whatever else no other owner is called */
    static String of(String owner) {
        String bare = owner.startsWith("/") ? owner.substring(1) : owner;
        String readable = bare.replaceAll("[^a-z0-9.-]", "-");
        String cut = readable.length() > LONGEST_READABLE ? readable.substring(0, LONGEST_READABLE) : readable;
        return cut + "_" + hash(owner);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }
}
