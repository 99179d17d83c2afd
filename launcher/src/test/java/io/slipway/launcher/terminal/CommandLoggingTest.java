package io.slipway.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLoggingTest {

    private final PrintStream before = System.err;

    @AfterEach
    void restore() {
        System.setErr(before);
        System.clearProperty(CommandLogging.class.getName() + ".server");
    }

    @Test
    void aCommandLogsNothing() {
        assertThat(logged()).isEmpty();
    }

    @Test
    void aServerSaysWhatGoesWrongWithItsCause() {
        CommandLogging.asServer();

        assertThat(logged())
                .containsPattern("^\\d\\d:\\d\\d:\\d\\d WARN Store: no room" + System.lineSeparator())
                .contains("java.lang.IllegalStateException: full")
                .doesNotContain("all is well");
    }

    private static String logged() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        new CommandLogging().configure(context);
        context.getLogger("io.slipway.Store").info("all is well");
        context.getLogger("io.slipway.Store").warn("no {}", "room", new IllegalStateException("full"));
        context.stop();
        return err.toString(StandardCharsets.UTF_8);
    }
}
