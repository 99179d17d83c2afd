{{=<% %>=}}
package <%package%>;

import io.slipway.registry.settings.Live;
import io.slipway.service.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
<%#hasCalls%>
import java.util.LinkedHashMap;
<%/hasCalls%>
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answers for the resource {@code /<%name%>}. */
@RestController
<%^ownPath%>
@RequestMapping("/<%name%>")
<%/ownPath%>
<%#ownPath%>
// Other services call the first; the edge sends the second.
@RequestMapping({"/<%name%>", "<%ownPath%>"})
<%/ownPath%>
@Tag(name = "<%name%>")
class <%Name%>Controller {

    private final Identity identity;
    private final Live<<%Name%>Settings> settings;
<%#calls%>
    private final <%Called%>Api <%calledApi%>;
<%/calls%>

<%^hasCalls%>
    <%Name%>Controller(Identity identity, Live<<%Name%>Settings> settings) {
<%/hasCalls%>
<%#hasCalls%>
    <%Name%>Controller(
            Identity identity,
            Live<<%Name%>Settings> settings,
<%#calls%>
            <%Called%>Api <%calledApi%><%^last%>,<%/last%><%#last%>) {<%/last%>
<%/calls%>
<%/hasCalls%>
        this.identity = identity;
        this.settings = settings;
<%#calls%>
        this.<%calledApi%> = <%calledApi%>;
<%/calls%>
    }

    @GetMapping("/{id}")
    @Operation(summary = "Says which instance answers, with which settings<%#hasCalls%>, and who answered it in turn<%/hasCalls%>")
    <%Name%>Response find(@PathVariable String id) {
        return new <%Name%>Response(
                id, identity.instance(), identity.version(), settings.get().pageSize(), <%#hasCalls%>calls(id)<%/hasCalls%><%^hasCalls%>Map.of()<%/hasCalls%>);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Creates one, greeted as the settings say")
    <%Name%>Created create(@Valid @RequestBody <%Name%>Request request) {
        String greeting = settings.get().greeting() + ", " + request.name();
        return new <%Name%>Created(UUID.randomUUID().toString(), greeting);
    }
<%#hasCalls%>

    private Map<String, ServedBy> calls(String id) {
        Map<String, ServedBy> answers = new LinkedHashMap<>();
<%#calls%>
        answers.put("<%called%>", <%calledApi%>.find(id));
<%/calls%>
        return answers;
    }
<%/hasCalls%>
}
