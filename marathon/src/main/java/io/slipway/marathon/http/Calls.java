package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.DeploymentResult;
import java.util.List;

/** Sends the requests of one subject; each subject is a face of {@link MarathonClient}. */
interface Calls {

    Transport transport();

    default DeploymentResult change(Ask ask) {
        return transport().send(ask).read(Calls::result);
    }

    default List<String> versionsAt(String path) {
        // Those of an app come wrapped, those of a group do not.
        return transport()
                .send(Ask.get(path + "/versions"))
                .read(json -> AppReader.each(json.isArray() ? json : json.path("versions"), JsonNode::asText));
    }

    static DeploymentResult result(JsonNode json) {
        return new DeploymentResult(
                json.path("deploymentId").asText(), json.path("version").asText());
    }
}
