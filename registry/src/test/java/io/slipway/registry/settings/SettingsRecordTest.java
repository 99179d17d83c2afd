package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsRecordTest {

    @Settings("checkout.cart")
    record Good(
            @Default("10") int pageSize,
            @Default("") String maxURLLength,
            @Default("1s") Duration http2Timeout,
            @Default("1") int x) {}

    record Bare(@Default("10") int pageSize) {}

    @Settings("bad")
    record Bad(
            @Default("ten") int pageSize,
            String greeting,
            @Default("") Map<String, String> prices) {}

    @Settings(" ")
    record Refusing(@Default("0") int pageSize) {}

    @Settings("refusing")
    record RefusingItsDefaults(@Default("0") int pageSize) {
        RefusingItsDefaults {
            if (pageSize < 1) {
                throw new IllegalArgumentException("page-size must be positive");
            }
        }
    }

    @Test
    void keysAreTheComponentsInKebabCaseBehindThePrefix() {
        assertThat(SettingsRecord.of(Good.class, Validation.NONE).components())
                .extracting(Component::key)
                .containsExactly(
                        "checkout.cart.page-size",
                        "checkout.cart.max-url-length",
                        "checkout.cart.http2-timeout",
                        "checkout.cart.x");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        refuses(
                Bad.class,
                "Bad cannot hold settings: the default of pageSize, \"ten\": not a whole number;"
                        + " greeting has no @Default;"
                        + " prices is a java.util.Map<java.lang.String, java.lang.String>, which is none of"
                        + " String, int, long, double, boolean, Duration, an enum, List<String>.");
    }

    @Test
    void aRecordMustSayWhereItStands() {
        refuses(Bare.class, "Bare cannot hold settings: it is not annotated with @Settings.");
        refuses(Refusing.class, "Refusing cannot hold settings: the prefix in @Settings is empty.");
    }

    @Test
    void theDefaultsMustHold() {
        refuses(
                RefusingItsDefaults.class,
                "RefusingItsDefaults cannot hold settings: the defaults are refused: page-size must be positive.");
    }

    private static void refuses(Class<? extends Record> type, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsRecord.of(type, Validation.NONE))
                .withMessage(message);
    }
}
