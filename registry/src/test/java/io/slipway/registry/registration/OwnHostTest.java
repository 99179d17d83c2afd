package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8500", "https://localhost:8501", "http://[::1]:8500", "http://0.0.0.0:8500"})
    void anAgentOnThisMachineFindsItOnThisMachine(String agent) {
        assertThat(OwnHost.facing(URI.create(agent))).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://nobody.invalid:8500", "http://[100::1]:8500", "http://192.0.2.1:8500"})
    void whateverIsChosenIsAnAddressOfThisMachine(String agent) throws SocketException {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .map(text -> text.replaceFirst("%.*", ""))
                .toList();

        assertThat(OwnHost.facing(URI.create(agent))).isIn(own);
    }

    @Test
    void thisMachinesNetworkAddressIsFoundByThatVeryAddress() throws SocketException {
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .filter(text -> !text.contains(":"))
                .forEach(text -> assertThat(OwnHost.facing(URI.create("http://" + text + ":8500")))
                        .isEqualTo(text));
    }
}
