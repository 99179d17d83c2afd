package io.slipway.registry.consul;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key as Consul and OpenSSL write them: PKCS#8, or the older forms of RSA (RFC 8017, A.1.2) and elliptic
 * curves (RFC 5915), which the JDK reads only wrapped into PKCS#8 (RFC 5208).
 */
final class PemKey {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA |EC |ENCRYPTED )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    private static final byte[] ELLIPTIC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final byte[] VERSION = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xa0;

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(Files.readString(file));
        if (!pem.find()) {
            throw new GeneralSecurityException("no private key in PEM in " + file);
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        return switch (pem.group(1).strip()) {
            case "ENCRYPTED" ->
                throw new GeneralSecurityException("the key in " + file + " is encrypted; nobody is there to be asked");
            case "RSA" -> key("RSA", wrapped(RSA, der));
            case "EC" -> key("EC", wrapped(concat(ELLIPTIC, curve(der)), der));
            default -> anyKey(der);
        };
    }

    private static PrivateKey anyKey(byte[] pkcs8) throws GeneralSecurityException {
        try {
            return key("EC", pkcs8);
        } catch (GeneralSecurityException e) {
            return key("RSA", pkcs8);
        }
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, concat(concat(VERSION, tagged(SEQUENCE, algorithm)), tagged(OCTETS, key)));
    }

    /** Finds the curve's name, which stands behind version and key: sequence(integer, octets, [0] name, …). */
    private static byte[] curve(byte[] der) throws GeneralSecurityException {
        Der fields = new Der(der).enter(SEQUENCE).skip().skip();
        return fields.enter(CURVE).rest();
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
