package io.slipway.registry.settings;

import java.util.List;

/**
 * Finds what values break of the bounds that a settings record declares, as by Bean Validation's annotations.
 *
 * <p>Answers are sentences without an end, as in {@code must be greater than or equal to 1}, one per broken bound.
 */
public interface Validation {

    /** Knows no bounds: only types and the record's constructor decide. */
    Validation NONE = new Validation() {
        @Override
        public List<String> faults(Class<? extends Record> type, String component, Object value) {
            return List.of();
        }

        @Override
        public List<String> faults(Record settings) {
            return List.of();
        }
    };

    /** Checks one value before there is a record. */
    List<String> faults(Class<? extends Record> type, String component, Object value);

    /** Checks a record whose values are each within their bounds. */
    List<String> faults(Record settings);
}
