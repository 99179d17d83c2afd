package io.slipway.local.marathon.docker;

import com.github.dockerjava.api.command.PullImageResultCallback;
import org.jspecify.annotations.Nullable;

/** Waits for an image; what goes wrong is thrown to who waits, and not written into the log. */
final class Pull extends PullImageResultCallback {

    private volatile @Nullable RuntimeException failure;

    @Override
    public void onError(Throwable reason) {
        failure = reason instanceof RuntimeException known ? known : new IllegalStateException(reason);
        // Nothing is reported at the end but what was heard until then.
        onComplete();
    }

    Pull await() throws InterruptedException {
        awaitCompletion();
        RuntimeException reason = failure;
        if (reason != null) {
            throw reason;
        }
        return this;
    }
}
