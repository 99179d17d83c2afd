package io.slipway.registry.internal;

import org.jspecify.annotations.Nullable;

/**
 * Reads what cannot be interrupted, a socket, and lets an interrupt end that read all the same: by cancelling it.
 *
 * <p>So a blocking read costs its own thread alone, and its answer waits for no other to be woken.
 */
public final class ReadingThread extends Thread {

    private volatile @Nullable Runnable cancel;

    public ReadingThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    /** Reads something that throws {@code E} when it is cancelled. */
    @FunctionalInterface
    public interface Read<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Reads on this very thread.
     *
     * @param cancel ends the read from another thread, whether it has begun or not
     */
    public <T, E extends Exception> T read(Read<T, E> read, Runnable cancel) throws E {
        this.cancel = cancel;
        try {
            // An interrupt from before is not forgotten: it found nothing to cancel.
            if (isInterrupted()) {
                cancel.run();
            }
            return read.run();
        } finally {
            this.cancel = null;
        }
    }

    @Override
    public void interrupt() {
        super.interrupt();
        Runnable underWay = cancel;
        if (underWay != null) {
            underWay.run();
        }
    }
}
