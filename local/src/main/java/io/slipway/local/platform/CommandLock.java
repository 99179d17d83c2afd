package io.slipway.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time start or stop the platform of a home; the system frees it when its holder dies. */
final class CommandLock implements AutoCloseable {

    private final FileChannel channel;

    private CommandLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn. */
    static CommandLock of(Home home) throws InterruptedException {
        try {
            Files.createDirectories(home.run());
            FileChannel channel = FileChannel.open(
                    home.run().resolve("command.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new CommandLock(channel);
        } catch (FileLockInterruptionException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while another command starts or stops the platform");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write below " + home.run() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give the command lock back", e);
        }
    }
}
