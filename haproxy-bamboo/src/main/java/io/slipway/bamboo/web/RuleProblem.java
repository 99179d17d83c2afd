package io.slipway.bamboo.web;

import io.slipway.bamboo.rule.RuleException;

/** Says over HTTP why rules were not saved. */
final class RuleProblem {

    private RuleProblem() {}

    static ApiException of(RuleException refused) {
        if (refused instanceof RuleException.Stale) {
            return ApiException.of(409, "Somebody was faster", String.join(" ", refused.problems()));
        }
        return refused instanceof RuleException.Unknown
                ? ApiException.notFound(String.join(" ", refused.problems()))
                : ApiException.unprocessable(refused.problems());
    }
}
