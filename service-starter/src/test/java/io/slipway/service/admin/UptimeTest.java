package io.slipway.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UptimeTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 s",
        "59,59 s",
        "60,1 min 0 s",
        "3599,59 min 59 s",
        "3600,1 h 0 min",
        "86399,23 h 59 min",
        "97200,1 d 3 h"
    })
    void timeIsSaidInItsTwoLargestUnits(long seconds, String words) {
        InstantSource now = InstantSource.fixed(Instant.ofEpochSecond(seconds));
        assertThat(new Uptime(Instant.EPOCH, now).inWords()).isEqualTo(words);
    }
}
