package io.slipway.local.consul.store;

import java.util.Arrays;
import java.util.Base64;

/** Holds bytes that nobody changes. */
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Takes over the array: the caller must not touch it again. */
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    public byte[] toArray() {
        return content.clone();
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
