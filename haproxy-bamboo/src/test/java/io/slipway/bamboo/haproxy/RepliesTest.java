package io.slipway.bamboo.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.haproxy.ServersState.Mode;
import io.slipway.bamboo.haproxy.ServersState.Running;
import io.slipway.bamboo.haproxy.StatTable.Counters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads what HAProxy 2.6.12 really answered. */
class RepliesTest {

    private static final String SERVERS = """
            1
            # be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port
            4 orders_1 1 s1 127.0.0.1 2 0 1 1 1 1 0 2 0 0 0 0 - 19701 - 0 0 - - 0
            4 orders_1 2 s2 127.0.0.1 2 12 1 1 0 1 0 0 8 0 0 0 - 19702 - 0 0 - - 0
            4 orders_1 3 s3 127.0.0.1 0 5 1 1 1 1 0 0 8 0 0 0 - 1 - 0 0 - - 0
            4 orders_1 4 s4 127.0.0.1 2 4 0 1 0 1 0 0 8 0 0 0 - 19704 - 0 0 - - 0
            """;

    @Test
    void repliesEndWithAnEmptyLine() {
        String text = """
                no need to change the addr, port changed from '1' to '19702' by 'stats socket command'


                No such backend.

                1
                # a
                b

                """;
        assertThat(RuntimeSocket.replies(text))
                .containsExactly(
                        "no need to change the addr, port changed from '1' to '19702' by 'stats socket command'",
                        "",
                        "No such backend.",
                        "1\n# a\nb");
    }

    @Test
    void serversAreReadByTheNamesOfTheColumns() {
        ServersState state = ServersState.parse(SERVERS);
        assertThat(state.server("orders_1", "s1")).contains(new Running("127.0.0.1", 19701, Mode.UP, 1));
        assertThat(state.server("orders_1", "s2")).contains(new Running("127.0.0.1", 19702, Mode.DRAIN, 1));
        assertThat(state.server("orders_1", "s3")).contains(new Running("127.0.0.1", 1, Mode.MAINT, 1));
        assertThat(state.server("orders_1", "s4")).contains(new Running("127.0.0.1", 19704, Mode.UP, 0));
        assertThat(state.server("orders_1", "s5")).isEmpty();
        assertThatThrownBy(() -> ServersState.parse("Permission denied"))
                .hasMessage("HAProxy's servers state begins unlike version 1: Permission denied");
    }

    @Test
    void workersOfBeforeAReloadAreCounted() {
        String reply = """
                #<PID>          <type>          <reloads>       <uptime>        <version>
                10794           master          3 [failed: 1]   0d00h00m21s     2.6.12-1+deb12u4
                # workers
                11199           worker          0               0d00h00m00s     2.6.12-1+deb12u4
                # old workers
                10797           worker          1               0d00h00m21s     2.6.12-1+deb12u4
                10798           worker          2               0d00h00m21s     2.6.12-1+deb12u4
                # programs
                """;
        assertThat(ProcTable.parse(reply)).isEqualTo(new ProcTable(10794, 11199, 3, 1, 2));
        assertThat(ProcTable.parse("")).isEqualTo(ProcTable.NONE);
    }

    @Test
    void countersAreReadByTheNamesOfTheColumns() {
        String reply = "# pxname,svname,scur,stot,hrsp_5xx,rtime,-,\norders_1,s1,2,1000,3,12,,\norders_1,s2,,,,,,\n";
        StatTable table = StatTable.parse(reply);
        assertThat(table.of("orders_1", "s1")).isEqualTo(new Counters(2, 1000, 3, 12));
        assertThat(table.of("orders_1", "s2")).isEqualTo(Counters.ZERO);
        assertThat(table.of("orders_1", "s3")).isEqualTo(Counters.ZERO);
    }

    @Test
    @DisplayName("H2: only commands of ours reach the socket")
    void aCommandThatCouldBeTwoIsNeverSent() {
        RuntimeSocket socket = new RuntimeSocket(Path.of("/nonexistent.sock"), Duration.ofSeconds(1));
        for (String hostile : List.of("a;b", "a\nb", "a'b", "")) {
            assertThatThrownBy(() -> socket.ask(List.of(hostile))).hasMessageStartingWith("This is no command of ours");
        }
    }
}
