package io.slipway.bamboo.haproxy;

import static io.slipway.bamboo.haproxy.Layouts.layout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTextTest {

    private final ConfigText text = new ConfigText(
            new Ways("127.0.0.1", 9600), Paths.in(Path.of("/var/run/slipway"), Path.of("/var/log/slipway")));

    @Test
    void theWholeFileIsAsExpected() throws Exception {
        try (InputStream golden = ConfigTextTest.class.getResourceAsStream("golden.cfg")) {
            assertThat(text.render(layout())).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void beforeMarathonSpokeEverybodyIsToldToComeBack() {
        assertThat(text.render(Layout.UNKNOWN))
                .contains("http-request return status 503")
                .doesNotContain("http-request return status 404");
    }

    @Test
    void everyWordOfAPolicyIsWritten() {
        Policy web =
                new Policy(Mode.HTTP, Balance.SOURCE, true, new Timeouts(Duration.ofSeconds(5), Duration.ofMinutes(2)));
        Policy bytes = new Policy(Mode.TCP, Balance.LEASTCONN, false, Timeouts.DEFAULT);
        Layout layout = new Layout(
                true,
                List.of(
                        new Pool(
                                "web_1",
                                List.of(new Route("a", "/", 8081, true, 0)),
                                web,
                                List.of(Slot.free(1).weighing(7)),
                                List.of("http-request deny if FALSE")),
                        new Pool("db_1", List.of(Route.port(5432)), bytes, List.of(Slot.free(1)), List.of())),
                List.of(new Certificate("a.pem", "1")));
        String rendered = new ConfigText(
                        new Ways("127.0.0.1", 9600, new Ways.Tls(9643, Path.of("/pem"))),
                        Paths.in(Path.of("/run"), Path.of("/log")))
                .render(layout);
        assertThat(rendered)
                .contains("""
                            bind '127.0.0.1:9600'
                            bind '127.0.0.1:9643' ssl crt-list '/run/certificates/list' alpn h2,http/1.1
                        """)
                .contains("frontend port_8081\n    bind '127.0.0.1:8081'\n")
                .contains("""
                        backend web_1
                            balance source
                            hash-type consistent
                            cookie SLIPWAY insert indirect nocache httponly dynamic
                            dynamic-cookie-key web_1
                            timeout server 5000ms
                            timeout tunnel 120000ms
                            http-request redirect code 308 location 'https://%[var(txn.host)]:9643%[pathq]' unless { ssl_fc }
                            http-request deny if FALSE
                            server s1 127.0.0.1:1 weight 7 disabled
                        """)
                .endsWith("""

                        frontend port_5432
                            bind '127.0.0.1:5432'
                            default_backend db_1

                        backend db_1
                            balance leastconn
                            server s1 127.0.0.1:1 disabled
                        """);
    }

    @Test
    void whatCouldEndAQuoteIsNeverWritten() {
        for (String path : List.of("/a'b", "/a\nb", "/a\0")) {
            Layout hostile = new Layout(true, List.of(new Pool("orders_1", List.of(new Route(null, path)), List.of())));
            assertThatThrownBy(() -> text.render(hostile)).isInstanceOf(IllegalArgumentException.class);
        }
        Layout badName = new Layout(true, List.of(new Pool("a b", List.of(), List.of())));
        assertThatThrownBy(() -> text.render(badName)).hasMessage("This is no name of ours for HAProxy: a b");
    }
}
