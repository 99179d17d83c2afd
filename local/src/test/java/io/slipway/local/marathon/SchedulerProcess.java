package io.slipway.local.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs schedulers over one folder, one after the other, each until it is killed. */
final class SchedulerProcess implements AutoCloseable {

    private final Path folder;
    private final int firstPort;
    private final List<String> engine;
    private final Process process;
    final Http http;

    private SchedulerProcess(Path folder, int firstPort, List<String> engine) throws IOException {
        this.folder = folder;
        this.engine = engine;
        this.firstPort = firstPort;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SchedulerProgram.class.getName(),
                folder.toString(),
                String.valueOf(firstPort)));
        command.addAll(engine);
        this.process = new ProcessBuilder(command)
                .redirectError(folder.resolve("scheduler.log").toFile())
                .start();
        this.http = new Http(URI.create(address()));
    }

    static SchedulerProcess start(Path folder, int firstPort) throws IOException {
        return new SchedulerProcess(folder, firstPort, List.of());
    }

    /** Starts one that runs containers, too. */
    static SchedulerProcess start(Path folder, int firstPort, String engine) throws IOException {
        return new SchedulerProcess(folder, firstPort, List.of(engine));
    }

    /** Starts the next one; this one must have been killed. */
    SchedulerProcess next() throws IOException {
        return new SchedulerProcess(folder, firstPort, engine);
    }

    /** Returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    JsonNode get(String uri) {
        return Server.read(http.get(uri));
    }

    /** Returns the processes that any scheduler over this folder has ever started and that are alive. */
    static List<ProcessHandle> tasks(Path folder) {
        String mark = "MESOS_SANDBOX=" + folder.resolve("sandboxes").toAbsolutePath() + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(mark))
                .toList();
    }

    /** Tells which app a process of {@link #tasks} belongs to. */
    static String app(ProcessHandle task) {
        return Stream.of(environment(task.pid()).split("\0", -1))
                .filter(variable -> variable.startsWith("MARATHON_APP_ID="))
                .map(variable -> variable.substring("MARATHON_APP_ID=".length()))
                .findFirst()
                .orElse("");
    }

    /** Kills it, and every task: where a test failed, nothing is left either. */
    @Override
    public void close() throws InterruptedException {
        kill();
        tasks(folder).forEach(ProcessHandle::destroyForcibly);
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private String address() throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("http://")) {
                return line;
            }
        }
        throw new IOException("The scheduler did not start:\n" + Files.readString(folder.resolve("scheduler.log")));
    }
}
