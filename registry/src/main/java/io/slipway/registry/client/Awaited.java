package io.slipway.registry.client;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import rx.Observable;
import rx.Subscriber;

/**
 * Waits for the one value of an observable.
 *
 * <p>Unlike Hystrix's own {@code execute} it takes an answer that is there, also on a thread that was interrupted meanwhile.
 */
final class Awaited<T> extends Subscriber<T> {

    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;

    private Awaited() {}

    /** @throws Throwable as the observable ended with it, or an {@link InterruptedException} if nobody waits any more */
    static <T> T of(Observable<T> observable) throws Throwable {
        Awaited<T> awaited = new Awaited<>();
        var unused = observable.unsafeSubscribe(awaited);
        return awaited.get();
    }

    private T get() throws Throwable {
        if (ended.getCount() != 0) {
            await();
        }
        if (failure != null) {
            throw failure;
        }
        if (value == null) {
            throw new IllegalStateException("It ended with nothing.");
        }
        return value;
    }

    private void await() throws InterruptedException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            unsubscribe();
            throw e;
        }
    }

    @Override
    public void onNext(T next) {
        value = next;
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        ended.countDown();
    }

    @Override
    public void onCompleted() {
        ended.countDown();
    }
}
