package io.slipway.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.launcher.spec.ServiceFolder;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.testing.Fate;
import io.slipway.marathon.testing.InMemoryMarathon;
import io.slipway.registry.KeyValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

    private static final URI CONSUL = URI.create("http://127.0.0.1:9603");
    private static final Artifact ARTIFACT =
            new Artifact(Path.of("orders/target/orders.jar"), Path.of("/kept/orders-0123456789ab.jar"));
    private static final AppId ID = AppId.of("/orders");

    @TempDir
    Path folder;

    private ServiceFolder service;
    private final InMemoryMarathon marathon = InMemoryMarathon.selfRunning(spec -> Fate.HEALTHY);
    private Optional<KeyValue> declared = Optional.empty();

    @BeforeEach
    void write() {
        service = ServiceFolder.in(folder);
    }

    @AfterEach
    void close() {
        marathon.close();
    }

    @Test
    void aNewServiceIsCreatedAndItsSettingsAreDeclared() {
        assertThat(plan()).hasToString("""
                create /orders with 2 instances
                  + cmd: "exec java $JAVA_OPTS -jar orders-0123456789ab.jar"
                  + cpus: 0.5
                  + env.CONSUL_HTTP_ADDR: "127.0.0.1:9603"
                  + env.JAVA_OPTS: "-XX:+UseSerialGC -Xmx128m"
                  + env.SLIPWAY_DRAIN: "2s"
                  + fetch[0].cache: false
                  + fetch[0].executable: false
                  + fetch[0].extract: false
                  + fetch[0].uri: "file:///kept/orders-0123456789ab.jar"
                  + healthChecks[0].delaySeconds: 0
                  + healthChecks[0].gracePeriodSeconds: 60
                  + healthChecks[0].intervalSeconds: 1
                  + healthChecks[0].maxConsecutiveFailures: 3
                  + healthChecks[0].path: "/actuator/health/readiness"
                  + healthChecks[0].portIndex: 0
                  + healthChecks[0].protocol: "MESOS_HTTP"
                  + healthChecks[0].timeoutSeconds: 5
                  + instances: 2
                  + labels.HAPROXY_0_PATH: "/orders"
                  + labels.HAPROXY_GROUP: "external"
                  + labels.consul: "orders"
                  + labels.team: "shop"
                  + mem: 256
                  + portDefinitions[0].name: "http"
                  + portDefinitions[0].port: 0
                  + portDefinitions[0].protocol: "tcp"
                  + taskKillGracePeriodSeconds: 30
                  + upgradeStrategy.maximumOverCapacity: 1
                  + upgradeStrategy.minimumHealthCapacity: 1
                declare the settings of orders
                  + orders.greeting: string, default "Hello"
                  + orders.page-size: int, default 10, from 1 to 100
                """);
    }

    @Test
    void whatIsAsItsSpecSaysIsLeftAlone() {
        apply(plan());

        Plan again = plan();

        assertThat(again.isEmpty()).isTrue();
        assertThat(again).hasToString("orders is as its spec says; nothing to do.\n");
    }

    @Test
    void anotherNumberOfInstancesOnlyScales() {
        apply(plan());
        service.playbook("local", ServiceFolder.PLAYBOOK.replace("instances: 2", "instances: 1"));

        assertThat(plan()).hasToString("""
                scale /orders from 2 to 1 instance, none restarts
                  ~ instances: 2 → 1
                """);
    }

    @Test
    void anyOtherChangeRestartsAndIsShownFieldByField() {
        apply(plan());
        service.spec(ServiceFolder.SPEC
                        .replace("route: /orders\n", "")
                        .replace("interval: 1s", "interval: 2s")
                        .replace("SLIPWAY_DRAIN: 2s", "LOG_LEVEL: debug")
                        .replace("max: 100", "max: 50"))
                .playbook(
                        "local", ServiceFolder.PLAYBOOK.replace("128m", "256m").replace("256  #", "512  #"));

        assertThat(plan()).hasToString("""
                replace /orders: each of 2 instances restarts, and ends only when a new one is healthy
                  ~ env.JAVA_OPTS: "-XX:+UseSerialGC -Xmx128m" → "-XX:+UseSerialGC -Xmx256m"
                  + env.LOG_LEVEL: "debug"
                  - env.SLIPWAY_DRAIN: "2s"
                  ~ healthChecks[0].intervalSeconds: 1 → 2
                  - labels.HAPROXY_0_PATH: "/orders"
                  - labels.HAPROXY_GROUP: "external"
                  ~ mem: 256 → 512
                declare the settings of orders
                  ~ orders.page-size: int, default 10, from 1 to 100 → int, default 10, from 1 to 50
                """);
    }

    @Test
    void anotherArtifactRestarts() {
        apply(plan());

        Artifact other = new Artifact(ARTIFACT.source(), Path.of("/kept/orders-ffffffffffff.jar"));

        assertThat(Planner.plan(service.read(), other, CONSUL, marathon.app(ID), declared))
                .hasToString("""
                replace /orders: each of 2 instances restarts, and ends only when a new one is healthy
                  ~ cmd: "exec java $JAVA_OPTS -jar orders-0123456789ab.jar" → "exec java $JAVA_OPTS -jar \
                orders-ffffffffffff.jar"
                  ~ fetch[0].uri: "file:///kept/orders-0123456789ab.jar" → "file:///kept/orders-ffffffffffff.jar"
                """);
    }

    @Test
    void whatSomebodyChangedByHandIsFoundAndPutRight() {
        apply(plan());
        byHand(spec -> spec.with("constraints", json("[[\"hostname\",\"UNIQUE\"]]"))
                .with("killSelection", json("\"OLDEST_FIRST\""))
                .with(
                        "fetch",
                        json("[{\"uri\":\"file:///kept/orders-0123456789ab.jar\",\"extract\":false},"
                                + "{\"uri\":\"http://elsewhere/x\"}]")));

        assertThat(plan()).hasToString("""
                replace /orders: each of 2 instances restarts, and ends only when a new one is healthy
                  - constraints[0][0]: "hostname"
                  - constraints[0][1]: "UNIQUE"
                  - fetch[1].cache: false
                  - fetch[1].executable: false
                  - fetch[1].extract: true
                  - fetch[1].uri: "http://elsewhere/x"
                  ~ killSelection: "OLDEST_FIRST" → "YOUNGEST_FIRST"
                """);
    }

    @Test
    void whatMarathonAddsOrIsLeftToChooseIsNoChange() {
        apply(plan());
        App live = marathon.app(ID).orElseThrow();
        ObjectNode check = (ObjectNode) live.spec().toJson().at("/healthChecks/0");
        AppSpec newer = live.spec()
                .with("role", json("\"slave_public\""))
                .with("maxLaunchDelaySeconds", IntNode.valueOf(3600))
                .with("unreachableStrategy", json("\"disabled\""))
                .with("fromTheFuture", json("{\"a\":[1]}"))
                .with("healthChecks", json("[" + check.put("fromTheFuture", 1) + "]"));

        assertThat(Difference.between(newer, WantedApp.of(service.read(), ARTIFACT, CONSUL)))
                .isEmpty();
    }

    @Test
    void aServiceWithoutSettingsDeclaresNone() {
        service.spec(ServiceFolder.SPEC.substring(0, ServiceFolder.SPEC.indexOf("settings:")));

        assertThat(plan().steps()).hasSize(1);
    }

    @Test
    void settingsThatAreNoLongerDeclaredGo() {
        apply(plan());
        service.spec(ServiceFolder.SPEC.substring(0, ServiceFolder.SPEC.indexOf("settings:")));

        assertThat(plan()).hasToString("""
                declare the settings of orders
                  - orders.greeting: string, default "Hello"
                  - orders.page-size: int, default 10, from 1 to 100
                """);
    }

    @Test
    void aDeclarationThatCannotBeReadIsReplaced() {
        apply(plan());
        declared = Optional.of(new KeyValue("x", "{broken", 7));

        assertThat(plan()).hasToString("""
                declare the settings of orders
                  + orders.greeting: string, default "Hello"
                  + orders.page-size: int, default 10, from 1 to 100
                """);
        assertThat(plan().steps().get(0))
                .isInstanceOfSatisfying(Step.DeclareSettings.class, step -> assertThat(step.modifyIndex())
                        .isEqualTo(7));
    }

    @Test
    void aVariableThatTheServiceDeclaresWinsOverThePlatforms() {
        service.spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "CONSUL_HTTP_ADDR: elsewhere:8500"));

        assertThat(plan().toString()).contains("+ env.CONSUL_HTTP_ADDR: \"elsewhere:8500\"\n");
    }

    @Test
    void valuesCannotForgeLinesOfThePlan() {
        service.playbook(
                "local",
                ServiceFolder.PLAYBOOK
                                .replace("-XX", "\"\\e[2J\\n  ~ mem: 1 → 2\\n-XX")
                                .strip() + "\"\n");

        assertThat(plan().toString())
                .contains("  + env.JAVA_OPTS: \"\\u001b[2J\\u000a  ~ mem: 1 → 2\\u000a-XX:+UseSerialGC -Xmx128m\"\n");
    }

    private Plan plan() {
        return Planner.plan(service.read(), ARTIFACT, CONSUL, marathon.app(ID), declared);
    }

    private void apply(Plan plan) {
        for (Step step : plan.steps()) {
            if (step instanceof Step.CreateApp create) {
                marathon.create(create.wanted());
            } else if (step instanceof Step.ReplaceApp replace) {
                marathon.replace(replace.wanted(), false);
            } else if (step instanceof Step.DeclareSettings settings) {
                declared = Optional.of(new KeyValue(SettingsDocument.key("orders"), settings.json(), 1));
            }
        }
    }

    private void byHand(UnaryOperator<AppSpec> change) {
        marathon.replace(change.apply(marathon.app(ID).orElseThrow().spec()), false);
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
