package io.slipway.local.marathon.rest;

import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Scheduler;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code /ui/}: one page over the API, and the end of what tasks have printed. */
final class Page {

    /** Where requests may come from a browser, which asks for no JSON. */
    static final String PREFIX = "/ui/";

    private static final Set<String> LOGS = Set.of("stdout", "stderr", "stdout.1", "stderr.1");
    private static final Pattern TASK = Pattern.compile("(?<instance>.+)\\._app\\.\\d+");
    private static final int TAIL = 64 << 10;

    private final Scheduler scheduler;
    private final String html;

    Page(Scheduler scheduler) {
        this.scheduler = scheduler;
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("page.html"))) {
            this.html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(Router router) {
        router.on("/(?:ui)?", Map.of("GET", (request, path) -> Answer.empty(302).with("Location", PREFIX)));
        router.on("/ui/", Map.of("GET", (request, path) -> Answer.text("text/html;charset=utf-8", html)
                .with("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; img-src data:")));
        router.on("/ui/tasks/([^/]+)/([^/]+)", Map.of("GET", this::log));
    }

    /**
     * Returns the end of a log; only of tasks of instances that the scheduler knows, so that no path is made of a
     * stranger's text.
     */
    private Answer log(Request request, Matcher path) {
        String task = path.group(1);
        Path file = scheduler
                .agent()
                .sandboxes()
                .resolve(isKnown(task) ? task : "none")
                .resolve(path.group(2));
        if (!isKnown(task) || !LOGS.contains(path.group(2)) || !Files.isRegularFile(file)) {
            throw Refusal.notFound("Task '" + task + "' has no " + path.group(2));
        }
        return Answer.text("text/plain;charset=utf-8", tail(file)).with("X-Content-Type-Options", "nosniff");
    }

    private boolean isKnown(String task) {
        Matcher parts = TASK.matcher(task);
        return parts.matches()
                && scheduler.world().apps().values().stream()
                        .flatMap(app -> app.instances().stream())
                        .anyMatch(instance -> instance.id().equals(parts.group("instance")));
    }

    private static String tail(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, in.length() - TAIL);
            in.seek(start);
            byte[] end = new byte[(int) Math.min(TAIL, in.length() - start)];
            int read = in.read(end);
            return new String(end, 0, Math.max(0, read), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
