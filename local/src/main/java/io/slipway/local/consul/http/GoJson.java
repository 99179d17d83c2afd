package io.slipway.local.consul.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first JSON value of a text into maps, lists, strings, {@link Numeral}s and booleans.
 *
 * <p>Like Go's decoder it does not look at what follows, and its complaints are worded like Go's: clients print them.
 */
final class GoJson {

    /** A number as it was written. */
    record Numeral(String text) {
        @Nullable BigDecimal value() {
            // A number like 1e999999999 is legal, but must not be worked out.
            return text.length() > 400 || text.matches(".*[eE][+-]?\\d{4,}") ? null : new BigDecimal(text);
        }
    }

    /** Stands for JSON's null, which a Java map cannot tell from nothing. */
    static final Object NULL = new Object();

    private static final int DEEPEST = 500;

    private final String text;
    private int at;
    private int depth;

    private GoJson(String text) {
        this.text = text;
    }

    /** Parses; the exception's message is Go's. */
    static Object parse(String text) {
        GoJson json = new GoJson(text);
        json.skipSpace();
        if (json.at == text.length()) {
            throw new IllegalArgumentException("EOF");
        }
        return json.value();
    }

    private Object value() {
        skipSpace();
        char c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", NULL);
            default -> {
                if (c == '-' || isDigit(c)) {
                    yield number();
                }
                throw unexpected("looking for beginning of value");
            }
        };
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> object = new LinkedHashMap<>();
        skipSpace();
        if (peek() != '}') {
            do {
                skipSpace();
                if (peek() != '"') {
                    throw unexpected("looking for beginning of object key string");
                }
                String key = string();
                skipSpace();
                expect(':', "after object key");
                object.put(key, value());
                skipSpace();
            } while (more('}', "after object key:value pair"));
        }
        leave();
        return object;
    }

    private List<Object> array() {
        enter();
        List<Object> array = new ArrayList<>();
        skipSpace();
        if (peek() != ']') {
            do {
                array.add(value());
                skipSpace();
            } while (more(']', "after array element"));
        }
        leave();
        return array;
    }

    private void enter() {
        at++;
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("exceeded max depth");
        }
    }

    private void leave() {
        at++;
        depth--;
    }

    /** Steps over a comma, or stops before what closes. */
    private boolean more(char close, String context) {
        char c = peek();
        if (c == ',') {
            at++;
            return true;
        }
        if (c != close) {
            throw unexpected(context);
        }
        return false;
    }

    private String string() {
        at++;
        StringBuilder string = new StringBuilder();
        for (char c = peek(); c != '"'; c = peek()) {
            if (c < ' ') {
                throw unexpected("in string literal");
            }
            at++;
            string.append(c == '\\' ? escape() : c);
        }
        at++;
        return string.toString();
    }

    private char escape() {
        char c = peek();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u') {
            throw unexpected("in string escape code");
        }
        at++;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private Object literal(String word, Object value) {
        for (int i = 0; i < word.length(); i++) {
            String context = "in literal " + word + " (expecting " + quoted(word.charAt(i)) + ")";
            expect(word.charAt(i), context);
        }
        return value;
    }

    private Numeral number() {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        return new Numeral(text.substring(start, at));
    }

    private void digits(String context) {
        if (!isDigit(peek())) {
            throw unexpected(context);
        }
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char wanted, String context) {
        if (peek() != wanted) {
            throw unexpected(context);
        }
        at++;
    }

    private char peek() {
        if (at == text.length()) {
            throw new IllegalArgumentException("unexpected EOF");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String context) {
        return new IllegalArgumentException("invalid character " + quoted(text.charAt(at)) + " " + context);
    }

    private static String quoted(char c) {
        int known = "\u0007\b\f\n\r\t\u000b\\'".indexOf(c);
        if (known >= 0) {
            return "'\\" + "abfnrtv\\'".charAt(known) + "'";
        }
        return c < ' ' ? "'\\x%02x'".formatted((int) c) : "'" + c + "'";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
