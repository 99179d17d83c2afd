{{=<% %>=}}
package <%package%>;

import io.slipway.service.Identity;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

class <%Name%>ControllerTest {

    private final <%Name%>Controller controller = new <%Name%>Controller(
            new Identity("<%name%>", "<%name%>-1", "1.2.3", "<%team%>"),
            () -> new <%Name%>Settings(10, "Hello")<%#calls%>,
            id -> new ServedBy("<%called%>-1", "4.5.6")<%/calls%>);

    private final RestTestClient client =
            RestTestClient.bindToController(controller).build();

    @Test
    void aReadNamesInstanceVersionAndSettings<%#hasCalls%>AndWhoWasCalled<%/hasCalls%>() {
        client.get()
                .uri("/<%name%>/42")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {
                          "id": "42",
                          "instance": "<%name%>-1",
                          "version": "1.2.3",
                          "pageSize": 10,
<%^hasCalls%>
                          "calls": {}
<%/hasCalls%>
<%#hasCalls%>
                          "calls": {
<%#calls%>
                            "<%called%>": {"instance": "<%called%>-1", "version": "4.5.6"}<%^last%>,<%/last%>
<%/calls%>
                          }
<%/hasCalls%>
                        }
                        """, JsonCompareMode.STRICT);
    }
}
