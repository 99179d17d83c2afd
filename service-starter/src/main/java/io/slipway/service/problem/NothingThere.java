package io.slipway.service.problem;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says so where a path leads nowhere; Spring speaks of static resources, of which a caller knows nothing. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NothingThere {

    @ExceptionHandler
    ProblemDetail nothing(NoResourceFoundException asked) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is nothing at this path.");
    }
}
