package io.slipway.bamboo;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Asks without pause from several threads, every tenth time by POST, and counts what is not answered with 200. */
final class Load implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    Load(URI base, String path, int clients) {
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> run(base, path), "load-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(URI base, String path) {
        while (running) {
            String method = requests.incrementAndGet() % 10 == 0 ? "POST" : "GET";
            try {
                Http.Answer answer = Http.send(base, method, path, "");
                if (answer.status() != 200) {
                    failures.add(method + " " + answer.status());
                }
            } catch (IOException e) {
                failures.add(method + " " + e);
            }
        }
    }

    long requests() {
        return requests.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits for the requests that run, and asks no more. */
    void stop() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
