package io.slipway.local.marathon.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.slipway.local.marathon.definition.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private ProcessRunner runner;

    @BeforeEach
    void open() {
        runner = openRunner("sandboxes");
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0 | true | Command exited with status 0",
                "exit 3 | false | Command exited with status 3",
                "kill -9 $$ | false | Command terminated with signal 9",
                "exec no-such-program | false | Command exited with status 127",
            })
    void theEndIsToldInTheWordsOfMesos(String cmd, boolean successful, String message) {
        Task task = start("a", cmd);

        assertThat(task.ending()).isEqualTo(new Ending(successful, message));
        assertThat(task.running).isDone();
        assertThat(folder.resolve("run/a.pid")).doesNotExist();
    }

    @Test
    void argumentsAreExecutedWithoutAShell() throws IOException {
        Task task = start(order("a", List.of("/bin/echo", "$HOME", "a b"), List.of()));

        assertThat(task.ending().successful()).isTrue();
        assertThat(Files.readString(folder.resolve("sandboxes/a/stdout"))).isEqualTo("$HOME a b\n");
    }

    @Test
    void aTaskSeesItsSandboxItsEnvironmentAndLittleOfOurs() throws IOException {
        Task task = start("a", "pwd; echo oops >&2; env | cut -d= -f1 | sort | tr '\\n' ' '");

        assertThat(task.ending().successful()).isTrue();
        Path sandbox = folder.resolve("sandboxes/a");
        List<String> out = Files.readAllLines(sandbox.resolve("stdout"));
        assertThat(out.get(0)).isEqualTo(sandbox.toRealPath().toString());
        assertThat(out.get(1).split(" "))
                .contains("MESOS_SANDBOX", "MESOS_DIRECTORY", "MINE", "PATH")
                .doesNotContain("MAVEN_HOME", "MAVEN_CMD_LINE_ARGS", "OLDPWD", "SLIPWAY_HOME");
        assertThat(Files.readString(sandbox.resolve("stderr"))).isEqualTo("oops\n");
    }

    @Test
    void thePidFileNamesProcessAndStartWhileItRuns() throws IOException {
        Task task = start("a", "exec sleep 100");
        task.awaitRunning();

        String[] words = Files.readString(folder.resolve("run/a.pid")).strip().split(" ", -1);
        ProcessHandle process = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
        assertThat(process.info().startInstant().orElseThrow().toEpochMilli()).isEqualTo(Long.parseLong(words[1]));
        // The session is there as soon as setsid has had its turn.
        await().untilAsserted(
                        () -> assertThat(new Session(process.pid()).members()).containsExactly(process));
    }

    @Test
    void aKilledTaskGetsTheChanceToEndByItself() throws IOException {
        Task task = start("a", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        awaitOutput("a", "ready");

        runner.kill("a", LONG);

        assertThat(task.ending().successful()).isTrue();
        assertThat(Files.readString(folder.resolve("sandboxes/a/stdout"))).isEqualTo("ready\nbye\n");
    }

    @Test
    void whoIgnoresTheRequestIsKilledAfterTheGrace() {
        Task task = start("a", "trap '' TERM; echo ready; while :; do sleep 1; done");
        awaitOutput("a", "ready");
        long before = System.nanoTime();

        runner.kill("a", Duration.ofMillis(500));

        assertThat(task.ending()).isEqualTo(new Ending(false, "Command terminated with signal 9"));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(490), Duration.ofSeconds(5));
    }

    @Test
    void aTaskMayBeKilledInItsFirstMoment() {
        for (int i = 0; i < 20; i++) {
            Task task = start("task-" + i, "exec sleep 1000");
            task.awaitRunning();

            runner.kill("task-" + i, LONG);

            assertThat(task.ending().message()).isEqualTo("Command terminated with signal 15");
        }
    }

    @Test
    void aSecondKillMayShortenTheGrace() {
        Task task = start("a", "trap '' TERM; echo ready; while :; do sleep 1; done");
        awaitOutput("a", "ready");

        runner.kill("a", LONG);
        runner.kill("a", Duration.ofMillis(10));

        assertThat(task.ending().message()).isEqualTo("Command terminated with signal 9");
    }

    @Test
    void whatAShellStartedMayDrainAfterTheShellHasGone() throws IOException {
        Task task = start(
                "a", "(trap 'sleep 0.3; echo drained; exit 0' TERM; echo ready; while :; do sleep 0.05; done)& wait");
        awaitOutput("a", "ready");

        runner.kill("a", LONG);

        assertThat(task.ending().message()).isEqualTo("Command terminated with signal 15");
        assertThat(Files.readString(folder.resolve("sandboxes/a/stdout"))).contains("drained");
    }

    @Test
    void nothingATaskStartedOutlivesIt() throws IOException {
        Task task = start("a", "sleep 1000 & sh -c 'trap \"\" TERM HUP; sleep 1000' & echo $$ >pid; exit 1");

        assertThat(task.ending()).isEqualTo(new Ending(false, "Command exited with status 1"));
        long leader = Long.parseLong(
                Files.readString(folder.resolve("sandboxes/a/pid")).strip());
        assertThat(new Session(leader).members()).isEmpty();
    }

    @Test
    void filesAreFetchedFromTheDiskAndOverHttp() throws IOException {
        Path tool = Files.writeString(folder.resolve("tool.sh"), "#!/bin/sh\ncat \"$1\"\n");
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            byte[] body = ("from " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        try {
            String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/data.txt?x=1";

            Task task = start(order(
                    "a",
                    shell("./tool.sh in/data"),
                    List.of(
                            fetch("{\"uri\":\"" + tool.toUri() + "\",\"executable\":true}"),
                            fetch("{\"uri\":\"" + url + "\",\"destPath\":\"in/data\"}"))));

            assertThat(task.ending().successful()).isTrue();
            assertThat(Files.readString(folder.resolve("sandboxes/a/stdout"))).isEqualTo("from /data.txt?x=1");
            assertThat(Files.isExecutable(tool)).isFalse();
        } finally {
            web.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"uri\":\"file:///no/such\"} | Failed to fetch file:///no/such: there is no file /no/such",
                "{\"uri\":\"/etc/hostname\",\"destPath\":\"../../x\"} | Failed to fetch /etc/hostname: \"../../x\" is no file in the sandbox",
                "{\"uri\":\"file:///tmp/\"} | Failed to fetch file:///tmp/: \"\" is no file in the sandbox",
                "{\"uri\":\"http://127.0.0.1:1/x\"} | Failed to fetch http://127.0.0.1:1/x: Connection refused",
            })
    void whatCannotBeFetchedFailsTheTaskWithTheReason(String entry, String message) {
        Task task = start(order("a", shell("true"), List.of(fetch(entry))));

        assertThat(task.ending()).isEqualTo(new Ending(false, "Failed to launch: " + message));
        assertThat(task.running).isNotDone();
    }

    @Test
    void oldSandboxesGoAndTheNewestStay() throws IOException {
        for (int i = 0; i < 25; i++) {
            start("task-" + i, "exit 0").ending();
        }
        await().untilAsserted(() -> assertThat(sandboxes()).hasSize(20));

        assertThat(sandboxes()).contains("task-24", "task-23");
    }

    @Test
    void closingEndsEverything() {
        Task stubborn = start("a", "trap '' TERM; echo ready; while :; do sleep 1; done");
        Task sleeping = start("b", "exec sleep 1000");
        awaitOutput("a", "ready");
        sleeping.awaitRunning();

        runner.close();

        assertThat(stubborn.ended).isDone();
        assertThat(sleeping.ended).isDone();
        runner = openRunner("sandboxes");
    }

    @Test
    void twoSchedulersDoNotShareAFolder() {
        assertThatThrownBy(() -> openRunner("other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Another scheduler runs its tasks from " + folder.resolve("run")
                        + ". Stop it, or give this one a folder of its own.");
    }

    @Test
    void whatADeadSchedulerLeftBehindIsEndedButNoStranger() throws IOException {
        runner.close();
        Process left = new ProcessBuilder("setsid", "sh", "-c", "sleep 1000 & sleep 1000").start();
        Process stranger = new ProcessBuilder("setsid", "sleep", "1000").start();
        try {
            new PidFile(folder.resolve("run/left.pid")).write(PidFile.Owner.of(left.toHandle()));
            Files.writeString(folder.resolve("run/stranger.pid"), stranger.pid() + " 12345\n");
            Files.writeString(folder.resolve("run/garbage.pid"), "not a pid");

            runner = openRunner("sandboxes");
            runner.endStrays();

            assertThat(new Session(left.pid()).members()).isEmpty();
            assertThat(stranger.isAlive()).isTrue();
            try (Stream<Path> files = Files.list(folder.resolve("run"))) {
                assertThat(files).allMatch(file -> file.endsWith(".lock"));
            }
        } finally {
            stranger.destroyForcibly();
            left.destroyForcibly();
        }
    }

    @Test
    void whatATaskFloodsIsCutAndItsEndIsKept() throws IOException {
        runner.close();
        runner = ProcessRunner.open(
                folder.resolve("run"), new Sandboxes(folder.resolve("sandboxes"), new Rotation(100_000)));
        Task task = start("a", "i=0; while :; do i=$((i+1)); echo line $i of many; done");
        Path out = folder.resolve("sandboxes/a/stdout");
        Path kept = folder.resolve("sandboxes/a/stdout.1");
        await().until(() -> Files.exists(kept));

        runner.kill("a", Duration.ZERO);
        assertThat(task.ending().successful()).isFalse();

        assertThat(Files.size(kept)).isEqualTo(100_000);
        assertThat(Files.readString(kept)).contains(" of many\nline ").doesNotContain("\0");
        assertThat(Files.readString(out)).doesNotContain("\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools.zip", "tools.tar", "tools.tar.gz", "tools.tgz"})
    void archivesAreUnpackedWithTheirModes(String name) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/bin"));
        Path script = Files.writeString(source.resolve("hello.sh"), "#!/bin/sh\necho hello from $0\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path archive = folder.resolve(name);
        if (name.endsWith(".zip")) {
            try (FileSystem zip =
                    FileSystems.newFileSystem(archive, Map.of("create", true, "enablePosixFileAttributes", true))) {
                Files.createDirectory(zip.getPath("bin"));
                Files.copy(script, zip.getPath("bin/hello.sh"), StandardCopyOption.COPY_ATTRIBUTES);
                Files.setPosixFilePermissions(zip.getPath("bin/hello.sh"), Files.getPosixFilePermissions(script));
            }
        } else {
            assertThat(new ProcessBuilder(
                                    "tar",
                                    "-C",
                                    folder.resolve("source").toString(),
                                    name.endsWith("z") ? "-czf" : "-cf",
                                    archive.toString(),
                                    "bin")
                            .start()
                            .waitFor())
                    .isZero();
        }

        Task task = start(order(
                "a", shell("exec bin/hello.sh"), List.of(fetch("{\"uri\":\"" + archive + "\",\"extract\":true}"))));

        assertThat(task.ending()).isEqualTo(new Ending(true, "Command exited with status 0"));
        assertThat(Files.readString(folder.resolve("sandboxes/a/stdout"))).isEqualTo("hello from bin/hello.sh\n");
    }

    @Test
    void anArchiveThatLeadsOutOfTheSandboxIsRefused() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "evil");
        Path archive = folder.resolve("evil.tar");
        Files.createDirectories(folder.resolve("deep"));
        assertThat(new ProcessBuilder("tar", "-P", "-cf", archive.toString(), "../outside")
                        .directory(folder.resolve("deep").toFile())
                        .start()
                        .waitFor())
                .isZero();
        Files.delete(outside);

        Task task =
                start(order("a", shell("exit 0"), List.of(fetch("{\"uri\":\"" + archive + "\",\"extract\":true}"))));

        assertThat(task.ending().message())
                .startsWith("Failed to launch: Failed to fetch " + archive + ": ")
                .contains("..");
        assertThat(outside).doesNotExist();
        assertThat(folder.resolve("sandboxes/outside")).doesNotExist();
    }

    @Test
    void whatNobodyMayWriteIsLinkedAndWhatSomebodyMayIsCopied() throws IOException {
        Path fixed = Files.writeString(folder.resolve("fixed.jar"), "fixed");
        Path open = Files.writeString(folder.resolve("open.jar"), "open");
        Files.setPosixFilePermissions(fixed, PosixFilePermissions.fromString("r--r--r--"));

        Task task = start(order(
                "a",
                shell("cat fixed.jar open.jar"),
                List.of(fetch("{\"uri\":\"" + fixed + "\"}"), fetch("{\"uri\":\"" + open + "\"}"))));

        assertThat(task.ending().successful()).isTrue();
        assertThat(Files.isSameFile(fixed, folder.resolve("sandboxes/a/fixed.jar")))
                .isTrue();
        assertThat(Files.isSameFile(open, folder.resolve("sandboxes/a/open.jar")))
                .isFalse();
        assertThat(Files.readString(folder.resolve("sandboxes/a/stdout"))).isEqualTo("fixedopen");
    }

    @Test
    void whatADeadSchedulerLeftBehindIsAdoptedAndItsEndIsHeardOf() throws IOException {
        runner.close();
        TaskOrder order = order("a", shell("unused"), List.of());
        Files.createDirectories(order.sandbox());
        Process left = new ProcessBuilder("setsid", "sh", "-c", "sleep 1000 & exec sleep 1000").start();
        try {
            await().until(() -> new Session(left.pid()).members().size() == 2);
            PidFile file = new PidFile(folder.resolve("run/a.pid"));
            file.write(PidFile.Owner.of(left.toHandle()));
            runner = openRunner("sandboxes");
            Task task = new Task();

            assertThat(runner.adopt(order, task)).isEqualTo(TaskRunner.Found.ALIVE);
            runner.endStrays();
            assertThat(left.isAlive()).isTrue();

            runner.kill("a", LONG);

            assertThat(task.ending()).isEqualTo(Ending.unseen());
            assertThat(new Session(left.pid()).members()).isEmpty();
            assertThat(file.file()).doesNotExist();
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void whatHasEndedMeanwhileIsToldFromWhatNeverBegan() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        PidFile file = new PidFile(folder.resolve("run/gone.pid"));
        file.write(PidFile.Owner.of(gone.toHandle()));
        gone.waitFor();

        assertThat(runner.adopt(order("gone", shell("unused"), List.of()), new Task()))
                .isEqualTo(TaskRunner.Found.ENDED);
        assertThat(runner.adopt(order("never", shell("unused"), List.of()), new Task()))
                .isEqualTo(TaskRunner.Found.NOTHING);
        assertThat(file.file()).doesNotExist();
    }

    private ProcessRunner openRunner(String sandboxes) {
        return ProcessRunner.open(folder.resolve("run"), new Sandboxes(folder.resolve(sandboxes), Rotation.AT_10_MIB));
    }

    private List<String> sandboxes() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("sandboxes"))) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }

    private Task start(String id, String cmd) {
        return start(order(id, shell(cmd), List.of()));
    }

    private Task start(TaskOrder order) {
        Task task = new Task();
        runner.start(order, task);
        return task;
    }

    private TaskOrder order(String id, List<String> argv, List<JsonNode> fetch) {
        return new TaskOrder(
                id,
                argv,
                Map.of("MINE", "1"),
                List.of(),
                folder.resolve("sandboxes").resolve(id),
                fetch,
                Limits.NONE,
                null);
    }

    private static List<String> shell(String cmd) {
        return List.of("/bin/sh", "-c", cmd);
    }

    private static JsonNode fetch(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void awaitOutput(String id, String text) {
        Path out = folder.resolve("sandboxes").resolve(id).resolve("stdout");
        await().until(() -> Files.exists(out) && Files.readString(out).contains(text));
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

        void awaitRunning() {
            running.orTimeout(10, TimeUnit.SECONDS).join();
        }

        Ending ending() {
            return ended.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }
}
