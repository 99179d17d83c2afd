package io.slipway.service.app;

import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/** Holds a request for as long as a test wants. */
@Component
public class SlowRequest {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    public void awaitArrival() throws InterruptedException {
        arrived.await();
    }

    public void release() {
        released.countDown();
    }

    void hold() throws InterruptedException {
        arrived.countDown();
        released.await();
    }
}
