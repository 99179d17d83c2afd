package io.slipway.registry.consul;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Walks through the elements of a DER encoding: tag, length, content. Not thread-safe. */
final class Der {

    private final byte[] bytes;
    private int at;

    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Passes over one element. */
    Der skip() throws GeneralSecurityException {
        next();
        content(length());
        return this;
    }

    /** Opens the next element, which must carry this tag. */
    Der enter(int tag) throws GeneralSecurityException {
        if (next() != tag) {
            throw new GeneralSecurityException("the key is not what its heading says");
        }
        return new Der(content(length()));
    }

    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private int length() throws GeneralSecurityException {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | next();
        }
        return length;
    }

    private byte[] content(int length) throws GeneralSecurityException {
        if (length < 0 || length > bytes.length - at) {
            throw new GeneralSecurityException("the key is cut short");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int next() throws GeneralSecurityException {
        if (at == bytes.length) {
            throw new GeneralSecurityException("the key is cut short");
        }
        return bytes[at++] & 0xff;
    }
}
