package io.slipway.service.settings;

import io.slipway.registry.settings.Validation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;

/** Finds what breaks the annotations of Bean Validation on a settings record and its components. */
final class BeanValidation implements Validation {

    private final Validator validator;

    BeanValidation(Validator validator) {
        this.validator = validator;
    }

    @Override
    public List<String> faults(Class<? extends Record> type, String component, Object value) {
        return messages(validator.validateValue(type, component, value));
    }

    @Override
    public List<String> faults(Record settings) {
        return messages(validator.validate(settings));
    }

    private static List<String> messages(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(ConstraintViolation::getMessage)
                .distinct()
                .sorted()
                .toList();
    }
}
