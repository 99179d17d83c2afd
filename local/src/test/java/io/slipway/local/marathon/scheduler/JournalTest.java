package io.slipway.local.marathon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.marathon.definition.AppReader;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.disk.Disk;
import io.slipway.local.marathon.plan.Action;
import io.slipway.local.marathon.plan.Backoff;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.CheckResult;
import io.slipway.local.marathon.state.Condition;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.Readiness;
import io.slipway.local.marathon.state.TaskFailure;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    @TempDir
    Path folder;

    private final TimeUuids ids = new TimeUuids(Clock.systemUTC());

    @Test
    void everythingThatIsSavedIsReadAgain() {
        Saved saved = everything();
        try (Journal journal = Journal.on(() -> Disk.in(folder))) {
            journal.save(saved);
        }

        try (Journal journal = Journal.on(() -> Disk.in(folder))) {
            assertThat(journal.read()).isEqualTo(saved);

            journal.save(new Saved(World.EMPTY, Map.of()));
        }
        try (Journal journal = Journal.on(() -> Disk.in(folder))) {
            assertThat(journal.read()).isEqualTo(Saved.NOTHING);
        }
    }

    @Test
    void anIdentityLastsAsLongAsTheFile() {
        String agent;
        try (Journal journal = Journal.on(() -> Disk.in(folder))) {
            agent = journal.identity("agent");
            journal.save(Saved.NOTHING);
        }

        try (Journal journal = Journal.on(() -> Disk.in(folder))) {
            assertThat(journal.identity("agent")).isEqualTo(agent);
            assertThat(journal.identity("other")).isNotEqualTo(agent);
        }
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenWholeAsSoonAsItCan() {
        List<Disk> opened = new ArrayList<>();
        Saved saved = everything();
        try (Journal journal = Journal.on(() -> {
            opened.add(Disk.in(folder));
            return opened.get(opened.size() - 1);
        })) {
            opened.get(0).close();
            assertThatThrownBy(() -> journal.save(saved)).isInstanceOf(RuntimeException.class);

            journal.save(saved);
        }

        try (Journal journal = Journal.on(() -> Disk.in(folder))) {
            assertThat(journal.read()).isEqualTo(saved);
        }
    }

    @Test
    void onlyWhenAChecksResultChangesHealthIsItNews() {
        Instance first = running(app("/a", 1, "2026-01-01T00:00:00.000Z"));
        Instance second = first.with(
                first.process().withCheck(0, first.process().checks().get(0).succeeded(NOW.plusSeconds(1))));
        Instance sick = first.with(
                first.process().withCheck(0, first.process().checks().get(0).failed(NOW.plusSeconds(1), "no")));

        assertThat(first.isSameButForTimesOfChecks(second)).isTrue();
        assertThat(first.isSameButForTimesOfChecks(sick)).isFalse();
        assertThat(first.isSameButForTimesOfChecks(first.in(Condition.KILLING, NOW)))
                .isFalse();
        assertThat(first.isSameButForTimesOfChecks(Instance.scheduled(first.id(), first.spec(), first.since())))
                .isFalse();
    }

    private Saved everything() {
        AppVersion old = app("/a", 2, "2026-01-01T00:00:00.000Z");
        AppVersion next = old.scaled(3, "2026-01-01T00:00:01.000Z");
        AppVersion other = app("/group/b", 1, "2026-01-01T00:00:02.000Z");
        AppState app = AppState.created(old)
                .with(next)
                .plus(running(old))
                .plus(Instance.scheduled(id(next), next, NOW))
                .with(new Backoff(Duration.ofMillis(1500), NOW))
                .with(new TaskFailure("a.instance-1._app.1", "TASK_FAILED", "Command exited with status 1", NOW, "v"));
        AppVersion gone = app("/gone", 1, "2026-01-01T00:00:00.000Z");
        DeploymentPlan plan = new DeploymentPlan(
                "d",
                next.version(),
                List.of(List.of(new Action(Action.Kind.SCALE, next.id()), new Action(Action.Kind.STOP, gone.id()))));
        Map<AppId, Work> works = Map.of(
                next.id(), new Work.Scale(next, Set.of("victim"), Set.of("doomed"), null, 1),
                other.id(), Work.Restart.to(other, List.of(running(other))),
                gone.id(), new Work.Stop());
        World world = World.EMPTY
                .withApp(app)
                .withApp(AppState.created(other))
                .withLeaving(List.of(running(gone).unwanted()))
                .withDeployments(List.of(new Deployment(plan, 0, Map.of(old.id(), old))))
                .withGroups(new TreeMap<>(Map.of("/group", List.of("/a"))))
                .withVersion(next.version(), World.EMPTY.withApp(AppState.created(old)));
        return new Saved(world, Map.of("d", new Notes(Map.of(next.id(), Set.of("victim")), works)));
    }

    private Instance running(AppVersion spec) {
        Instance running = Instance.scheduled(id(spec), spec, NOW)
                .provisioned(List.of(31_000), NOW)
                .running(NOW);
        return running.with(running.process()
                .withCheck(0, CheckResult.NONE.succeeded(NOW))
                .withReadiness(new Readiness(true, new Readiness.Response(200, "text/plain", "ok"))));
    }

    private String id(AppVersion spec) {
        return spec.id().underscored() + ".instance-" + ids.next();
    }

    private static AppVersion app(String id, int instances, String version) {
        String json = ("{'id':'" + id + "','cmd':'exec sleep 1','instances':" + instances
                        + ",'env':{'A':'ä'},'labels':{'l':''},'healthChecks':[{'protocol':'COMMAND','command':"
                        + "{'value':'true'}}]}")
                .replace('\'', '"');
        return AppVersion.fresh(AppReader.create(AppReader.parse(json.getBytes(StandardCharsets.UTF_8))), version);
    }
}
