package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Owns one HAProxy: its file, its process, its sockets. For one thread.
 *
 * <p>The file always says what runs, so that whoever restarts HAProxy gets the same servers.
 */
public final class Haproxy {

    private final Program program;
    private final Ways ways;
    private final Paths paths;
    private final String programPath;
    private final ConfigText text;
    private final ConfigFile file;
    private final Worker worker;
    private final Master master;
    private final Ownership ownership;
    private String written = "";
    private Layout remembered = Layout.UNKNOWN;
    private ProcTable table = ProcTable.NONE;

    /**
     * @param program path of haproxy, or its name on the PATH
     * @param died is called when HAProxy ends unasked, on any thread
     */
    public Haproxy(Paths paths, String program, Ways ways, Runnable died) {
        this.program = new Program(program);
        this.ways = ways;
        this.paths = paths;
        this.programPath = program;
        this.text = new ConfigText(ways, paths);
        this.file = new ConfigFile(paths.config());
        this.ownership = new Ownership(paths.layout());
        this.worker = new Worker(new RuntimeSocket(paths.adminSocket(), Duration.ofSeconds(5)));
        this.master = new Master(paths, this.program, worker, died);
    }

    /** Returns the address on which its ports are opened. */
    public String host() {
        return ways.host();
    }

    /** Returns the version of the program; refuses one that is missing or too old. */
    public String version() throws HaproxyException, InterruptedException {
        return program.version();
    }

    /** Takes over a HAProxy that a predecessor of ours left running; false when there is none that answers. */
    public boolean adopt() throws HaproxyException, InterruptedException {
        if (!master.adopt()) {
            return false;
        }
        try {
            table = master.table();
            written = file.read();
            return true;
        } catch (IOException deaf) {
            stop(Duration.ZERO);
            return false;
        }
    }

    /** Returns what the HAProxy that was taken over runs with; {@link Layout#UNKNOWN} where nobody knows. */
    public Layout adopted() {
        remembered = ownership.of(written).orElse(Layout.UNKNOWN);
        return remembered;
    }

    /** Notes, for a successor of ours, what HAProxy runs with. */
    public void remember(Layout layout) throws HaproxyException {
        if (!layout.equals(remembered)) {
            try {
                ownership.remember(written, layout);
                remembered = layout;
            } catch (IOException e) {
                throw failure("Cannot note what HAProxy runs with", e);
            }
        }
    }

    public void start(Layout layout) throws HaproxyException, InterruptedException {
        try {
            String rendered = text.render(layout);
            program.check(file.draft(rendered));
            ownership.forget();
            commit(rendered);
            table = master.start();
        } catch (IOException e) {
            throw failure("Cannot start HAProxy", e);
        }
    }

    /** Starts again, after it ended unasked, with the last good file. */
    public void restart() throws HaproxyException, InterruptedException {
        try {
            master.killSession();
            file.write(written);
            table = master.start();
        } catch (IOException e) {
            throw failure("Cannot start HAProxy again", e);
        }
    }

    /** Changes anything, by a hitless reload. Where it fails, HAProxy and its file stay what they were. */
    public void reload(Layout layout) throws HaproxyException, InterruptedException {
        String before = written;
        try {
            String rendered = text.render(layout);
            program.check(file.draft(rendered));
            ownership.forget();
            commit(rendered);
            try {
                table = master.reload();
            } catch (HaproxyException | IOException e) {
                restore(before);
                throw e;
            }
        } catch (IOException e) {
            throw failure("Cannot reload HAProxy", e);
        }
    }

    /** Writes a layout of the same shape as the one that runs; the servers are to be driven next. */
    public void write(Layout layout) throws HaproxyException {
        try {
            String rendered = text.render(layout);
            if (!rendered.equals(written)) {
                file.draft(rendered);
                commit(rendered);
            }
        } catch (IOException e) {
            throw failure("Cannot write HAProxy's configuration", e);
        }
    }

    /** Gives the running HAProxy a renewed certificate; its file says so already. */
    public void renew(Certificate certificate) throws HaproxyException {
        try {
            worker.renew(table.worker(), paths.certificates().resolve(certificate.name()));
        } catch (IOException e) {
            throw failure("Cannot renew a certificate", e);
        }
    }

    /** Returns those who follow the certificates that this HAProxy is to use. */
    public Certificates certificates() {
        return new Certificates(ways.tls() == null ? null : ways.tls().folder(), paths, programPath);
    }

    /** Sends commands in one go; every one that HAProxy refused is in the exception. */
    public void run(List<String> commands) throws HaproxyException {
        try {
            List<String> replies = worker.ask(table.worker(), commands);
            List<String> refused = IntStream.range(0, commands.size())
                    .filter(i -> !accepted(commands.get(i), replies.get(i)))
                    .mapToObj(i -> commands.get(i) + ": " + replies.get(i))
                    .toList();
            if (!refused.isEmpty()) {
                throw new HaproxyException("HAProxy refused " + String.join(" | ", refused));
            }
        } catch (IOException e) {
            throw failure("Cannot send commands to HAProxy", e);
        }
    }

    public ServersState servers() throws HaproxyException {
        try {
            return ServersState.parse(
                    worker.ask(table.worker(), List.of("show servers state")).get(0));
        } catch (IOException | IllegalArgumentException e) {
            throw failure("Cannot read HAProxy's servers", e);
        }
    }

    public StatTable stats() throws HaproxyException {
        try {
            // Of every proxy (-1), servers only (4), whatever their number (-1).
            return StatTable.parse(
                    worker.ask(table.worker(), List.of("show stat -1 4 -1")).get(0));
        } catch (IOException | IllegalArgumentException e) {
            throw failure("Cannot read HAProxy's counters", e);
        }
    }

    /**
     * Looks who serves: somebody else may have reloaded HAProxy. Bounds the log on the way.
     *
     * @return whether another worker serves than before
     */
    public boolean refresh() throws HaproxyException {
        try {
            master.keepLogBounded();
            ProcTable now = master.table();
            boolean changed = now.isNewerThan(table);
            table = now;
            return changed;
        } catch (IOException e) {
            throw failure("Cannot ask HAProxy's master", e);
        }
    }

    /** Returns how many workers of before a reload still finished their requests at the last {@link #refresh}. */
    public int oldWorkers() {
        return table.oldWorkers();
    }

    /** Returns the pid of the master; 0 while it does not run. */
    public long pid() {
        return master.isAlive() ? table.master() : 0;
    }

    public boolean isAlive() {
        return master.isAlive();
    }

    /** Lets running requests end for as long as the grace, then ends HAProxy. */
    public void stop(Duration grace) throws HaproxyException, InterruptedException {
        try {
            master.stop(grace);
        } catch (IOException e) {
            throw failure("Cannot stop HAProxy", e);
        }
    }

    /** An address is acknowledged in words, everything else in silence. */
    private static boolean accepted(String command, String reply) {
        return reply.isEmpty() || (command.contains(" addr ") && reply.endsWith("by 'stats socket command'"));
    }

    private void commit(String rendered) throws IOException {
        file.commit();
        written = rendered;
    }

    private void restore(String before) throws IOException {
        if (!before.isEmpty()) {
            file.write(before);
            written = before;
        }
    }

    private static HaproxyException failure(String what, Exception cause) {
        return new HaproxyException(what + ": " + cause.getMessage(), cause);
    }
}
