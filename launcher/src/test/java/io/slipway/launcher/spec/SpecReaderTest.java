package io.slipway.launcher.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.launcher.spec.ServiceSpec.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReaderTest {

    @TempDir
    Path folder;

    private ServiceFolder service;

    @BeforeEach
    void write() {
        service = ServiceFolder.in(folder);
    }

    @Test
    void aSpecAndItsPlaybookAreRead() {
        Deployable read = service.read();

        ServiceSpec spec = read.spec();
        assertThat(spec.name()).isEqualTo("orders");
        assertThat(spec.team()).isEqualTo("shop");
        assertThat(spec.route()).isEqualTo("/orders");
        assertThat(spec.health()).isEqualTo(new Health("/actuator/health/readiness", Duration.ofSeconds(1)));
        assertThat(spec.settings())
                .containsExactly(
                        new SettingDeclaration("orders.page-size", SettingType.INT, "10", "1", "100"),
                        new SettingDeclaration("orders.greeting", SettingType.STRING, "Hello", null, null));
        assertThat(read.artifact()).isEqualTo(folder.resolve("target/orders.jar"));
        assertThat(read.playbook().instances()).isEqualTo(2);
        assertThat(read.playbook().cpus()).isEqualTo(0.5);
        assertThat(read.playbook().memory()).isEqualTo(256);
        assertThat(read.environment())
                .isEqualTo(Map.of("JAVA_OPTS", "-XX:+UseSerialGC -Xmx128m", "SLIPWAY_DRAIN", "2s"));
    }

    @Test
    void whatMayBeLeftOutIsLeftOut() {
        service.spec("name: orders\nartifact: a.jar\nhealth: { path: / }\nsettings:\n")
                .playbook("local", """
                instances: 0
                cpus: 1
                memory: 64
                """);

        Deployable read = service.read();

        assertThat(read.spec().route()).isNull();
        assertThat(read.spec().team()).isNull();
        assertThat(read.spec().settings()).isEmpty();
        assertThat(read.environment()).isEmpty();
    }

    @Test
    void valuesOfVariablesAreTakenAsWritten() {
        service.spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "A: 007\n  B: yes\n  C: 1.10\n  D: ~\n  E: ''"))
                .playbook("local", ServiceFolder.PLAYBOOK + "  D: 0x10\n");

        assertThat(service.read().environment())
                .containsEntry("A", "007")
                .containsEntry("B", "yes")
                .containsEntry("C", "1.10")
                .containsEntry("D", "0x10")
                .containsEntry("E", "");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        service.spec("""
                name: My_Orders
                taem: shop
                artifact: ../orders.jar
                route: orders/
                health:
                  interval: 1500ms
                  pth: /health
                enviroment:
                  A: 1
                settings:
                  orders.page-size: { type: integer, default: 10 }
                  orders.limit: { type: int, default: many, min: 1 }
                  orders.rate: { type: double, default: 0.5, min: 1, max: 0 }
                  orders.wait: { type: duration, default: 5s, max: 2s }
                  orders.greeting: { type: string, default: Hello, max: 5 }
                  PageSize: { type: int, default: 1 }
                  orders.size: 10
                  orders.flag: { type: boolean }
                """).playbook("local", """
                instances: two
                cpus: 0
                memory: 256M
                replicas: 3
                """);

        assertThat(service.refusal("local")).isEqualTo("""
                playbooks/local.yml:1:12: instances "two" is no whole number from 0 to 1000. Write one, as in 2.
                playbooks/local.yml:2:7: cpus "0" is no number of CPUs from 0.01 to 256. Write one, as in 0.5.
                playbooks/local.yml:3:9: memory "256M" is no whole number of MiB from 4 to 1048576. Write one without a \
                unit, as in 256.
                playbooks/local.yml:4:1: unknown key "replicas". Known here: cpus, environment, instances, memory.
                slipway.yml:1:7: name "My_Orders" is no DNS label. Use a to z, 0 to 9 and inner dashes, a letter first, \
                at most 63, as in "orders".
                slipway.yml:2:1: unknown key "taem". Did you mean "team"?
                slipway.yml:3:11: artifact "../orders.jar" is no file below the service's folder. Name one, as in \
                "target/orders.jar".
                slipway.yml:4:8: route "orders/" is no plain path. Use letters, digits, -, _, . and ~ between slashes, \
                one in front and none at the end, as in "/orders".
                slipway.yml:5:1: health.path is missing. Add it, as in "path: /actuator/health/readiness".
                slipway.yml:6:13: health.interval "1500ms" is not from 1s to 1h in whole seconds. Marathon counts in \
                seconds.
                slipway.yml:7:3: unknown key "health.pth". Did you mean "health.path"?
                slipway.yml:8:1: unknown key "enviroment". Did you mean "environment"?
                slipway.yml:11:29: orders.page-size.type "integer" is no type. Choose from: boolean, double, duration, \
                int, long, string.
                slipway.yml:12:39: orders.limit.default "many" is not a whole number. Write one, as in 10.
                slipway.yml:13:3: orders.rate.min is above its max. Exchange them.
                slipway.yml:14:3: orders.wait.default "5s" is above the greatest allowed, 2s. Change the default or the \
                bound.
                slipway.yml:15:57: orders.greeting.max "5" is a bound for something that has no order. Leave it out.
                slipway.yml:16:3: "PageSize" is no key of a setting. Write the prefix of its record, a dot and its name \
                in lower case with dashes, as in orders.page-size.
                slipway.yml:17:16: orders.size is a single value. Declare it, as in { type: int, default: 10 }.
                slipway.yml:18:3: orders.flag.default is missing. Add it, as in "default: true".""");
    }

    @Test
    void aKeyInTwoLayersIsRefusedByBothItsPlaces() {
        service.spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "ORDERS_PAGE_SIZE: 5"));

        assertThat(service.refusal("local"))
                .isEqualTo(
                        "slipway.yml:12:3: orders.page-size is also declared as ORDERS_PAGE_SIZE at slipway.yml:10:3."
                                + " Keep it under environment, where a change restarts, or under settings, where it does not.");
    }

    @Test
    void aPlaybookSetsOnlyWhatTheSpecDeclares() {
        service.playbook("local", """
                instances: 2
                cpus: 0.5
                memory: 256
                environment:
                  JAVA_OPT: -Xmx1g
                  DATABASE_URL: jdbc:x
                  ORDERS_PAGESIZE: 7
                  JAVA_OPTS:
                """);

        assertThat(service.refusal("local")).isEqualTo("""
                playbooks/local.yml:5:3: slipway.yml does not declare JAVA_OPT. Did you mean "JAVA_OPTS"?
                playbooks/local.yml:6:3: slipway.yml does not declare DATABASE_URL. Declare it under environment there, \
                or leave it out here.
                playbooks/local.yml:7:3: ORDERS_PAGESIZE is a setting, which is changed while the service runs. Leave it \
                out here, and use: slipway config set orders KEY=VALUE
                playbooks/local.yml:8:3: JAVA_OPTS is left empty. Write a value, or "" for an empty one.""");
    }

    @Test
    void aDeclaredKeyNeedsAValueFromSomewhere() {
        service.spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "DATABASE_URL:"));

        assertThat(service.refusal("local"))
                .isEqualTo("slipway.yml:10:3: DATABASE_URL has no value. Give it one under environment in"
                        + " playbooks/local.yml, or a default here.");
    }

    @Test
    void variablesThatMarathonGivesAndNamesThatAreNoneAreRefused() {
        service.spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "PORT0: 1\n  MESOS_X: 1\n  A-B: 1\n  LIST: [1]"));

        assertThat(service.refusal("local")).isEqualTo("""
                slipway.yml:10:3: PORT0 is given to every task by Marathon. Choose another name.
                slipway.yml:11:3: MESOS_X is given to every task by Marathon. Choose another name.
                slipway.yml:12:3: "A-B" is no name of a variable. Use letters, digits and _, no digit first, as in \
                JAVA_OPTS.
                slipway.yml:13:9: LIST is a list. Write one value, as in "LIST: some text".""");
    }

    @Test
    void wrongShapesAreRefusedByTheirKind() {
        service.spec("name: [orders]\nartifact: {}\nroute:\nhealth: /health\nenvironment: [A]\nsettings: x\n");

        assertThat(service.refusal("local")).isEqualTo("""
                playbooks/local.yml:5:3: slipway.yml does not declare JAVA_OPTS. Declare it under environment there, or \
                leave it out here.
                slipway.yml:1:7: name is a list. Write one value, as in "name: orders".
                slipway.yml:2:11: artifact is a mapping. Write one value, as in "artifact: target/orders.jar".
                slipway.yml:3:7: route is empty. Write one value, as in "route: /orders".
                slipway.yml:4:1: health.path is missing. Add it, as in "path: /actuator/health/readiness".
                slipway.yml:4:9: health is a single value, not a mapping. Write its keys below it, indented.
                slipway.yml:5:14: environment is a list, not a mapping. Write its keys below it, indented.
                slipway.yml:6:11: settings is a single value, not a mapping. Write its keys below it, indented.""");
    }

    @Test
    void missingFilesAreNamedWithWhatToDo() throws Exception {
        Files.delete(folder.resolve("slipway.yml"));

        assertThat(service.refusal("locale")).isEqualTo("""
                playbooks/locale.yml: There is no such file. Did you mean "local"? Name it with -e, or write the file.
                slipway.yml: There is no such file. Name the folder of a service, or make one with: slipway new orders""");
    }

    @Test
    void anEnvironmentCannotLeaveTheFolderOfPlaybooks() {
        assertThat(service.refusal("../../etc/passwd"))
                .isEqualTo(
                        "playbooks: the environment \"../../etc/passwd\" is no DNS label. Use a to z, 0 to 9 and inner"
                                + " dashes, a letter first, at most 63, as in \"orders\".");
    }

    @Test
    void aNameThatMarathonReservesIsRefused() {
        service.spec(ServiceFolder.SPEC.replace("name: orders", "name: tasks"));

        assertThat(service.refusal("local"))
                .isEqualTo("slipway.yml:1:7: name \"tasks\" is reserved by Marathon. Choose another, as in"
                        + " \"tasks-service\".");
    }

    @Test
    void aKeyWrittenTwiceIsRefused() {
        service.spec(ServiceFolder.SPEC + "name: other\n");

        assertThat(service.refusal("local"))
                .isEqualTo("slipway.yml:14:1: \"name\" is already at slipway.yml:1:1. Keep one of the two.");
    }

    @Test
    void whatIsNoYamlIsRefusedAtItsPlace() {
        service.spec("name: orders\n  team: shop\n");

        assertThat(service.refusal("local"))
                .isEqualTo("slipway.yml:2:7: This is no YAML: mapping values are not allowed here. Correct it and try"
                        + " again.");
    }

    @Test
    void garbageNeverEndsInAnythingButARefusal() throws Exception {
        List<String> garbage = List.of(
                "",
                "---\n---\n",
                "just text",
                "- a\n- b",
                "? [a, b]\n: c",
                "name: !!java.lang.Runtime {}",
                "name: &a orders\nteam: *a\n",
                "a: &a [*a]",
                "<<: {name: orders}",
                "\u0000\u0001",
                "\uFEFFname: orders",
                "name: \"\\u001b[31mred\\u202e\"",
                "[".repeat(100_000),
                "{a: ".repeat(50_000),
                "x".repeat(300_000),
                "name: " + "9".repeat(200_000));
        for (String text : garbage) {
            service.spec(text);
            String refusal = service.refusal("local");
            assertThat(refusal).contains("slipway.yml");
            assertThat(refusal.lines())
                    .allMatch(
                            line -> line.matches("(slipway|playbooks/local)\\.yml(:\\d+:\\d+)?: .{1,300}"), "a problem")
                    .noneMatch(line -> line.matches(".*[\u001b\u202e\u0000].*"));
        }
        Files.write(folder.resolve("slipway.yml"), "name: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(service.refusal("local")).isEqualTo("slipway.yml: This is no text in UTF-8. Save it as such.");
    }

    @Test
    void aDocumentOfSettingsIsReadAsItWasWritten() {
        List<SettingDeclaration> settings = service.read().spec().settings();

        String json = SettingsDocument.write(settings);

        assertThat(json)
                .isEqualTo("{\"orders.greeting\":{\"type\":\"string\",\"default\":\"Hello\"},\"orders.page-size\":"
                        + "{\"type\":\"int\",\"default\":\"10\",\"min\":\"1\",\"max\":\"100\"}}");
        assertThat(SettingsDocument.read(json).values()).containsExactlyInAnyOrderElementsOf(settings);
    }
}
