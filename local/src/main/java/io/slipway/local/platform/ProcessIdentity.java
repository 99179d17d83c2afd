package io.slipway.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes a process by its id and the moment it started, since ids are given out again.
 *
 * <p>As text: {@code <pid> <start, epoch ms>}, one line.
 */
record ProcessIdentity(long pid, Instant startedAt) {

    /** Linux counts the start from the boot, and the moment of the boot moves a little when the clock is set right. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private static final Pattern LINE = Pattern.compile("(\\d{1,10}) (\\d{1,15})\\s*");

    static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    static Optional<ProcessIdentity> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new ProcessIdentity(
                        Long.parseLong(matcher.group(1)), Instant.ofEpochMilli(Long.parseLong(matcher.group(2)))))
                : Optional.empty();
    }

    /** Empty where the file is gone or holds something else. */
    static Optional<ProcessIdentity> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Tells whether it lives, and is no other that got the same id. */
    boolean isAlive() {
        return !isReplaced()
                && ProcessStatus.of(pid).filter(ProcessStatus::isAlive).isPresent();
    }

    /** Tells whether another process has got its id. */
    boolean isReplaced() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .filter(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) > 0)
                .isPresent();
    }

    String line() {
        return pid + " " + startedAt.toEpochMilli() + "\n";
    }
}
