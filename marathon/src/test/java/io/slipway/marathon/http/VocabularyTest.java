package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.Deployment.Readiness;
import io.slipway.marathon.Group;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.QueuedApp;
import io.slipway.marathon.Task;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Reads the examples of Marathon's own RAML, and what a real one was recorded to send. */
class VocabularyTest {

    @Test
    void noFieldOfAnAppIsLostWhenItIsReadChangedAndWritten() {
        ObjectNode example = (ObjectNode) raml("app.json");
        example.put("fromTheFuture", 1);

        AppSpec changed = AppSpec.of(example).withInstances(7);

        assertThat(changed.toJson()).isEqualTo(example.deepCopy().put("instances", 7));
        assertThat(AppSpec.of(changed.toJson()).withDefaults().toJson().path("fromTheFuture"))
                .isEqualTo(example.path("fromTheFuture"));
    }

    @Test
    void onlyWhatMarathonAloneWritesIsLeftOutOfAnAppThatWasRecorded() {
        JsonNode recorded =
                read(Recording.titled("reads.http", "one app").body()).path("app");

        ObjectNode written = AppSpec.of(recorded).toJson();

        ObjectNode left = recorded.deepCopy();
        left.remove(List.copyOf(StreamSupport.stream(((Iterable<String>) written::fieldNames).spliterator(), false)
                .toList()));
        assertThat(left.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "version",
                        "versionInfo",
                        "tasksStaged",
                        "tasksRunning",
                        "tasksHealthy",
                        "tasksUnhealthy",
                        "deployments",
                        "tasks");
        written.fieldNames()
                .forEachRemaining(field -> assertThat(written.get(field)).isEqualTo(recorded.get(field)));
    }

    @Test
    void appsOfOlderVersionsAreRead() {
        List<App> apps = AppReader.each(raml("app_list.json").path("apps"), AppReader::app);

        assertThat(apps).isNotEmpty().allSatisfy(app -> assertThat(app.version())
                .isNotBlank());
    }

    @Test
    void tasksAreReadWithAllThatTheyTell() {
        Task task = AppReader.tasks(raml("tasks.json").path("tasks")).get(0);

        assertThat(task.servicePorts()).containsExactly(10019);
        assertThat(List.of(task.region(), task.zone(), task.role())).containsExactly("primary", "a", "*");
        assertThat(task.stagedAt()).isEqualTo("2015-09-17T09:32:36.822Z");
        assertThat(task.slaveId()).isEqualTo("20150707-153709-201330860-5050-12052-S0");
        assertThat(task.ipAddresses()).isEmpty();
    }

    @Test
    void aDeploymentIsReadWithItsStepsAndReadiness() {
        Deployment deployment = AppReader.deployment(raml("deployments.json").path(0));

        assertThat(deployment.affectedApps()).containsExactly(AppId.of("/foo"));
        assertThat(deployment.steps())
                .extracting(step -> step.actions().get(0).target())
                .containsExactly("/foo", "/bla");
        assertThat(deployment.currentActions().get(0).readiness())
                .containsExactly(new Readiness("myReadyCheck", "foo.instance-c9de6033", false, 500, "{}"));
    }

    @Test
    void aGroupIsReadWithAllBelowIt() {
        Group group = AppReader.group(raml("group.json"));

        assertThat(group.id()).isEqualTo(GroupId.ROOT);
        assertThat(group.allApps())
                .isNotEmpty()
                .allSatisfy(app -> assertThat(group.id().holds(app.id())).isTrue());
    }

    @Test
    void theQueueIsReadWithoutPods() {
        List<QueuedApp> queue = AppReader.queue(raml("queue.json").path("queue"));

        assertThat(queue).isNotEmpty().allSatisfy(queued -> assertThat(queued.since())
                .isNotBlank());
        QueuedApp first = queue.get(0);
        assertThat(first.id()).isEqualTo(AppId.of("/tools/datadog-agent"));
        assertThat(first.whyUnused())
                .isEqualTo(String.join(
                        ", ",
                        first.rejections().stream()
                                .filter(rejection -> rejection.declined() > 0)
                                .map(rejection -> rejection.reason() + " (" + rejection.declined() + " of "
                                        + rejection.processed() + " offers)")
                                .toList()));
    }

    private static JsonNode raml(String file) {
        return read(MarathonsExample.text(file));
    }

    private static JsonNode read(String json) {
        try {
            return Answer.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
