package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes from the scheduler what a machine can run out of: disk and ports. */
class MachineFaultTest {

    private static final long GIGABYTE = 1L << 30;
    private static final long KEPT_OF_A_LOG = 10 << 20;

    @TempDir
    Path folder;

    @Test
    void aTaskThatPrintsAGigabyteLeavesTwentyMegabytesAndHarmsNobody() {
        try (Server server = new Server(folder)) {
            server.create("'id':'/quiet','cmd':'exec sleep 1000'");
            server.create("'id':'/flood','cmd':'yes | head -c " + GIGABYTE + "; touch done; exec sleep 1000'");
            server.awaitRunning("/flood", 1);
            JsonNode flood = server.tasks("/flood").get(0);
            Path sandbox = server.sandbox(flood);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(sandbox.resolve("done")) && size(sandbox) <= 2 * KEPT_OF_A_LOG);
            assertThat(sandbox.resolve("stdout.1")).hasSize(KEPT_OF_A_LOG);

            server.awaitRunning("/quiet", 1);
            assertThat(server.tasks("/flood").get(0).path("id")).isEqualTo(flood.path("id"));
        }
    }

    @Test
    void aPortThatIsTakenUnderATasksFeetIsSaidAndTheNextTaskGetsAnother() throws IOException {
        Path go = folder.resolve("go");
        try (Server server = new Server(folder)) {
            server.create("'id':'/late','cmd':'exec " + java() + " $PORT0 " + go + "','backoffSeconds':0");
            server.awaitRunning("/late", 1);
            JsonNode task = server.tasks("/late").get(0);
            int port = task.at("/ports/0").asInt();
            try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                Files.createFile(go);

                JsonNode app = server.awaitApp("/late", one -> one.has("lastTaskFailure"));

                assertThat(app.at("/lastTaskFailure/message").asText()).isEqualTo("Command exited with status 1");
                String log = "/ui/tasks/" + app.at("/lastTaskFailure/taskId").asText() + "/stderr";
                assertThat(server.http.get(log).body()).contains("Address already in use");
                server.awaitRunning("/late", 1);
                JsonNode next = server.tasks("/late").get(0);
                server.awaitOutput(next, "serving");
                assertThat(next.at("/ports/0").asInt()).isNotEqualTo(thief.getLocalPort());
            }
        }
    }

    @Test
    void onAFullDiskAChangeIsRefusedWithTheReasonAndWhatWasKeptStays() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()))
                .as("only root may make a small disk")
                .isZero();
        try {
            Path data = disk.resolve("data");
            try (Server server = new Server(folder, LocalMarathon.start(TestServers.options(folder, data)))) {
                server.create("'id':'/kept','cmd':'exec sleep 1000'");
                server.awaitRunning("/kept", 1);
                fill(disk.resolve("filler"));

                Http.Answer refused =
                        server.http.send("POST", "/v2/apps", "{\"id\":\"/late\",\"cmd\":\"exec sleep 1000\"}");

                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
                assertThat(refused.body()).contains("could not be written down", "No space left on device");
                assertThat(server.app("/kept").path("tasksRunning").asInt()).isEqualTo(1);
                Files.delete(disk.resolve("filler"));
                server.create("'id':'/after','cmd':'exec sleep 1000'");
            }
            try (Server again = new Server(folder, LocalMarathon.start(TestServers.options(folder, data)))) {
                again.awaitRunning("/kept", 1);
                again.awaitRunning("/after", 1);
            }
        } finally {
            assertThat(run("umount", "-l", disk.toString())).isZero();
        }
    }

    private static String java() {
        String classes = BindProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -cp " + classes + " "
                + BindProgram.class.getName();
    }

    private static void fill(Path file) {
        byte[] block = new byte[4096];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessage("No space left on device");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static long size(Path sandbox) {
        try (var files = Files.list(sandbox)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
