package io.slipway.launcher.demo;

import io.slipway.launcher.load.Attempt;
import io.slipway.launcher.load.Figures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges what the load met, phase by phase.
 *
 * @param attempts every one, from the first to the last
 * @param edge where to look at the edge
 * @param log where the edge writes down what failed
 */
record LoadReport(List<Attempt> attempts, String edge, String log) {

    LoadReport {
        attempts = List.copyOf(attempts);
    }

    Row steady(Phase phase) {
        return nothingLost("load", "steady for %.0f s, nothing is lost".formatted(phase.seconds()), phase);
    }

    /** A GET may be sent again by the edge, which knows that nothing is done twice. */
    Row killedGets(Phase phase) {
        return nothingLost("kill -9", "an instance dies, no GET is lost", phase.ended(method("GET")), log);
    }

    /** A POST may have done its work before its answer was lost, so nobody sends it again. */
    Row killedPosts(Phase phase, Kill kill) {
        List<Attempt> posts = phase.ended(method("POST"));
        List<Attempt> inFlight = kill.inFlight(method("POST"));
        List<Attempt> lost =
                posts.stream().filter(post -> !post.outcome().isGood()).toList();
        return new Row(
                "kill -9",
                "no POST is lost that was not in flight",
                "%d requests, %d lost, %d in flight at the kill".formatted(posts.size(), lost.size(), inFlight.size()),
                !posts.isEmpty() && inFlight.containsAll(lost),
                log);
    }

    Row scaled(Phase phase) {
        return nothingLost("scale", "2 → 3 → 2 instances, nothing is lost", phase);
    }

    Row rolledOut(Phase phase, String version) {
        String checked = "orders " + version + " replaces the old one, nothing is lost";
        return nothingLost("roll-out", checked, phase.untilTheEnd());
    }

    /** From the end of the roll-out on, every answer is the new version's. */
    Row version(Phase rollOut, Phase after, String version) {
        SortedMap<String, Long> then = versions(after);
        return new Row(
                "roll-out",
                "after it, every answer is " + version + "'s",
                "%s in %.1f s; then %s".formatted(words(versions(rollOut)), rollOut.seconds(), words(then)),
                then.keySet().equals(Set.of(version)),
                edge);
    }

    /** What the counts above stand on. */
    Row whole() {
        Figures figures = Figures.of(attempts);
        long numbers = attempts.stream().mapToLong(Attempt::number).distinct().count();
        long last = attempts.stream().mapToLong(Attempt::number).max().orElse(-1);
        long alone = answers(method("GET"))
                .filter(answer -> answer.calledInstance().isEmpty())
                .count();
        return new Row(
                "load",
                "every request is sent once and counted",
                "%d, %.1f ms late (p99); %d answers without inventory"
                        .formatted(figures.requests(), figures.late().toNanos() / 1e6, alone),
                numbers == attempts.size() && numbers == last + 1,
                edge);
    }

    private Row nothingLost(String step, String checked, Phase phase) {
        return nothingLost(step, checked, phase.ended(attempts), edge);
    }

    private static Row nothingLost(String step, String checked, List<Attempt> attempts, String where) {
        Figures figures = Figures.of(attempts);
        return new Row(step, checked, figures.inWords(), figures.requests() > 0 && figures.lostCount() == 0, where);
    }

    private List<Attempt> method(String method) {
        return attempts.stream()
                .filter(attempt -> attempt.request().method().equals(method))
                .toList();
    }

    private SortedMap<String, Long> versions(Phase phase) {
        return answers(phase.sent(method("GET")))
                .collect(Collectors.groupingBy(Answer::version, TreeMap::new, Collectors.counting()));
    }

    private static Stream<Answer> answers(List<Attempt> attempts) {
        return attempts.stream().flatMap(attempt -> Answer.of(attempt.outcome()).stream());
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(version -> version.getValue() + "× " + version.getKey())
                .collect(Collectors.joining(", "));
    }
}
