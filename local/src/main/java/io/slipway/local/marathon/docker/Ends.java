package io.slipway.local.marathon.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Hears of containers that end. */
final class Ends extends ResultCallback.Adapter<Event> {

    private static final int START_SECONDS = 10;

    private final Runnable end;
    private final Runnable lost;

    Ends(Runnable end, Runnable lost) {
        this.end = end;
        this.lost = lost;
    }

    /** Returns when none is missed any more. */
    Ends listening() throws InterruptedException {
        if (!awaitStarted(START_SECONDS, TimeUnit.SECONDS)) {
            end();
            throw new UncheckedIOException(new IOException("no events within " + START_SECONDS + " s"));
        }
        return this;
    }

    @Override
    public void onNext(Event event) {
        end.run();
    }

    /** The base class would write a trace of the stack: an engine that goes away is told in one line elsewhere. */
    @Override
    public void onError(Throwable reason) {
        onComplete();
    }

    @Override
    public void onComplete() {
        end();
        lost.run();
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
