package io.slipway.local.marathon;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Is a scheduler in a process of its own, to be killed; prints its address when it serves. */
final class SchedulerProgram {

    private SchedulerProgram() {}

    /** Takes a folder, the first of a hundred task ports, and the address of a Docker engine if there is one. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        LocalMarathon.Options options = new LocalMarathon.Options(
                        "127.0.0.1", 0, first, first + 99, folder.resolve("sandboxes"), folder.resolve("run"))
                .with(folder.resolve("data"));
        LocalMarathon marathon =
                LocalMarathon.start(arguments.length == 2 ? options : options.withContainers(URI.create(arguments[2])));
        System.out.println(marathon.uri());
        new CountDownLatch(1).await();
    }
}
