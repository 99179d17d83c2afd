package io.slipway.local.marathon.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSpecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'container':{'docker':{'image':'a','network':'BRIDGE','portMappings':[%s]},'volumes':[%s]}",
                "'networks':[{'mode':'container/bridge'}],"
                        + "'container':{'type':'DOCKER','docker':{'image':'a'},'portMappings':[%s],'volumes':[%s]}",
            })
    void bothFormsOfMarathonMeanTheSame(String form) {
        String mapping = "{'containerPort':80,'hostPort':0,'servicePort':9001,'name':'web'},{'hostPort':53,"
                + "'protocol':'udp','servicePort':9002}";
        String volume = "{'containerPath':'/d','hostPath':'/tmp','mode':'RO'},{'containerPath':'/e','hostPath':'/srv'}";

        ContainerSpec container = read("'cmd':'true'," + form.formatted(mapping, volume))
                .container()
                .orElseThrow();

        assertThat(container)
                .isEqualTo(new ContainerSpec(
                        "a",
                        true,
                        false,
                        false,
                        true,
                        List.of(),
                        List.of(
                                new ContainerSpec.Volume("/d", "/tmp", true),
                                new ContainerSpec.Volume("/e", "/srv", false)),
                        List.of(
                                new PortSpec(9001, 0, OptionalInt.of(80), "tcp", "web"),
                                new PortSpec(9002, 53, OptionalInt.of(0), "udp", null))));
    }

    @Test
    void anImageAloneIsEnoughAndLivesOnTheHostsNetwork() {
        AppDefinition app = read("'container':{'docker':{'image':'a','forcePullImage':true,'privileged':true,"
                + "'parameters':[{'key':'init','value':'true'}]}}");

        assertThat(app.container())
                .contains(new ContainerSpec(
                        "a",
                        false,
                        true,
                        true,
                        false,
                        List.of(new ContainerSpec.Parameter("init", "true")),
                        List.of(),
                        List.of(new PortSpec(0, 0, OptionalInt.empty(), "tcp", "default"))));
        assertThat(app.argv()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cpus':0.5,'mem':64 | 0.5 | 0.0 | 64.0",
                "'cpus':0.5,'mem':64,'resourceLimits':{'cpus':2,'mem':128} | 0.5 | 2.0 | 128.0",
                "'cpus':0.5,'mem':64,'resourceLimits':{'cpus':'unlimited','mem':'unlimited'} | 0.5 | 0.0 | 0.0",
            })
    void limitsAreWhatIsAskedForUnlessTheyAreGiven(String members, double cpus, double mostCpus, double memory) {
        assertThat(read("'cmd':'true'," + members).limits()).isEqualTo(new Limits(cpus, mostCpus, memory));
    }

    private static AppDefinition read(String members) {
        String json = "{\"id\":\"/a\"," + members.replace('\'', '"') + "}";
        return AppReader.create(AppReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
