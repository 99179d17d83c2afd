package io.slipway.marathon.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AppLintTest {

    private static final String MESOS = "\"healthChecks\":[{\"protocol\":\"MESOS_HTTP\",\"path\":\"/\"}]";

    @Test
    void whatHasNoTrapHasNoFinding() {
        assertThat(AppLint.of(app(MESOS))).isEmpty();
        assertThat(AppLint.of(app(MESOS).withDefaults())).isEmpty();
    }

    @Test
    void anAppWithoutHealthCheck() {
        assertThat(findings("\"labels\":{}")).isEqualTo("""
                WARNING /healthChecks: There is no health check, so a task counts as ready the moment it runs: an upgrade \
                to one that ends at once succeeds, and kills every old task. Cure: Add a check with protocol MESOS_HTTP, \
                MESOS_TCP or COMMAND.""");
    }

    @Test
    void anUpgradeThatHangsForEver() {
        String hangs = """
                ERROR /upgradeStrategy/maximumOverCapacity: It leaves no room for a new task, and Marathon 1.10 does not \
                kill an old one whose health only Marathon's own checks tell: an upgrade hangs for ever. Cure: Use a check \
                with protocol MESOS_HTTP, MESOS_TCP or COMMAND, or allow at least one task more, as 1.0 does.""";
        String marathons = "\"healthChecks\":[{\"path\":\"/\"}],\"upgradeStrategy\":"
                + "{\"minimumHealthCapacity\":0.5,\"maximumOverCapacity\":%s},\"instances\":%d";

        assertThat(findings(marathons.formatted("0", 4))).isEqualTo(hangs);
        assertThat(findings(marathons.formatted("0.5", 1)))
                .as("half of one is none")
                .isEqualTo(hangs);
        assertThat(findings(marathons.formatted("0.25", 4))).isEmpty();
        assertThat(findings(marathons.formatted("0", 0))).isEmpty();
        assertThat(findings(marathons.formatted("0", 4).replace("\"path\"", "\"protocol\":\"MESOS_TCP\",\"path\"")))
                .isEmpty();
    }

    @Test
    void anUpgradeStrategyThatIsHalfOrOutOfBounds() {
        assertThat(findings(MESOS + ",\"upgradeStrategy\":{\"minimumHealthCapacity\":50}"))
                .isEqualTo("""
                ERROR /upgradeStrategy/minimumHealthCapacity: 50 is no share between 0 and 1. Cure: Write 0.5 for half of \
                the instances.
                ERROR /upgradeStrategy/maximumOverCapacity: It is missing, and one bound is only taken together with the \
                other. Cure: Give both; 1.0 is what Marathon takes when none is given.""");
    }

    @Test
    void anAppBelowAnother() {
        AppSpec cart = app(MESOS).with("id", new ObjectMapper().valueToTree("/shop/cart"));

        assertThat(AppLint.of(cart, Set.of(AppId.of("/shop"), AppId.of("/shop/cart/tax"), AppId.of("/shop/cart-b"))))
                .extracting(Finding::toString)
                .containsExactly(
                        "ERROR /id: It stands below the app /shop, and an app cannot be a group too. Cure: Take an id"
                                + " beside it, as in /shop-more.",
                        "ERROR /id: The app /shop/cart/tax stands below it, and an app cannot be a group too. Cure: Take"
                                + " an id of its own below, beside /shop/cart/tax.");
    }

    @Test
    void portNamesThatNoShellReads() {
        assertThat(findings(MESOS + ",\"portDefinitions\":[{\"name\":\"http\"},{\"name\":\"my-admin\"}]"))
                .isEqualTo(
                        "WARNING /portDefinitions(1)/name: No shell can read PORT_MY-ADMIN, the variable that tells its"
                                + " number. Cure: Use letters and digits, or read PORT1.");
        assertThat(findings(MESOS + ",\"container\":{\"portMappings\":[{\"name\":\"a\"},{\"name\":\"a\"}]}"))
                .startsWith("WARNING /container/portMappings(0)/name: Several ports are named \"a\", and one variable");
    }

    @Test
    void checksThatMarathonRefuses() {
        assertThat(findings("\"portDefinitions\":[],\"healthChecks\":[{\"protocol\":\"MESOS_HTTP\"},"
                        + "{\"protocol\":\"COMMAND\",\"maxConsecutiveFailures\":0}],"
                        + "\"readinessChecks\":[{\"intervalSeconds\":5}]"))
                .isEqualTo("""
                ERROR /healthChecks: 2 of its checks are made beside the task, and Mesos makes one. Cure: Keep one of \
                them, or join them in a COMMAND.
                ERROR /healthChecks(0)/portIndex: It asks port 0, and the app has 0. Cure: Count from 0, or define the \
                port.
                ERROR /healthChecks(1)/command: A check has a command exactly when its protocol is COMMAND, and this one \
                is COMMAND. Cure: Give both or none.
                ERROR /readinessChecks(0)/portName: No port has the name "http-api". Cure: Name one of the app's ports so.
                ERROR /readinessChecks(0)/timeoutSeconds: It is not shorter than the interval. Cure: Make it shorter than \
                intervalSeconds, which is 30 unless given.
                WARNING /healthChecks(1)/maxConsecutiveFailures: 0 never has a sick task killed. Cure: Leave it out for 3, \
                unless somebody else replaces sick tasks.""");
    }

    @Test
    void whatMarathonRefusesOtherwise() {
        assertThat(AppLint.of(spec("{\"id\":\"/a/tasks\",\"instances\":0,\"env\":{\"A\":1,\"B\":{\"secret\":\"s\"}},"
                        + "\"requirePorts\":true,\"labels\":{\"MARATHON_SINGLE_INSTANCE_APP\":\"true\"}," + MESOS
                        + "}")))
                .extracting(finding -> finding.severity() + " " + finding.field())
                .containsExactly(
                        "ERROR /id",
                        "ERROR /cmd",
                        "ERROR /env/A",
                        "ERROR /upgradeStrategy",
                        "WARNING /upgradeStrategy/maximumOverCapacity");
    }

    @Test
    void garbageIsNoReasonToFail() {
        assertThat(AppLint.of(spec("{\"id\":\"/a\",\"cmd\":[1],\"healthChecks\":\"x\",\"portDefinitions\":[null,1],"
                        + "\"upgradeStrategy\":[],\"env\":7,\"readinessChecks\":[[]],\"container\":[],\"labels\":0}")))
                .isNotEmpty();
    }

    private static String findings(String fields) {
        return AppLint.of(app(fields)).stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }

    private static AppSpec app(String fields) {
        return spec("{\"id\":\"/web\",\"cmd\":\"web\"," + fields + "}");
    }

    private static AppSpec spec(String json) {
        try {
            return AppSpec.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
