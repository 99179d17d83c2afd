package io.slipway.bamboo.haproxy;

import static io.slipway.bamboo.haproxy.Layouts.layout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.route.Route;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTextTest {

    private final ConfigText text = new ConfigText("127.0.0.1:9600", Path.of("/var/run/slipway/admin.sock"));

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
    void whatCouldEndAQuoteIsNeverWritten() {
        for (String path : List.of("/a'b", "/a\nb", "/a\0")) {
            Layout hostile = new Layout(true, List.of(new Pool("orders_1", List.of(new Route(null, path)), List.of())));
            assertThatThrownBy(() -> text.render(hostile)).isInstanceOf(IllegalArgumentException.class);
        }
        Layout badName = new Layout(true, List.of(new Pool("a b", List.of(), List.of())));
        assertThatThrownBy(() -> text.render(badName)).hasMessage("This is no name of ours for HAProxy: a b");
    }
}
