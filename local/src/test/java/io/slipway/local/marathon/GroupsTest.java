package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {

    private static final String APP = "'cmd':'exec sleep 1000','cpus':0.01,'mem':1";
    private static final String SHOP = "'id':'shop','apps':[{'id':'web'," + APP
            + ",'dependencies':['../data/db']}],'groups':[{'id':'eu','apps':[{'id':'carts'," + APP
            + "}],'dependencies':['/shop/web']}]";

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() {
        server = new Server(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aGroupIsCreatedInTheOrderOfItsDependencies() {
        Http.Answer created = post("'id':'/','groups':[{'id':'data','apps':[{'id':'db'," + APP + "}]},{" + SHOP + "}]");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.headers()).containsKey("Marathon-Deployment-Id");
        server.awaitRunning("/data/db", 1);
        server.awaitRunning("/shop/web", 1);
        server.awaitRunning("/shop/eu/carts", 1);
        assertThat(startedAt("/data/db")).isLessThanOrEqualTo(startedAt("/shop/web"));
        assertThat(startedAt("/shop/web")).isLessThanOrEqualTo(startedAt("/shop/eu/carts"));
        JsonNode group = server.get("/v2/groups/shop");
        assertThat(group.at("/apps/0/dependencies/0").asText()).isEqualTo("/data/db");
        assertThat(group.at("/groups/0/id").asText()).isEqualTo("/shop/eu");
        assertThat(group.at("/groups/0/dependencies/0").asText()).isEqualTo("/shop/web");
    }

    @Test
    void aDryRunShowsTheStepsAndDoesNothing() {
        JsonNode plan = server.put("/v2/groups?dryRun=true", "'groups':[{" + SHOP + "}]");

        assertThat(plan.toString())
                .isEqualTo(("{'steps':[{'actions':[{'action':'StartApplication','app':'/shop/eu/carts'},"
                                + "{'action':'StartApplication','app':'/shop/web'}]},"
                                + "{'actions':[{'action':'ScaleApplication','app':'/shop/web'}]},"
                                + "{'actions':[{'action':'ScaleApplication','app':'/shop/eu/carts'}]}]}")
                        .replace('\'', '"'));
        assertThat(server.get("/v2/apps").path("apps")).isEmpty();
    }

    @Test
    void appsLeftOutOfAnUpdateGoAndGroupsLeftOutStay() {
        post(SHOP);
        awaitQuiet();

        JsonNode result = server.put("/v2/groups//shop", "'apps':[{'id':'api'," + APP + "}]");

        assertThat(result.path("deploymentId").asText()).isNotEmpty();
        awaitQuiet();
        assertThat(server.get("/v2/apps").findValuesAsText("id")).containsExactly("/shop/api", "/shop/eu/carts");
        server.awaitRunning("/shop/api", 1);
    }

    @Test
    void aGroupIsScaledAsAWhole() {
        post("'id':'/shop','apps':[{'id':'a','instances':1," + APP + "},{'id':'b','instances':2," + APP + "}]");
        awaitQuiet();

        server.put("/v2/groups//shop", "'scaleBy':1.5");

        server.awaitRunning("/shop/a", 2);
        server.awaitRunning("/shop/b", 3);
    }

    @Test
    void anEmptyGroupIsThereUntilItIsDeletedWithEverythingBelow() {
        assertThat(post("'id':'/empty'").status()).isEqualTo(201);
        assertThat(server.get("/v2/groups/empty").path("apps")).isEmpty();
        assertThat(server.get("/v2/groups").at("/groups/0/id").asText()).isEqualTo("/empty");
        assertThat(post("'id':'/empty'"))
                .extracting(Http.Answer::status, Http.Answer::body)
                .containsExactly(
                        409, "{\"message\":\"Group /empty is already created. Use PUT to change this group.\"}");

        post(SHOP);
        awaitQuiet();
        assertThat(server.http.send("DELETE", "/v2/groups/shop", "").status()).isEqualTo(200);
        awaitQuiet();

        assertThat(server.get("/v2/apps").path("apps")).isEmpty();
        assertThat(server.http.get("/v2/groups/shop"))
                .extracting(Http.Answer::status, Http.Answer::body)
                .containsExactly(404, "{\"message\":\"Group '/shop' does not exist\",\"details\":[]}");
        assertThat(server.http.send("DELETE", "/v2/groups/shop", ""))
                .extracting(Http.Answer::status, Http.Answer::body)
                .containsExactly(404, "{\"message\":\"Group '/shop' does not exist\"}");
    }

    @Test
    void whatCannotBeAGroupIsRefusedAndChangesNothing() {
        server.create("'id':'/app'," + APP);

        assertThat(post("'id':'/app'").body()).isEqualTo("{\"message\":\"An app with the path /app already exists.\"}");
        assertThat(post("'id':'/g','apps':[{'id':'/other/x'," + APP + "}]").body())
                .isEqualTo("{\"message\":\"Object is not valid\",\"details\":[{\"path\":\"/apps\",\"errors\":"
                        + "[\"identifier /other/x is not child of /g. Hint: use relative paths.\"]}]}");
        assertThat(post("'id':'/g','dependencies':['/h'],'apps':[{'id':'x'," + APP + "}],'groups':1")
                        .status())
                .isEqualTo(422);
        assertThat(post("'id':'/','groups':[{'id':'a','dependencies':['/b'],'apps':[{'id':'x'," + APP
                                + "}]},{'id':'b','dependencies':['/a'],'apps':[{'id':'y'," + APP + "}]}]")
                        .status())
                .isIn(409, 422);
        assertThat(server.get("/v2/groups").path("groups")).isEmpty();
    }

    @Test
    void aGroupGoesBackToWhatItWasAndNothingElseDoes() {
        JsonNode first = Server.read(post(SHOP));
        awaitQuiet();
        server.create("'id':'/other'," + APP);
        server.put("/v2/groups//shop", "'apps':[{'id':'api'," + APP + "}],'groups':[{'id':'us'}]");
        awaitQuiet();
        JsonNode then =
                server.get("/v2/groups/shop/versions/" + first.path("version").asText());
        assertThat(then.findValuesAsText("id")).containsExactly("/shop", "/shop/web", "/shop/eu", "/shop/eu/carts");

        server.put("/v2/groups/shop", "'version':'" + first.path("version").asText() + "'");
        awaitQuiet();

        JsonNode now = server.get("/v2/groups/shop");
        assertThat(now.findValuesAsText("id")).isEqualTo(then.findValuesAsText("id"));
        assertThat(now.at("/groups/0/dependencies")).isEqualTo(then.at("/groups/0/dependencies"));
        assertThat(server.app("/other").path("tasksRunning").asInt()).isEqualTo(1);
        assertThat(server.get("/v2/groups/other/versions").path("message").asText())
                .isEqualTo("Group '/other' does not exist");
        assertThat(Server.list(server.get("/v2/groups/shop/versions")))
                .hasSize(4)
                .extracting(JsonNode::asText)
                .isSorted();
        assertThat(server.get("/v2/groups/versions")).hasSize(5);
    }

    @Test
    void whatAGroupNeverWasIsNotRestored() {
        JsonNode made = Server.read(post("'id':'/late'"));

        JsonNode answer = server.put("/v2/groups/late", "'version':'2000-01-01T00:00:00.000Z'");

        assertThat(answer.path("message").asText())
                .isEqualTo("Group /late not available in version 2000-01-01T00:00:00.000Z");
        assertThat(server.get("/v2/groups/late/versions").get(0)).isEqualTo(made.path("version"));
    }

    private Http.Answer post(String members) {
        return server.http.send("POST", "/v2/groups", "{" + members.replace('\'', '"') + "}");
    }

    private String startedAt(String app) {
        return server.tasks(app).get(0).path("startedAt").asText();
    }

    private void awaitQuiet() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.get("/v2/deployments")
                .isEmpty());
    }
}
