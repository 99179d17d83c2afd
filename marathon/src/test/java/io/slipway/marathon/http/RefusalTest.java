package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.MarathonException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void everyFormOfErrorBodyIsReadWhole() {
        List<String> read = Recording.all("refusals.http").stream()
                .map(recording -> recording.title() + " -> " + shown(recording))
                .toList();

        assertThat(String.join("\n", read)).isEqualTo("""
                unknown URL below the API -> 500 URI not found
                method not allowed -> 405 Method Not Allowed
                events without the SSE accept header -> 405 GET /v2/events was answered with 405.
                wrong content type -> 415 Unsupported Media Type
                id exists -> 409 An app with id [/tx/min] already exists.
                empty body -> 400 Please specify data in JSON format
                  No content to map due to end-of-input
                  at [Source: (byte[])""; line: 1, column: 0]
                malformed JSON -> 400 Invalid JSON
                  Unexpected end-of-input within/between Object entries
                wrong type: instances -> 422 Invalid JSON
                  /instances: error.expected.jsnumber
                several numeric violations -> 422 Invalid JSON
                  /mem: error.min
                  /cpus: error.min
                no cmd/args/container -> 422 Object is not valid
                  /: AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'.
                root id -> 422 Object is not valid
                  /id: Path must contain at least one path element
                  /: must not be root
                label selector: a b c -> 422 Can not parse label selector a b c. Reason: end of input expected
                unknown app -> 404 App '/tx/nope' does not exist
                locked by the running deployment -> 409 App is locked by one or more deployments. Override with the \
                option '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'. \
                [1f4ab372-7450-4624-a8de-5f954ac523cb]
                unknown version -> 404 App '/tx/web' does not exist
                PUT what GET returned (contains version + status fields) -> 422 Object is not valid
                  /: The 'version' field may only be combined with the 'id' field.
                delete unknown -> 404 App '/tx/new' does not exist
                unknown deployment -> 404 DeploymentPlan no-such-id does not exist
                unparsable id -> 404 Task 'nope' does not exist
                no credentials -> 401 GET /v2/apps was answered with 401.""");
    }

    private static String shown(Recording recording) {
        int status = Integer.parseInt(recording.status().split(" ", -1)[1]);
        MarathonException refusal = Refusal.of(new Answer(recording.request(), status, recording.body(), null));
        assertThat(refusal.status()).isEqualTo(status);
        String locked = refusal.lockedBy().isEmpty() ? "" : " " + refusal.lockedBy();
        return status + " " + refusal.getMessage() + locked;
    }

    @Test
    void aBodyThatIsNoMarathonsIsNotShown() {
        assertThat(Refusal.of(new Answer("GET http://a/v2/apps", 502, "<html>Bad Gateway</html>", null)))
                .hasMessage("GET http://a/v2/apps was answered with 502.");
        assertThat(Refusal.of(new Answer("GET http://a/v2/apps", 401, "", null)))
                .hasMessage("GET http://a/v2/apps was answered with 401.");
        assertThat(Refusal.of(new Answer("GET http://a/v2/apps", 500, "[1,{\"message\":2}]", null)))
                .hasMessage("GET http://a/v2/apps was answered with 500.");
    }

    @Test
    void detailsOfAStrangeShapeDoNoHarm() {
        String body = "{\"message\":\"No\",\"details\":[1,{\"errors\":[\"bare\"]},{\"path\":\"/x\"},{\"path\":\"/y\","
                + "\"errors\":[{\"a\":1}]}],\"deployments\":{\"id\":\"d\"}}";

        assertThat(Refusal.of(new Answer("GET /", 422, body, null))).hasMessage("No\n  bare\n  /y: ");
    }
}
