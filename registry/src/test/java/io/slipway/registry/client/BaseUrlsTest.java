package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlsTest {

    private final BaseUrls urls = new BaseUrls();

    private static ServiceInstance instance(String id, String host, int port) {
        return new ServiceInstance(id, "inventory", host, port, List.of(), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b",
                "/a%2Fb/%20c/%25",
                "/a;b=c/",
                "/%E2%82%AC?q=%E2%82%AC&r=a+b&s",
                "/a?",
                "/a?b=c%26d=e",
                "//a"
            })
    void pathAndQueryStayAsTheyAre(String rest) throws IOException {
        HttpUrl made = HttpUrl.get("http://service.invalid" + rest);

        assertThat(urls.at(instance("1", "10.0.0.7", 31000), made))
                .hasToString(made.toString().replace("service.invalid", "10.0.0.7:31000"));
    }

    @Test
    void anInstanceThatMovesIsFollowed() throws IOException {
        HttpUrl made = HttpUrl.get("http://service.invalid/a");

        assertThat(urls.at(instance("1", "one", 80), made)).hasToString("http://one/a");
        assertThat(urls.at(instance("1", "one", 81), made)).hasToString("http://one:81/a");
        assertThat(urls.at(instance("1", "two", 81), made)).hasToString("http://two:81/a");
        assertThat(urls.at(instance("1", "::1", 81), made)).hasToString("http://[::1]:81/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no host/at all", "a:b@c", "a#b", "\u0000"})
    void whatIsNoHostIsSaid(String host) {
        assertThatThrownBy(() -> urls.at(instance("1", host, 80), HttpUrl.get("http://service.invalid/")))
                .isInstanceOf(IOException.class)
                .hasMessage("not an address that can be called");
    }

    @Test
    void thousandsThatComeAndGoAreNotKept() throws IOException {
        HttpUrl made = HttpUrl.get("http://service.invalid/a");
        for (int i = 0; i < 5_000; i++) {
            assertThat(urls.at(instance("i" + i, "host", 1 + i), made).port()).isEqualTo(1 + i);
        }
        assertThat(urls.size()).isLessThanOrEqualTo(2_000);
    }
}
