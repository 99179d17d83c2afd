package io.slipway.template;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Names Java things after a service.
 *
 * @param type {@code PriceList} for {@code price-list}
 * @param variable {@code priceList}
 */
record JavaName(String type, String variable) {

    static JavaName of(String label) {
        String type = Arrays.stream(label.split("-", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return new JavaName(type, Character.toLowerCase(type.charAt(0)) + type.substring(1));
    }
}
