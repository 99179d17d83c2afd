package io.slipway.local.marathon.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.local.marathon.definition.ContainerSpec;
import io.slipway.local.marathon.definition.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims what a task can expect of whoever carries it. */
abstract class CarrierContract {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String STUBBORN = "trap '' TERM; echo ready; while :; do sleep 1; done";

    @TempDir
    Path folder;

    private @Nullable Carriers carriers;

    /** Returns where the engine is, if it is needed. */
    abstract @Nullable URI engine();

    /** Returns what is around a command; null for nothing. */
    abstract @Nullable ContainerSpec container(boolean shell);

    /** Returns how an ending begins. */
    abstract String subject();

    /** Returns how a scheduler tells of what ended while it was away. */
    abstract String unseen(int status);

    /** Tells whether nothing is left of a task. */
    abstract boolean isGone(String id);

    @BeforeEach
    void open() {
        carriers = Carriers.open(folder.resolve("run"), folder.resolve("sandboxes"), engine(), "127.0.0.1");
    }

    @AfterEach
    void close() {
        carriers().close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0 | true | exited with status 0",
                "exit 3 | false | exited with status 3",
                "exit 143 | false | terminated with signal 15",
            })
    void theEndIsToldInTheWordsOfMesos(String cmd, boolean successful, String message) {
        Task task = start("task", cmd);

        assertThat(task.ending()).isEqualTo(new Ending(successful, subject() + " " + message));
        assertThat(task.running).isDone();
    }

    @Test
    void argumentsAreExecutedWithoutAShell() throws IOException {
        Task task = start(order("task", false, List.of("/bin/echo", "$HOME", "a b")));

        assertThat(task.ending().successful()).isTrue();
        assertThat(output("task", "stdout")).isEqualTo("$HOME a b\n");
    }

    @Test
    void allThatATaskHasPrintedIsThereWhenItHasEnded() throws IOException {
        Task task =
                start("task", "i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo $i; done; echo oops >&2; echo $MINE");

        assertThat(task.ending().successful()).isTrue();
        assertThat(output("task", "stdout").lines()).hasSize(2001).endsWith("1999", "2000", "one two");
        assertThat(output("task", "stderr")).isEqualTo("oops\n");
    }

    @Test
    void whatIsFetchedIsInTheSandboxThatTheEnvironmentNames() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "brought\n");

        TaskOrder order = order("task", true, shell("cat $MESOS_SANDBOX/data; echo left >$MESOS_SANDBOX/back"));
        Task task = start(new TaskOrder(
                order.taskId(),
                order.argv(),
                order.env(),
                order.ports(),
                order.sandbox(),
                List.of(fetch(file)),
                order.limits(),
                order.container()));

        assertThat(task.ending().successful()).isTrue();
        assertThat(output("task", "stdout")).isEqualTo("brought\n");
        assertThat(output("task", "back")).isEqualTo("left\n");
    }

    @Test
    void aKilledTaskGetsTheChanceToEndByItself() throws IOException {
        Task task = start("task", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitOutput("task", "ready");

        carriers().kill("task", LONG);

        assertThat(task.ending().successful()).isTrue();
        assertThat(output("task", "stdout")).isEqualTo("ready\nbye\n");
    }

    @Test
    void whoIgnoresTheRequestIsKilledAfterTheGrace() {
        Task task = start("task", STUBBORN);
        awaitOutput("task", "ready");

        carriers().kill("task", Duration.ofMillis(500));

        assertThat(task.ending()).isEqualTo(new Ending(false, subject() + " terminated with signal 9"));
    }

    @Test
    void aSecondKillMayShortenTheGrace() {
        Task task = start("task", STUBBORN);
        awaitOutput("task", "ready");

        carriers().kill("task", LONG);
        carriers().kill("task", Duration.ofMillis(10));

        assertThat(task.ending()).isEqualTo(new Ending(false, subject() + " terminated with signal 9"));
    }

    @Test
    void aTaskMayBeKilledAtAnyMomentOfItsStart() {
        for (int i = 0; i < 5; i++) {
            Task task = start("task-" + i, "exec sleep 1000");

            carriers().kill("task-" + i, Duration.ZERO);

            assertThat(task.ending().successful()).isFalse();
        }
    }

    @Test
    void aCommandIsRunBesideATask() {
        start("task", "echo 1 >/tmp/slipway-carrier-$$; echo ready; exec sleep 1000");
        awaitOutput("task", "ready");
        TaskOrder order = order("task", true, shell("unused"));

        assertThat(carriers().execute(order, "test \"$MINE\" = 'one two'", LONG))
                .isEqualTo(new Ending(true, "Command exited with status 0"));
        assertThat(carriers().execute(order, "exit 7", LONG))
                .isEqualTo(new Ending(false, "Command exited with status 7"));
        assertThat(carriers().execute(order, "sleep 20", Duration.ofSeconds(1)))
                .isEqualTo(new Ending(false, "Command timed out after 1 s"));
    }

    @Test
    void whatASchedulerLeavesIsAdoptedByTheNext() throws IOException {
        start("task", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitOutput("task", "ready");
        carriers().leave();
        open();
        Task adopted = new Task();

        assertThat(carriers().adopt(order("task", true, shell("unused")), adopted))
                .isEqualTo(TaskRunner.Found.ALIVE);
        carriers().endStrays();
        carriers().kill("task", LONG);

        assertThat(adopted.ending().message()).isEqualTo(unseen(0));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(output("task", "stdout")).isEqualTo("ready\nbye\n"));
    }

    @Test
    void whatNobodyAdoptsIsEnded() throws IOException {
        start("task", "echo ready; exec sleep 1000");
        awaitOutput("task", "ready");
        carriers().leave();
        open();

        carriers().endStrays();

        await().atMost(LONG).until(() -> isGone("task"));
    }

    private Carriers carriers() {
        assertThat(carriers).isNotNull();
        return carriers;
    }

    private Task start(String id, String cmd) {
        return start(order(id, true, shell(cmd)));
    }

    private Task start(TaskOrder order) {
        Task task = new Task();
        carriers().start(order, task);
        return task;
    }

    private TaskOrder order(String id, boolean shell, List<String> argv) {
        return new TaskOrder(
                id,
                argv,
                Map.of("MINE", "one two"),
                List.of(),
                folder.resolve("sandboxes").resolve(id),
                List.of(),
                Limits.NONE,
                container(shell));
    }

    private static List<String> shell(String cmd) {
        return List.of("/bin/sh", "-c", cmd);
    }

    private static JsonNode fetch(Path file) throws IOException {
        return new ObjectMapper().readTree("{\"uri\":\"" + file.toUri() + "\"}");
    }

    private String output(String id, String file) throws IOException {
        return Files.readString(folder.resolve("sandboxes").resolve(id).resolve(file));
    }

    private void awaitOutput(String id, String text) {
        Path out = folder.resolve("sandboxes").resolve(id).resolve("stdout");
        await().atMost(LONG)
                .until(() -> Files.exists(out) && Files.readString(out).contains(text));
    }

    private static final class Task implements TaskRunner.Listener {

        private final CompletableFuture<Void> running = new CompletableFuture<>();
        private final CompletableFuture<Ending> ended = new CompletableFuture<>();

        @Override
        public void running() {
            running.complete(null);
        }

        @Override
        public void ended(Ending ending) {
            ended.complete(ending);
        }

        Ending ending() {
            return ended.orTimeout(60, TimeUnit.SECONDS).join();
        }
    }
}
