package io.slipway.bamboo.haproxy;

/**
 * Names a certificate as HAProxy was given it.
 *
 * @param name of its file, {@code shop.pem}
 * @param digest of its content: another one means that it was renewed
 */
public record Certificate(String name, String digest) {}
