package io.slipway.bamboo.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import io.slipway.bamboo.rule.Rule.Drain;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleJsonTest {

    private static Rule read(String json) throws Exception {
        return RuleJson.rule(new ObjectMapper().readTree(json));
    }

    private static Rule withSnippet(String line) throws Exception {
        return read("{'id': 'x', 'to': [{'target': '/a'}], 'owner': 'ann', 'reason': 'why', 'snippet': [LINE]}"
                .replace('\'', '"')
                .replace("LINE", new ObjectMapper().writeValueAsString(line)));
    }

    @Test
    void aWholeRuleIsReadAndWrittenBack() throws Exception {
        Rule rule = read("""
                {"id": "canary", "host": "Shop.example.com", "path": "/orders/", "priority": 5, "redirectToHttps": true,
                 "to": [{"target": "/orders", "weight": 9}, {"target": "orders-next"}], "balance": "leastconn",
                 "sticky": true, "timeouts": {"server": "5s"}, "snippet": ["http-request deny if FALSE"],
                 "owner": "ann", "reason": "try it", "expires": "2026-07-01T12:00:00Z"}""");
        assertThat(rule)
                .isEqualTo(new Rule(
                        "canary",
                        new Send(
                                new Route("shop.example.com", "/orders", 0, true, 5),
                                new Policy(
                                        Mode.HTTP, Balance.LEASTCONN, true, new Timeouts(Duration.ofSeconds(5), null)),
                                List.of(new Target("/orders", 9), new Target("orders-next", 1)),
                                List.of("http-request deny if FALSE")),
                        "ann",
                        "try it",
                        Instant.parse("2026-07-01T12:00:00Z"),
                        0));
        assertThat(RuleJson.rule(RuleJson.json(rule))).isEqualTo(rule);
    }

    @Test
    void aDrainIsReadAndWrittenBack() throws Exception {
        Rule rule =
                read("{\"id\": \"look\", \"drain\": \"orders.4e1b\", \"owner\": \"ann\", \"reason\": \"heap dump\"}");
        assertThat(rule).isEqualTo(new Rule("look", new Drain("orders.4e1b"), "ann", "heap dump", null, 0));
        assertThat(RuleJson.rule(RuleJson.json(rule))).isEqualTo(rule);
    }

    @Test
    void aPortForBytesIsReadAndWrittenBack() throws Exception {
        Rule rule =
                read("{'id': 'db', 'mode': 'tcp', 'port': 5432, 'to': [{'target': 'db'}], 'owner': 'a', 'reason': 'b'}"
                        .replace('\'', '"'));
        assertThat(rule.action())
                .isEqualTo(new Send(
                        Route.port(5432),
                        new Policy(Mode.TCP, Balance.ROUNDROBIN, false, Timeouts.DEFAULT),
                        List.of(new Target("db", 1)),
                        List.of()));
        assertThat(RuleJson.rule(RuleJson.json(rule))).isEqualTo(rule);
    }

    @Test
    @DisplayName("H1: a rule is refused with everything that is wrong with it")
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
                        {"id": "A b", "host": "a\\nb", "path": "x", "mode": "udp", "port": 99999, "sticky": "maybe",
                         "balance": "fair", "to": [{"target": "/A", "weight": 300}], "prio": 1, "expires": "soon",
                         "reason": "", "timeouts": {"server": "0s"}}"""))
                .isInstanceOf(RuleException.class)
                .extracting(e -> ((RuleException) e).problems())
                .isEqualTo(List.of(
                        "There is no field \"prio\".",
                        "id \"A b\" is no id: write up to 63 lower-case letters, digits and inner dashes.",
                        "mode \"udp\" is no mode: write http or tcp.",
                        "port \"99999\" is no port: write a number from 1 to 65535.",
                        "host \"a\\u000ab\" is no host name: write letters, digits, inner dashes and dots, as in"
                                + " shop.example.com.",
                        "path \"x\" is no path: write / and segments of letters, digits and . _ ~ @ : + -, at most 256"
                                + " characters, as in /orders.",
                        "sticky \"maybe\" is neither true nor false.",
                        "balance \"fair\" is no balance: write roundrobin or leastconn or random or source.",
                        "timeouts.server \"0s\" is no duration: write a number and ms, s, m or h, up to 24h, as in 30s.",
                        "to.target \"/A\" is no app id.",
                        "to.weight \"300\" is no weight: write a number from 0 to 256.",
                        "owner is missing.",
                        "reason \"\" is to be one line of 1 to 500 characters.",
                        "expires \"soon\" is no instant: write it as in 2026-07-01T12:00:00Z."));
    }

    @ParameterizedTest
    @DisplayName("H6: a snippet is one directive of its backend and begins no section")
    @ValueSource(
            strings = {
                "global",
                "frontend x",
                "'global'",
                "glo\\bal",
                "\"listen\" x",
                "  backend b",
                ".if defined(X)",
                "http-request set-header X $SECRET",
                "a\nglobal",
                "a\0b",
                "a\u00a0b",
                ""
            })
    void aSnippetThatIsMoreThanALineOfItsBackendIsRefused(String line) {
        assertThatThrownBy(() -> withSnippet(line))
                .isInstanceOf(RuleException.class)
                .hasMessageStartingWith("snippet \"");
    }

    @Test
    void aSnippetOfOneDirectiveIsTaken() throws Exception {
        assertThat(((Send) withSnippet("  http-response set-header X-Team 'shop # 1'")
                                .action())
                        .snippet())
                .containsExactly("http-response set-header X-Team 'shop # 1'");
    }
}
