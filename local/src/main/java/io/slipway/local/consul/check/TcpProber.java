package io.slipway.local.consul.check;

import io.slipway.local.consul.store.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out whether something listens. */
final class TcpProber {

    private final Executor executor;

    /** @param executor looks up host names */
    TcpProber(Executor executor) {
        this.executor = executor;
    }

    CompletableFuture<Finding> look(Probe.Tcp probe) {
        return CompletableFuture.supplyAsync(() -> addressOf(probe.address()), executor)
                .thenCompose(address -> connect(address, probe))
                .handle((done, failure) -> failure == null
                        ? Finding.passing("TCP connect " + probe.address() + ": Success")
                        : Finding.critical("dial tcp " + probe.address() + ": " + reason(failure)));
    }

    private static InetSocketAddress addressOf(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0 ? -1 : Integer.parseInt(address.substring(colon + 1));
        return new InetSocketAddress(host.replaceAll("^\\[|]$", ""), port);
    }

    private static CompletableFuture<Void> connect(InetSocketAddress address, Probe.Tcp probe) {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        try {
            AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
            channel.connect(address, null, new CompletionHandler<Void, Void>() {
                @Override
                public void completed(Void result, Void attachment) {
                    connected.complete(null);
                }

                @Override
                public void failed(Throwable failure, Void attachment) {
                    connected.completeExceptionally(failure);
                }
            });
            return connected
                    .orTimeout(probe.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((done, failure) -> close(channel));
        } catch (IOException | RuntimeException e) {
            connected.completeExceptionally(e);
            return connected;
        }
    }

    private static void close(AsynchronousSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was written to it.
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof TimeoutException) {
            return "i/o timeout";
        }
        return cause instanceof ConnectException ? "connect: connection refused" : String.valueOf(cause.getMessage());
    }
}
