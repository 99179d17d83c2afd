package io.slipway.local.marathon.executor;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a container prints into its sandbox, from the beginning: whoever follows a container again writes the
 * files anew, and loses nothing that the engine has kept.
 */
final class ContainerLogs extends ResultCallback.Adapter<Frame> {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerLogs.class);

    private final Path sandbox;
    private final OutputStream stdout;
    private final OutputStream stderr;
    private boolean failed;
    private volatile boolean over;

    private ContainerLogs(Path sandbox) throws IOException {
        this.sandbox = sandbox;
        this.stdout = emptied(sandbox.resolve("stdout"));
        this.stderr = emptied(sandbox.resolve("stderr"));
    }

    static ContainerLogs in(Path sandbox) throws IOException {
        return new ContainerLogs(sandbox);
    }

    /** Opens in append mode, as whoever cuts the file expects. */
    private static OutputStream emptied(Path file) throws IOException {
        Files.write(file, new byte[0]);
        return new FileOutputStream(file.toFile(), true);
    }

    @Override
    public void onNext(Frame frame) {
        if (over) {
            return;
        }
        try {
            (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).write(frame.getPayload());
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                LOG.warn("Cannot write what a container prints into {}: {}", sandbox, e.toString());
            }
        }
    }

    @Override
    public void onError(Throwable reason) {
        // The engine went away: the container is followed again when it is back.
        LOG.debug("No more of {}: {}", sandbox, reason.toString());
        onComplete();
    }

    @Override
    public void onComplete() {
        try (stdout;
                stderr) {
            super.onComplete();
        } catch (IOException e) {
            LOG.warn("Cannot close the files in {}: {}", sandbox, e.toString());
        } finally {
            over = true;
        }
    }

    /** Writes no more. */
    void leave() {
        over = true;
        try (stdout;
                stderr) {
            close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("No more of {}", sandbox, e);
        }
    }

    boolean isOver() {
        return over;
    }

    /** Waits until all is written that a container which has ended has printed; not for ever. */
    void drain(long seconds) {
        try {
            if (!awaitCompletion(seconds, TimeUnit.SECONDS)) {
                LOG.warn("The engine does not end the output of {}", sandbox);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("No more of {}", sandbox, e);
        } finally {
            leave();
        }
    }
}
