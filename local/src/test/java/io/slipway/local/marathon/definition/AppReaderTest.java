package io.slipway.local.marathon.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppReaderTest {

    private static final String HERE = " not supported by this scheduler, which runs on one machine.";

    @Test
    void everyMemberOfTheWrongShapeIsNamedAndRulesAreNotCheckedThen() {
        Refusal refusal = refused("""
                {"id":"/a","cpus":"much","env":{"A":1},"ports":[0,70000],"portDefinitions":[{"name":"A"}],
                 "healthChecks":[{"portIndex":-1},{"timeoutSeconds":0.5}],"requirePorts":"yes","fetch":{}}""");

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.body().path("message").asText()).isEqualTo("Invalid JSON");
        assertThat(details(refusal))
                .containsExactlyInAnyOrder(
                        "/cpus error.expected.jsnumber",
                        "/env/A error.expected.jsobject",
                        "/ports(1) error.max",
                        "/portDefinitions(0)/name error.pattern",
                        "/healthChecks(0)/portIndex error.min",
                        "/healthChecks(1)/timeoutSeconds error.expected.int",
                        "/requirePorts error.expected.jsboolean",
                        "/fetch error.expected.jsarray");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'container':{'type':'MESOS','docker':{'image':'a'}} | /container/type Images in containers of another type than DOCKER are",
                "'container':{'docker':{'image':'a','pullConfig':{'secret':'s'}}} | /container/docker/pullConfig Secrets for pulling images are",
                "'container':{'docker':{'image':'a'},'volumes':[{'containerPath':'d','persistent':{'size':1}}]} | /container/volumes(0) Volumes other than an absolute hostPath at an absolute containerPath are",
                "'container':{'docker':{'image':'a'}},'networks':[{'mode':'container','name':'n'}] | /networks Container networks are",
                "'container':{'type':'MESOS','volumes':[{'containerPath':'a'}]} | /container/volumes Volumes of plain processes are",
                "'networks':[{'mode':'container/bridge'}] | /networks Networks of plain processes are",
                "'gpus':1 | /gpus GPUs are",
                "'check':{'http':{}} | /check Informational checks are",
                "'tty':true | /tty Terminals are",
                "'role':'dev' | /role Roles other than * are",
                "'executor':'/opt/mine' | /executor Executors other than //cmd are",
                "'user':'nobody-here' | /user Running as another user is",
                "'constraints':[['rack','GROUP_BY']] | /constraints Constraints other than hostname UNIQUE are",
                "'env':{'A':{'secret':'s'}} | /env/A Secrets are",
            })
    void whatIsNotSupportedIsRefusedByNameAndReason(String members, String fault) {
        Refusal refusal = refused("{\"id\":\"/a\",\"cmd\":\"sleep 1\"," + members.replace('\'', '"') + "}");

        assertThat(refusal.body().path("message").asText()).isEqualTo("Object is not valid");
        assertThat(details(refusal)).containsExactly(fault + HERE);
    }

    @Test
    void aVariableMayBeLongOddAndEmpty() {
        AppDefinition app = create("{\"id\":\"/a\",\"cmd\":\"sleep 1\",\"env\":{\"\":\"\",\"Ä $x\":\"\\n\\u0001\"}}");

        assertThat(app.env()).containsEntry("", "").containsEntry("Ä $x", "\n\u0001");
    }

    @Test
    void mergingReplacesMembersWholeAndKeepsWhatIsNotMentioned() {
        AppDefinition app = create("""
                {"id":"/a","cmd":"sleep 1","env":{"A":"1","B":"2"},"labels":{"x":"y"},"mem":64,"cpus":null,
                 "portDefinitions":[{"name":"http"}],"resourceLimits":{"mem":256}}""");

        AppDefinition merged = AppReader.merge(app, AppReader.update(parse("""
                {"id":"/ignored","env":{"C":"3"},"cmd":null,"labels":{},"healthChecks":[{"protocol":"TCP"}]}""")));

        AppDefinition expected = create("""
                {"id":"/a","cmd":"sleep 1","env":{"C":"3"},"mem":64,"portDefinitions":[{"name":"http"}],
                 "healthChecks":[{"protocol":"TCP","portIndex":0}]}""");
        assertThat(merged).isEqualTo(expected);
    }

    @Test
    void mergingCannotTurnACommandIntoArguments() {
        AppDefinition app = create("{\"id\":\"/a\",\"cmd\":\"sleep 1\"}");
        ObjectNode update = AppReader.update(parse("{\"args\":[\"sleep\",\"1\"]}"));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> AppReader.merge(app, update));

        assertThat(details(refusal))
                .containsExactly("/ AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'.");
        assertThat(AppReader.replace(app.id(), update).argv()).containsExactly("sleep", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"id\":\"/a\"} trailing", "{'id':1}", "\u0000", "nul"})
    void whatIsNoJsonIsRefusedWithTheReasonAsText(String body) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(body));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.body().path("message").asText()).isEqualTo("Invalid JSON");
        assertThat(refusal.body().path("details").isTextual()).isTrue();
    }

    private static AppDefinition create(String json) {
        return AppReader.create(parse(json));
    }

    private static Refusal refused(String json) {
        return catchThrowableOfType(Refusal.class, () -> create(json));
    }

    private static JsonNode parse(String json) {
        return AppReader.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> details(Refusal refusal) {
        List<String> details = new ArrayList<>();
        refusal.body().path("details").forEach(one -> one.path("errors")
                .forEach(error -> details.add(one.path("path").asText() + " " + error.asText())));
        return details;
    }
}
