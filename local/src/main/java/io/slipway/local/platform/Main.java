package io.slipway.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the platform as a daemon until SIGTERM.
 *
 * <p>Arguments: the home, the port base, the HAProxy program, {@code true} or {@code false} for forgetful. Says on its standard output why it did not come up, in
 * one line, and nothing else.
 */
final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private final Platform.Options options;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Main(Platform.Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        Home home = Home.at(Path.of(arguments[0]));
        Addresses addresses = new Addresses(Integer.parseInt(arguments[1]));
        boolean forgetful = Boolean.parseBoolean(arguments[3]);
        int exitCode = new Main(new Platform.Options(home, addresses, arguments[2], forgetful)).run();
        // What failed may have left threads that would keep the process alive.
        System.exit(exitCode);
    }

    static Path pidFile(Home home) {
        return home.run().resolve("platform.pid");
    }

    private int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "slipway-stop"));
        try {
            serve(ProcessIdentity.of(ProcessHandle.current()));
            return 0;
        } catch (IOException | RuntimeException e) {
            log.error("The platform failed", e);
            System.out.println(inWords(e));
            return 1;
        } catch (InterruptedException e) {
            return 1;
        } finally {
            stopped.countDown();
        }
    }

    /** Only our own types are sure to say it in words. */
    private static String inWords(Exception failure) {
        boolean ours = failure.getClass().getName().startsWith("io.slipway.");
        return ours && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }

    private void serve(ProcessIdentity self) throws IOException, InterruptedException {
        Home home = options.home();
        Files.createDirectories(home.run());
        Files.writeString(pidFile(home), self.line());
        try (Platform platform = Platform.start(options)) {
            RunningPlatform.of(self, options.addresses()).write(home);
            log.info("The platform is up on {}", platform.addresses().edge("/"));
            asked.await();
            log.info("The platform stops");
        } finally {
            Files.deleteIfExists(RunningPlatform.file(home));
            Files.deleteIfExists(pidFile(home));
        }
        log.info("The platform has stopped");
    }

    /** Runs on SIGTERM, and the process lives until it returns. */
    private void stop() {
        asked.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
