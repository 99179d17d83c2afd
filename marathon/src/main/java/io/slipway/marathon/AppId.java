package io.slipway.marathon;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names an app by its absolute path, {@code /shop/orders}. */
public record AppId(@JsonValue String path) implements Comparable<AppId> {

    private static final String SEGMENT =
            "(([a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])\\.)*([a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])";
    private static final Pattern PATH = Pattern.compile("(/" + SEGMENT + ")+");

    public AppId {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("\"" + path + "\" is no app id: write segments of lower-case letters,"
                    + " digits and inner dashes, as in /shop/orders.");
        }
    }

    /** Reads an id with or without its leading slash. */
    @JsonCreator
    public static AppId of(String path) {
        return new AppId(path.startsWith("/") ? path : "/" + path);
    }

    /** Returns the form that begins a task id: {@code shop_orders}. */
    public String underscored() {
        return path.substring(1).replace('/', '_');
    }

    @Override
    public int compareTo(AppId other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
