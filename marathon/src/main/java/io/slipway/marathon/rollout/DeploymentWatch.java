package io.slipway.marathon.rollout;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.MarathonEvent.DeploymentFailed;
import io.slipway.marathon.MarathonEvent.DeploymentSuccess;
import io.slipway.marathon.MarathonEvent.StatusUpdate;
import io.slipway.marathon.MarathonException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Waits for the end of deployments of one app.
 *
 * <p>An event is a hint to look; what counts is the state. A deployment that is listed no more has succeeded when that
 * was announced, or else when the app is as it should be then; otherwise somebody cancelled it. Open it before the
 * change, so that no event is missed.
 */
public final class DeploymentWatch implements AutoCloseable {

    /** Tells how a deployment ended, or why it was given up. */
    public enum Outcome {
        SUCCEEDED,
        CANCELLED,
        FAILING,
        LATE
    }

    private record Sight(boolean listed, Optional<App> app) {}

    // A look can fall between the end of a deployment and the last news of its tasks.
    private static final int LOOKS_BEFORE_CANCELLED = 5;
    private static final int SECONDS_TO_CONNECT = 2;

    private final Marathon marathon;
    private final AppId id;
    private final Patience patience;
    private final Losses losses;
    private final Consumer<String> progress;
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final Semaphore hint = new Semaphore(0);
    private final AutoCloseable events;
    private String lastLine = "";

    /**
     * @param losses told of every task that ends
     * @param progress takes one line whenever something has changed
     */
    public DeploymentWatch(Marathon marathon, AppId id, Patience patience, Losses losses, Consumer<String> progress) {
        this.marathon = marathon;
        this.id = id;
        this.patience = patience;
        this.losses = losses;
        this.progress = progress;
        this.events = marathon.listen(this::hear, connected::countDown);
    }

    /** Waits a little for the event stream; looking alone would do, only later. */
    public void listen() throws InterruptedException {
        connected.await(SECONDS_TO_CONNECT, TimeUnit.SECONDS);
    }

    private void hear(MarathonEvent event) {
        if (event instanceof DeploymentSuccess success) {
            succeeded.add(success.deploymentId());
        } else if (event instanceof DeploymentFailed failure) {
            cancelled.add(failure.deploymentId());
        } else if (event instanceof StatusUpdate update) {
            losses.hear(update);
        }
        hint.release();
    }

    /**
     * Waits until the app is what the deployment made it, every task of it running and healthy.
     *
     * @param before the app before the change; absent when it was new
     */
    public Outcome await(DeploymentResult deployment, Optional<App> before) throws InterruptedException {
        return awaitState(deployment, app -> isReached(app, deployment, before));
    }

    /**
     * Tells whether the app is what a deployment was to make it, as far as the state alone can tell.
     *
     * <p>A change that changes nothing is given a version too, which the app never takes.
     */
    public static boolean isReached(Optional<App> app, DeploymentResult deployment, Optional<App> before) {
        return app.filter(App::isAsWanted)
                .map(App::version)
                .filter(version -> version.equals(deployment.version())
                        || before.filter(old -> old.version().equals(version)).isPresent())
                .isPresent();
    }

    /** @param wanted tells whether the app, or its absence, is what the deployment was to bring about */
    public Outcome awaitState(DeploymentResult deployment, Predicate<Optional<App>> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + patience.deadline().toNanos();
        int unlisted = 0;
        while (true) {
            Optional<Sight> sight = look(deployment);
            unlisted = sight.filter(seen -> !seen.listed()).isPresent() ? unlisted + 1 : 0;
            Optional<Outcome> outcome = announced(deployment)
                    .or(() -> sight.flatMap(seen -> judge(seen, wanted)))
                    .or(() -> late(end));
            if (outcome.isPresent() || unlisted >= LOOKS_BEFORE_CANCELLED) {
                look(deployment); // The news may have come after the last look: tell how it stands at the end.
                return outcome.orElse(Outcome.CANCELLED);
            }
            hint.tryAcquire(patience.poll().toMillis(), TimeUnit.MILLISECONDS);
            hint.drainPermits();
        }
    }

    private Optional<Outcome> announced(DeploymentResult deployment) {
        if (succeeded.contains(deployment.deploymentId())) {
            return Optional.of(Outcome.SUCCEEDED);
        }
        return cancelled.contains(deployment.deploymentId()) ? Optional.of(Outcome.CANCELLED) : Optional.empty();
    }

    private Optional<Outcome> judge(Sight seen, Predicate<Optional<App>> wanted) {
        if (!seen.listed() && wanted.test(seen.app())) {
            return Optional.of(Outcome.SUCCEEDED);
        }
        return losses.count() >= patience.failures() ? Optional.of(Outcome.FAILING) : Optional.empty();
    }

    private static Optional<Outcome> late(long end) {
        return System.nanoTime() - end > 0 ? Optional.of(Outcome.LATE) : Optional.empty();
    }

    /** Returns nothing while Marathon does not answer: it may be back before the deadline. */
    private Optional<Sight> look(DeploymentResult deployment) {
        try {
            boolean listed = marathon.deployments().stream()
                    .anyMatch(running -> running.id().equals(deployment.deploymentId()));
            Optional<App> app = marathon.app(id);
            app.ifPresent(losses::see);
            app.ifPresent(seen -> tell(new Progress(seen).line()));
            return Optional.of(new Sight(listed, app));
        } catch (MarathonException e) {
            // An interrupt cuts a call off; it is dealt with where the next wait begins.
            if (!Thread.currentThread().isInterrupted()) {
                tell("Marathon does not answer; waiting for it");
            }
            return Optional.empty();
        }
    }

    private void tell(String line) {
        if (!line.equals(lastLine)) {
            lastLine = line;
            progress.accept(line);
        }
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (Exception e) { // AutoCloseable's signature; a stream of events throws none.
            throw new IllegalStateException(e);
        }
    }
}
