package io.slipway.bamboo.alone;

import io.slipway.bamboo.EdgeException;
import io.slipway.bamboo.access.AccountLine;
import io.slipway.bamboo.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the edge from its jar, until SIGTERM; writes lines for the file of accounts, too. */
final class Main {

    private static final String USAGE = """
            Usage: java -jar slipway-haproxy-bamboo.jar --config FILE
                   java -jar slipway-haproxy-bamboo.jar --hash-password NAME reader|operator < PASSWORD
                   java -jar slipway-haproxy-bamboo.jar --new-token NAME reader|operator
            """;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("logback.configurationFile", "logback-edge.xml");
        try {
            run(List.of(arguments));
        } catch (EdgeFileException | EdgeException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.size() == 2 && arguments.get(0).equals("--config")) {
            serve(Path.of(arguments.get(1)));
        } else if (arguments.size() == 3 && arguments.get(0).equals("--hash-password")) {
            System.out.println(AccountLine.forPassword(arguments.get(1), role(arguments.get(2)), line()));
        } else if (arguments.size() == 3 && arguments.get(0).equals("--new-token")) {
            String token = AccountLine.newToken();
            System.out.println(AccountLine.forToken(arguments.get(1), role(arguments.get(2)), token));
            System.err.println("The token, shown this once: " + token);
        } else {
            throw new IllegalArgumentException(USAGE.strip());
        }
    }

    private static void serve(Path file) throws InterruptedException {
        EdgeAlone edge = EdgeAlone.start(file);
        Runtime.getRuntime().addShutdownHook(new Thread(edge::close, "edge-stop"));
        System.out.println(edge.said());
        new CountDownLatch(1).await();
    }

    private static Role role(String word) {
        return Role.of(word).orElseThrow(() -> new IllegalArgumentException("Write reader or operator for the role."));
    }

    private static String line() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? "" : line;
    }
}
