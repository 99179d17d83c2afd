package io.slipway.local.marathon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Takes its port, but only when it is told to: a task whose port somebody else may take first. */
final class BindProgram {

    private BindProgram() {}

    /** Takes a port, and a file to wait for. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("waiting");
        while (!Files.exists(Path.of(arguments[1]))) {
            Thread.sleep(20);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
            System.out.println("serving");
            new CountDownLatch(1).await();
        }
    }
}
