package io.slipway.local.marathon;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Is a scheduler in a process of its own, to be killed; prints its address when it serves. */
final class SchedulerProgram {

    private SchedulerProgram() {}

    /** Takes a folder and the first of a hundred task ports. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        LocalMarathon marathon = LocalMarathon.start(new LocalMarathon.Options(
                        "127.0.0.1", 0, first, first + 99, folder.resolve("sandboxes"), folder.resolve("run"))
                .with(folder.resolve("data")));
        System.out.println(marathon.uri());
        new CountDownLatch(1).await();
    }
}
