package io.slipway.service.security;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** Says that a body went on beyond what a request may bring. */
final class BodyTooLarge extends ErrorResponseException {

    BodyTooLarge(Limits limits) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, detail(limits)),
                null);
    }

    static String detail(Limits limits) {
        DataSize most = limits.body();
        boolean round = most.toKilobytes() * 1024 == most.toBytes();
        return "The body of a request may have " + (round ? most.toKilobytes() + " KiB." : most.toBytes() + " bytes.");
    }
}
