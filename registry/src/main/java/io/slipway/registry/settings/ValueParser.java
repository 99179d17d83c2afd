package io.slipway.registry.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Reads the text of one setting into a value of its type, the same for a running service and for who writes its settings. */
@FunctionalInterface
public interface ValueParser {

    String TYPES = "String, int, long, double, boolean, Duration, an enum, List<String>";

    /** @throws IllegalArgumentException whose message says what the text is not: {@code not a whole number} */
    Object parse(String text);

    /** Returns the parser of a type; empty for a type that is none of {@link #TYPES}. */
    static Optional<ValueParser> of(Type type) {
        ValueParser parser = SimpleValues.PARSERS.get(type);
        if (parser != null) {
            return Optional.of(parser);
        }
        if (type instanceof Class<?> enumType && enumType.isEnum()) {
            return Optional.of(text -> SimpleValues.constant(enumType.getEnumConstants(), text.strip()));
        }
        boolean listOfStrings = type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class;
        return listOfStrings ? Optional.of(SimpleValues::list) : Optional.empty();
    }
}
