package io.slipway.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several things at the same time, and returns when none of them goes on. */
final class SideBySide {

    private SideBySide() {}

    /** Something to do that may fail, or be interrupted. */
    interface Part {
        void run() throws InterruptedException;
    }

    /** Throws what the first part that failed threw; an interrupt is passed on to all of them. */
    static void run(Part... parts) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parts.length);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Part part : parts) {
                futures.add(threads.submit(callable(part)));
            }
            for (Future<?> future : futures) {
                await(future);
            }
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static Callable<Boolean> callable(Part part) {
        return () -> {
            part.run();
            return true;
        };
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new DemoFailure("a part of it failed", e.getCause());
        }
    }

    private static void awaitEnd(ExecutorService threads) throws InterruptedException {
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new DemoFailure("what was interrupted goes on all the same");
        }
    }
}
