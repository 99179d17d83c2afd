package io.slipway.local.marathon.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Asks a Docker engine, one call after the other.
 *
 * <p>Every method waits for the answer, a minute at most where nothing is streamed, and throws {@link EngineFailure};
 * what shall be gone and is gone already is no failure. Safe for use by several threads.
 */
public final class Engine implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long EXEC_RESULT_MILLIS = 5_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI address;
    private final DockerClient calls;

    /** Waits for ever where nothing comes: logs and events may be silent for days. */
    private final DockerClient streams;

    private Engine(DockerClientConfig config) {
        this.address = config.getDockerHost();
        this.calls = DockerClientImpl.getInstance(
                config, transport(address).responseTimeout(ANSWER).build());
        this.streams = DockerClientImpl.getInstance(config, transport(address).build());
    }

    /** Names a container that an engine has. */
    public record Listed(String id, String task, boolean running, boolean started) {}

    /** Returns where {@code docker} finds its engine: by {@code DOCKER_HOST}, or by its default socket. */
    public static URI usualAddress() {
        return DefaultDockerClientConfig.createDefaultConfigBuilder().build().getDockerHost();
    }

    /** Connects to nobody yet. */
    public static Engine at(URI address) {
        return new Engine(DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.toString())
                .build());
    }

    private static ZerodepDockerHttpClient.Builder transport(URI address) {
        return new ZerodepDockerHttpClient.Builder().dockerHost(address).connectionTimeout(CONNECT);
    }

    public URI address() {
        return address;
    }

    /** Gets an image by name, from the engine's own or from its registry. */
    public void provide(String image, boolean anew) {
        if (anew || !has(image)) {
            try {
                ask(() -> {
                    Pull pull = streams.pullImageCmd(tagged(image)).exec(new Pull());
                    return pull.await();
                });
            } catch (EngineFailure e) {
                String here = anew ? "" : " is not on the Docker engine and";
                throw new EngineFailure("Image " + image + here + " cannot be pulled: " + e.getMessage(), e);
            }
        }
    }

    /** Returns the id of a new container, which does not run yet. */
    public String create(ContainerDraft draft) {
        return ask(
                () -> draft.fill(calls.createContainerCmd(draft.image)).exec().getId());
    }

    public void start(String id) {
        ask(() -> {
            calls.startContainerCmd(id).exec();
            return id;
        });
    }

    /** Sends a signal; whoever has ended gets none. */
    public void signal(String id, String signal) {
        tell(() -> calls.killContainerCmd(id).withSignal(signal).exec());
    }

    /** Removes a container, running or not, with the volumes that were made for it. */
    public void remove(String id) {
        tell(() -> calls.removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
    }

    public Optional<ContainerState> inspect(String id) {
        return find(() -> ContainerState.of(calls.inspectContainerCmd(id).exec()));
    }

    /** Returns all containers with a label, running or not, named by another. */
    public List<Listed> list(Map<String, String> labels, String taskLabel) {
        return ask(() -> calls.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                .map(one -> new Listed(
                        one.getId(),
                        one.getLabels().getOrDefault(taskLabel, ""),
                        List.of("running", "paused").contains(one.getState()),
                        !"created".equals(one.getState())))
                .toList());
    }

    /** Tells of containers that end, until it is closed; {@code lost} is run when it breaks off by itself. */
    public Closeable ends(Map<String, String> labels, Runnable end, Runnable lost) {
        ask(() -> calls.pingCmd().exec());
        return ask(() -> streams.eventsCmd()
                .withLabelFilter(labels)
                .withEventFilter("die")
                .exec(new Ends(end, lost))
                .listening());
    }

    /** Gives what a container has printed, from the beginning as far as the engine has kept it, and what it will. */
    public <T extends ResultCallback<Frame>> T follow(String id, T reader) {
        return ask(() -> streams.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(reader));
    }

    /** Runs a command beside what runs in a container; empty when it has not ended in time. */
    public OptionalInt execute(String id, Duration timeout, String... command) {
        return ask(() -> {
            String exec = calls.execCreateCmd(id)
                    .withCmd(command)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            boolean ended = streams.execStartCmd(exec)
                    .exec(new ResultCallback.Adapter<>())
                    .awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? exitCode(exec) : OptionalInt.empty();
        });
    }

    @Override
    public void close() {
        for (DockerClient client : List.of(calls, streams)) {
            try {
                client.close();
            } catch (IOException e) {
                throw new EngineFailure("Cannot let go of the Docker engine at " + address, e);
            }
        }
    }

    /** Its output ends a moment before the engine knows its status. */
    private OptionalInt exitCode(String exec) throws InterruptedException {
        for (long waited = 0; waited < EXEC_RESULT_MILLIS; waited += 10) {
            Long code = calls.inspectExecCmd(exec).exec().getExitCodeLong();
            if (code != null) {
                return OptionalInt.of(code.intValue());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return OptionalInt.empty();
    }

    private boolean has(String image) {
        return find(() -> calls.inspectImageCmd(image).exec()).isPresent();
    }

    /** Without a tag an engine would pull every one there is. */
    private static String tagged(String image) {
        boolean named = image.contains("@")
                || image.substring(image.lastIndexOf('/') + 1).contains(":");
        return named ? image : image + ":latest";
    }

    private interface Call<T> {
        T make() throws InterruptedException;
    }

    private <T> T ask(Call<T> call) {
        try {
            return call.make();
        } catch (DockerException | DockerClientException e) {
            throw new EngineFailure(reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted", e);
        } catch (RuntimeException e) {
            throw new EngineFailure(
                    "the Docker engine at " + address + " does not answer (" + root(e).getMessage() + ")", e);
        }
    }

    /** Answers nothing where there is nothing, or nothing to do. */
    private <T> Optional<T> find(Call<T> call) {
        return ask(() -> {
            try {
                return Optional.of(call.make());
            } catch (NotFoundException | ConflictException | NotModifiedException e) {
                return Optional.empty();
            }
        });
    }

    private void tell(Runnable call) {
        var unused = find(() -> {
            call.run();
            return call;
        });
    }

    /** An engine answers {@code Status 404: {"message":"…"}}. */
    private static String reason(RuntimeException refusal) {
        String text = String.valueOf(refusal.getMessage()).strip();
        int json = text.indexOf('{');
        if (json < 0) {
            return text;
        }
        try {
            return MAPPER.readTree(text.substring(json)).path("message").asText(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
