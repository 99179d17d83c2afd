package io.slipway.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time start or stop the platform of a home; the system frees it when its holder dies. */
final class CommandLock {

    private final Home home;

    CommandLock(Home home) {
        this.home = home;
    }

    /** Starts or stops. */
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Waits for its turn, and does the work. */
    <T> T during(Work<T> work) throws InterruptedException {
        try {
            Files.createDirectories(home.run());
            try (FileChannel channel = FileChannel.open(
                    home.run().resolve("command.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Closing the channel gives the lock back.
                channel.lock();
                return work.run();
            }
        } catch (FileLockInterruptionException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while another command starts or stops the platform");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write below " + home.run() + ": " + e.getMessage(), e);
        }
    }
}
