package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks to the worker that serves now. Around a reload the same socket is answered by the old one too, and what that is
 * told is lost: every question therefore asks for the pid as well.
 */
final class Worker {

    private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");
    private static final int COMMANDS_PER_LINE = 100;

    private final RuntimeSocket socket;

    Worker(RuntimeSocket socket) {
        this.socket = socket;
    }

    /** Sends commands and returns one reply for each. */
    List<String> ask(long worker, List<String> commands) throws IOException {
        List<String> replies = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += COMMANDS_PER_LINE) {
            List<String> line = new ArrayList<>(List.of("show info"));
            line.addAll(commands.subList(from, Math.min(commands.size(), from + COMMANDS_PER_LINE)));
            List<String> answers = socket.ask(line);
            Matcher pid = PID.matcher(answers.get(0));
            if (!pid.find() || Long.parseLong(pid.group(1)) != worker) {
                throw new IOException("A worker of before the reload answered instead of " + worker + ".");
            }
            replies.addAll(answers.subList(1, answers.size()));
        }
        return replies;
    }

    /** Gives it a renewed certificate. */
    void renew(long worker, Path copy) throws IOException {
        List<String> commands = Certificates.renewal(copy);
        String created = socket.send(commands.get(0));
        String committed = created.contains("Transaction ") ? socket.send(commands.get(1)) : created;
        if (!committed.contains("Success!")) {
            // What HAProxy says of a certificate names files and reasons, and nothing of its key.
            throw new IOException("HAProxy did not take the renewed certificate " + copy + ": " + committed.strip());
        }
        ask(worker, List.of("show version"));
    }

    boolean answers(long worker) {
        try {
            ask(worker, List.of("show version"));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
