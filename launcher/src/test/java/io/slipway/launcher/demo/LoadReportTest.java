package io.slipway.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.launcher.load.Attempt;
import io.slipway.launcher.load.Outcome;
import io.slipway.launcher.load.Request;
import io.slipway.local.platform.RunningProcess;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LoadReportTest {

    private static final Phase ALL = phase(0, 1000);
    private static final Kill KILL = new Kill(new RunningProcess("orders.1", 12), millis(100), millis(110));

    @Test
    void aLossIsACross() {
        LoadReport report = report(get(0, 0, 5, "1.0.0"), lost("GET", 1, 10, 20));

        assertThat(report.scaled(ALL))
                .isEqualTo(new Row(
                        "scale",
                        "2 → 3 → 2 instances, nothing is lost",
                        "2 requests, 1 lost (1× 502), p50 5 ms, p99 5 ms",
                        false,
                        "page"));
    }

    @Test
    void aPhaseWithoutRequestsProvesNothing() {
        assertThat(report().steady(phase(0, 4000)).ok()).isFalse();
        assertThat(report(get(0, 0, 5, "1.0.0")).steady(phase(0, 4000)).ok()).isTrue();
        assertThat(report(get(0, 0, 5, "1.0.0")).steady(phase(6, 4000)).ok()).isFalse();
    }

    @Test
    void aPostMayBeLostThatWasInFlightWhenTheProcessDied() {
        LoadReport report = report(lost("POST", 0, 105, 120), post(1, 90, 101), post(2, 200, 210));

        assertThat(report.killedPosts(ALL, KILL))
                .isEqualTo(new Row(
                        "kill -9",
                        "no POST is lost that was not in flight",
                        "3 requests, 1 lost, 2 in flight at the kill",
                        true,
                        "log"));
    }

    @Test
    void aPostThatWasSentAfterTheProcessHadDiedMustNotBeLost() {
        assertThat(report(lost("POST", 0, 111, 120)).killedPosts(ALL, KILL).ok())
                .isFalse();
    }

    @Test
    void whatWasOnItsWayWhenTheProcessDiedIsNotTheSteadyLoadsLoss() {
        LoadReport report = report(lost("POST", 0, 99, 101), get(1, 50, 60, "1.0.0"));

        assertThat(report.steady(phase(0, 100)).ok()).isTrue();
        assertThat(report.killedPosts(phase(100, 1000), KILL).measured())
                .isEqualTo("1 requests, 1 lost, 1 in flight at the kill");
    }

    @Test
    void aLossAfterTheRollOutIsTheRollOutsToo() {
        LoadReport report = report(get(0, 10, 20, "1.0.0"), lost("POST", 1, 1500, 1510));

        assertThat(report.rolledOut(ALL, "2.0.0").ok()).isFalse();
    }

    @Test
    void noGetMayBeLostAtTheKill() {
        assertThat(report(lost("GET", 0, 105, 120), post(1, 10, 20))
                        .killedGets(ALL)
                        .ok())
                .isFalse();
        assertThat(report(get(0, 105, 120, "1.0.0"), lost("POST", 1, 105, 110))
                        .killedGets(ALL)
                        .ok())
                .isTrue();
    }

    @Test
    void afterTheRollOutOnlyTheNewVersionAnswers() {
        LoadReport report = report(
                get(0, 10, 12, "1.0.0"),
                get(1, 20, 22, "2.0.0"),
                get(2, 1010, 1012, "2.0.0"),
                get(3, 1020, 1022, "2.0.0"));

        assertThat(report.version(ALL, phase(1000, 2000), "2.0.0"))
                .isEqualTo(new Row(
                        "roll-out",
                        "after it, every answer is 2.0.0's",
                        "1× 1.0.0, 1× 2.0.0 in 1.0 s; then 2× 2.0.0",
                        true,
                        "page"));
        assertThat(report.version(ALL, phase(0, 2000), "2.0.0").ok()).isFalse();
        assertThat(report.version(ALL, phase(2000, 3000), "2.0.0").ok()).isFalse();
    }

    @Test
    void aRequestThatIsMissingFromTheCountIsFound() {
        assertThat(report(get(0, 0, 5, "1.0.0"), get(1, 10, 12, "1.0.0")).whole())
                .isEqualTo(new Row(
                        "load",
                        "every request is sent once and counted",
                        "2, 0.0 ms late (p99); 0 answers without inventory",
                        true,
                        "page"));
        assertThat(report(get(0, 0, 5, "1.0.0"), get(2, 20, 22, "1.0.0"))
                        .whole()
                        .ok())
                .isFalse();
    }

    private static LoadReport report(Attempt... attempts) {
        return new LoadReport(List.of(attempts), "page", "log");
    }

    private static Attempt get(long number, long sent, long ended, String version) {
        String body = "{\"instance\":\"orders.1\",\"version\":\"" + version
                + "\",\"pageSize\":10,\"calls\":{\"inventory\":{\"instance\":\"inventory.1\"}}}";
        return attempt(number, Request.get("/orders/1"), sent, ended, new Outcome.Answered(200, body));
    }

    private static Attempt post(long number, long sent, long ended) {
        return attempt(number, Request.post("/orders", "{}"), sent, ended, new Outcome.Answered(201, "{}"));
    }

    private static Attempt lost(String method, long number, long sent, long ended) {
        return attempt(number, new Request(method, "/orders", ""), sent, ended, new Outcome.Answered(502, ""));
    }

    private static Attempt attempt(long number, Request request, long sent, long ended, Outcome outcome) {
        return new Attempt(number, request, millis(sent), millis(sent), millis(ended), outcome);
    }

    private static Phase phase(long from, long to) {
        return new Phase(millis(from), millis(to));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
