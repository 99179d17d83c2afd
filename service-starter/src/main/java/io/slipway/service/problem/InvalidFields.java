package io.slipway.service.problem;

import java.util.Comparator;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Names every field that did not pass validation, where Spring alone says that some did not. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidFields {

    /** Never the value: it came from a stranger, and may be a secret. */
    record Invalid(String field, String message) {}

    @ExceptionHandler
    ProblemDetail invalid(MethodArgumentNotValidException refused) {
        List<Invalid> errors = refused.getAllErrors().stream()
                .map(error -> new Invalid(field(error), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(Invalid::field).thenComparing(Invalid::message))
                .toList();
        ProblemDetail problem = refused.getBody();
        problem.setProperty("errors", errors);
        return problem;
    }

    private static String field(ObjectError error) {
        return error instanceof FieldError field ? field.getField() : error.getObjectName();
    }
}
