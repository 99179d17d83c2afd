package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessStatusTest {

    @Test
    void aNameWithSpacesAndParenthesesMovesNoField() {
        assertThat(ProcessStatus.parse("4711 (a) R (b c) S 1 4710 4709 0 -1 4194560 1"))
                .isEqualTo(new ProcessStatus(4711, 'S', 4709));
    }

    @Test
    void thisProcessIsListed() {
        assertThat(ProcessStatus.all())
                .anyMatch(process -> process.pid() == ProcessHandle.current().pid() && process.isAlive());
    }
}
