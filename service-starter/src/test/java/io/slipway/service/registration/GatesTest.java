package io.slipway.service.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Timeout(60)
final class GatesTest {

    /** Is the example of docs/registration.md. */
    @Configuration
    static class Prices {

        @Bean
        ReadinessGate prices(PriceCache cache) {
            return () -> cache.isFilled() ? Optional.empty() : Optional.of("the prices to be read");
        }
    }

    record PriceCache(AtomicBoolean filled) {
        boolean isFilled() {
            return filled.get();
        }
    }

    private final PriceCache cache = new PriceCache(new AtomicBoolean());
    private final ReadinessGate prices = new Prices().prices(cache);

    @Test
    void theExampleOfThePageStandsHere() throws Exception {
        Matcher example = Pattern.compile("```java\n(@Bean\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/registration.md")));
        assertThat(example.find()).isTrue();
        assertThat(flat(Files.readString(Path.of("src/test/java/io/slipway/service/registration/GatesTest.java"))))
                .contains(flat(example.group(1)));
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void aServiceWaitsUntilEveryGateIsOpen() throws Exception {
        Gates gates = new Gates(List.of(ReadinessGate.OPEN, prices));
        CompletableFuture<Void> ready = run(gates);
        Awaitility.await().until(() -> gates.missing().equals(List.of("the prices to be read")));
        assertThat(ready).isNotDone();

        cache.filled().set(true);

        ready.get(30, TimeUnit.SECONDS);
        assertThat(gates.missing()).isEmpty();
    }

    @Test
    void aGateThatFailsIsShutAndSaid() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Gates gates = new Gates(List.of(() -> {
            if (broken.get()) {
                throw new IllegalStateException("no\nprices");
            }
            return Optional.empty();
        }));
        CompletableFuture<Void> ready = run(gates);
        Awaitility.await().until(() -> gates.missing().equals(List.of("a gate that fails with \"no prices\"")));

        broken.set(false);

        assertThat(ready).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void closingEndsTheWait() {
        Gates gates = new Gates(List.of(prices));
        CompletableFuture<Void> ready = run(gates);

        gates.close();

        assertThat(ready).succeedsWithin(Duration.ofSeconds(30));
        assertThat(gates.missing()).containsExactly("the prices to be read");
    }

    private static CompletableFuture<Void> run(Gates gates) {
        return CompletableFuture.runAsync(() -> gates.run(new DefaultApplicationArguments()));
    }
}
