package io.slipway.template;

/** Shows text that a stranger gave: in quotes, in printable ASCII, and not too much of it. */
final class Quoted {

    private static final int MOST = 80;

    private Quoted() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.chars().limit(MOST).forEach(c -> {
            if (c < ' ' || c > '~') {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return shown.append(text.length() > MOST ? "…\"" : "\"").toString();
    }
}
