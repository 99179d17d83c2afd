package io.slipway.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

final class PeerTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
    void whoConnectsFromLoopbackIsLocal(String address) {
        assertThat(Peer.isLocal(address, request())).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"10.0.0.7", "128.0.0.1", "0.0.0.0", "::", "fe80::1", "::ffff:10.0.0.7"})
    void whoConnectsFromElsewhereIsNot(String address) {
        assertThat(Peer.isLocal(address, request())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "x-forwarded-for, ''",
        "X-Forwarded-Host, localhost",
        "X-Forwarded, anything",
        "Forwarded, for=127.0.0.1",
        "VIA, 1.1 proxy",
        "X-Real-IP, 127.0.0.1"
    })
    void whatAProxyPassesOnIsNotLocalWhateverItSays(String header, String value) {
        MockHttpServletRequest request = request();
        request.addHeader(header, value);
        assertThat(Peer.isLocal("127.0.0.1", request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9700", "127.0.0.1:9700", "[::1]", "[::1]:9700", "10.0.0.7:9700"})
    void aHostWithoutANameOfItsOwnIsThisOne(String host) {
        assertThat(Peer.isLocal("127.0.0.1", request("Host", host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "evil.example:80"})
    void aNameThatPointsHereIsNot(String host) {
        assertThat(Peer.isLocal("127.0.0.1", request("Host", host))).isFalse();
    }

    @Test
    void aPageOfAnotherOriginCannotAskByABrowserOnThisMachine() {
        MockHttpServletRequest request = request("Host", "127.0.0.1:9700");
        request.addHeader("Origin", "http://127.0.0.1:9700");
        assertThat(Peer.isLocal("127.0.0.1", request)).isTrue();
        for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:9701"}) {
            MockHttpServletRequest foreign = request("Host", "127.0.0.1:9700");
            foreign.addHeader("Origin", origin);
            assertThat(Peer.isLocal("127.0.0.1", foreign)).isFalse();
        }
    }

    private static MockHttpServletRequest request(String... header) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/admin");
        if (header.length > 0) {
            request.addHeader(header[0], header[1]);
        }
        return request;
    }
}
