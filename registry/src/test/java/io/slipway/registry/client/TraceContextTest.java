package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void aContextIsReadAndWritten() {
        TraceContext context =
                TraceContext.parse(PARENT, "rojo=00f067,congo=t61 x").orElseThrow();

        assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, 1, "rojo=00f067,congo=t61 x"));
        assertThat(context.sampled()).isTrue();
        assertThat(context.traceparent()).isEqualTo(PARENT);
    }

    @Test
    void flagsThatNobodyKnowsAreNotPassedOn() {
        TraceContext context =
                TraceContext.parse("00-" + TRACE + "-" + SPAN + "-fe", null).orElseThrow();

        assertThat(context.sampled()).isFalse();
        assertThat(context.traceparent()).isEqualTo("00-" + TRACE + "-" + SPAN + "-00");
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnownAndSentAsOurs() {
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-brings", null))
                .map(TraceContext::traceparent)
                .contains(PARENT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "0-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "cc-" + TRACE + "-" + SPAN + "-01.more",
                "00-" + TRACE + "-" + SPAN + "-01\r\nX-Forged: 1",
                "cc-" + TRACE + "-" + SPAN + "-01-\r\nX-Forged: 1",
                " " + PARENT,
                PARENT + "," + PARENT
            })
    void whatIsNotOfTheFormIsNoContext(String traceparent) {
        assertThat(TraceContext.parse(traceparent, "a=b")).isEmpty();
    }

    @Test
    void anEndlessHeaderIsNoContext() {
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(100_000), null))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a=",
                "=b",
                "A=b",
                "a=b,a=c",
                "a=b\r\nX-Forged: 1",
                "a=b=c",
                "a=\u00e9",
                "-a=b",
                "a b=c",
                "a=b,\u0001=c"
            })
    void aStateThatIsNotWellFormedAloneIsDropped(String tracestate) {
        assertThat(TraceContext.parse(PARENT, tracestate)).contains(new TraceContext(TRACE, SPAN, 1, ""));
    }

    @Test
    void blanksAndEmptyMembersOfAStateAreNotPassedOn() {
        assertThat(TraceContext.parse(PARENT, " a=b ,\t,, c@d=e f\t,")
                        .orElseThrow()
                        .state())
                .isEqualTo("a=b,c@d=e f");
    }

    @Test
    void noMoreThanThirtyTwoMembersAreAState() {
        assertThat(stateOf(members(32, 1))).isEqualTo(members(32, 1));
        assertThat(stateOf(members(33, 1))).isEmpty();
    }

    @Test
    void aLongStateIsCutBetweenMembers() {
        String state = stateOf(members(10, 100));

        assertThat(state.length()).isBetween(400, 512);
        assertThat(members(10, 100)).startsWith(state + ",");
    }

    @Test
    void anEndlessStateIsDropped() {
        assertThat(stateOf("a=" + "b".repeat(1_000_000))).isEmpty();
        assertThat(stateOf(",".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aTraceBeginsWithIdsThatAreNeverZero() {
        RandomGenerator zeros = () -> 0;

        assertThat(TraceContext.begin(zeros).traceparent())
                .isEqualTo("00-00000000000000010000000000000000-0000000000000001-00");
        assertThat(TraceContext.begin(new Random(1))).isNotEqualTo(TraceContext.begin(new Random(2)));
    }

    @Test
    void aChildStaysInTheTrace() {
        TraceContext context = TraceContext.parse(PARENT, "a=b").orElseThrow();
        TraceContext child = context.child(new Random(1));

        assertThat(child.spanId()).isNotEqualTo(SPAN);
        assertThat(child).isEqualTo(new TraceContext(TRACE, child.spanId(), 1, "a=b"));
    }

    @Test
    void aThreadGetsBackWhatItCarried() {
        TraceContext outer = TraceContext.begin(new Random(1));
        TraceContext inner = TraceContext.begin(new Random(2));

        try (Scope first = outer.makeCurrent()) {
            try (Scope second = inner.makeCurrent()) {
                assertThat(TraceContext.current()).contains(inner);
            }
            assertThat(TraceContext.current()).contains(outer);
        }
        assertThat(TraceContext.current()).isEmpty();
    }

    @Test
    void onlyWellFormedIdsMakeAContext() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceContext(TRACE, "x", 0, ""))
                .withMessage("No trace context: a trace id is 32 and a span id 16 lower-case hexadecimal digits that"
                        + " are not all zero.");
    }

    private static String stateOf(String tracestate) {
        return TraceContext.parse(PARENT, tracestate).orElseThrow().state();
    }

    private static String members(int count, int valueLength) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i + "=" + "v".repeat(valueLength))
                .collect(Collectors.joining(","));
    }
}
