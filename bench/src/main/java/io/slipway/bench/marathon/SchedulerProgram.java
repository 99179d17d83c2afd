package io.slipway.bench.marathon;

import ch.qos.logback.classic.Level;
import io.slipway.local.marathon.LocalMarathon;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a scheduler that keeps its apps on the disk, and prints where; ends its tasks when it is asked to end. */
public final class SchedulerProgram {

    private static final int FIRST_PORT = 23_000;
    private static final int LAST_PORT = 24_999;

    private SchedulerProgram() {}

    /** Takes a folder. */
    public static void main(String[] arguments) throws InterruptedException {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path folder = Path.of(arguments[0]);
        LocalMarathon marathon = LocalMarathon.start(new LocalMarathon.Options(
                        "127.0.0.1", 0, FIRST_PORT, LAST_PORT, folder.resolve("sandboxes"), folder.resolve("run"))
                .with(folder.resolve("data")));
        Runtime.getRuntime().addShutdownHook(new Thread(marathon::close));
        System.out.println(marathon.uri());
        new CountDownLatch(1).await();
    }
}
