package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsReport.Setting;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SettingsStoreTest {

    private static final String SIZE = "config/shop/orders.page-size";
    private static final String GREETING = "config/shop/orders.greeting";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Logs logs = Logs.of(SettingsStore.class);
    private SettingsStore store = store();
    private final Live<Orders> orders = store.live(Orders.class);

    @Settings("orders")
    record Orders(
            @Default("10") int pageSize, @Default("Hello") String greeting) {
        Orders {
            if (pageSize < 1 || pageSize > 100) {
                throw new IllegalArgumentException("page-size must be 1..100, not " + pageSize);
            }
        }
    }

    @Settings("range")
    record Range(@Default("1") int least, @Default("10") int most) {
        Range {
            if (least > most) {
                throw new IllegalArgumentException("least is " + least + ", more than most, " + most);
            }
        }
    }

    @AfterEach
    void close() {
        store.close();
        logs.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void withoutAnyEntryTheDefaultsAreInForce() {
        assertThat(orders.get()).isEqualTo(new Orders(10, "Hello"));
        assertThat(store.report())
                .isEqualTo(new SettingsReport(
                        "shop",
                        List.of(
                                new Setting("orders.greeting", "Hello", "default", 0),
                                new Setting("orders.page-size", "10", "default", 0)),
                        List.of(),
                        List.of()));
    }

    @Test
    void whatStandsInTheRegistryIsInForceFromTheStart() {
        registry.put(SIZE, "25");
        store.close();
        store = SettingsStore.open(registry, "shop");

        assertThat(store.live(Orders.class).get().pageSize()).isEqualTo(25);
    }

    @Test
    void aWriteIsInForceSoon() {
        registry.put(SIZE, "25");
        awaitSize(25);

        assertThat(orders.get()).isEqualTo(new Orders(25, "Hello"));
        assertThat(store.report().settings())
                .containsExactly(
                        new Setting("orders.greeting", "Hello", "default", 0),
                        new Setting("orders.page-size", "25", SIZE, 2));
        assertThat(logs.lines()).containsExactly("INFO " + SIZE + " changed from \"10\" to \"25\" (index 2).");
    }

    @Test
    void aDeletedEntryGivesTheDefaultBack() {
        registry.put(SIZE, "25");
        awaitSize(25);

        registry.delete(SIZE);

        awaitSize(10);
    }

    @Test
    void aBadValueIsRefusedAndTheLastGoodOneStays() {
        registry.put(SIZE, "25");
        awaitSize(25);

        registry.put(SIZE, "ten");

        awaitRefused(new Refusal("orders.page-size", "ten", "not a whole number", 3));
        assertThat(orders.get().pageSize()).isEqualTo(25);
        assertThat(store.report().settings()).contains(new Setting("orders.page-size", "25", SIZE, 2));
        assertThat(logs.lines())
                .endsWith("WARN " + SIZE + " = \"ten\" is refused and the last good value stays: not a whole number.");
    }

    @Test
    void aValueOutOfTheRecordsBoundsIsRefused() {
        registry.put(SIZE, "1000");

        awaitRefused(new Refusal("orders.page-size", "1000", "page-size must be 1..100, not 1000", 2));
        assertThat(orders.get().pageSize()).isEqualTo(10);
    }

    @Test
    void theNextGoodValueClearsTheRefusal() {
        registry.put(SIZE, "ten");
        awaitRefused(new Refusal("orders.page-size", "ten", "not a whole number", 2));

        registry.put(SIZE, "20");

        awaitSize(20);
        assertThat(store.report().refused()).isEmpty();
        assertThat(logs.lines())
                .containsExactly(
                        "WARN " + SIZE + " = \"ten\" is refused and the last good value stays: not a whole number.",
                        "INFO " + SIZE + " is good again.",
                        "INFO " + SIZE + " changed from \"10\" to \"20\" (index 3).");
    }

    @Test
    void deletingABadValueClearsTheRefusal() {
        registry.put(SIZE, "ten");
        awaitRefused(new Refusal("orders.page-size", "ten", "not a whole number", 2));

        registry.delete(SIZE);

        awaitRefused();
    }

    @Test
    void aBadValueIsLoggedOnceHoweverOftenItIsRead() {
        registry.put(SIZE, "ten");
        awaitRefused(new Refusal("orders.page-size", "ten", "not a whole number", 2));

        registry.put(GREETING, "Hi");

        await().until(() -> orders.get().greeting().equals("Hi"));
        assertThat(logs.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
    }

    @Test
    void aBadValueHoldsNoGoodOneBack() {
        registry.put(SIZE, "ten");
        registry.put(GREETING, "Hi");

        await().until(() -> orders.get().greeting().equals("Hi"));
        assertThat(orders.get()).isEqualTo(new Orders(10, "Hi"));
    }

    @Test
    void valuesThatHoldOnlyTogetherAreTakenTogether() {
        Live<Range> range = store.live(Range.class);

        registry.put("config/shop/range.least", "20");
        awaitRefused(new Refusal("range.least", "20", "least is 20, more than most, 10", 2));
        registry.put("config/shop/range.most", "30");

        await().untilAsserted(() -> assertThat(range.get()).isEqualTo(new Range(20, 30)));
        assertThat(store.report().refused()).isEmpty();
    }

    @Test
    void ofValuesThatDoNotHoldTogetherTheFirstWrittenIsTaken() {
        registry.put("config/shop/range.most", "5");
        registry.put("config/shop/range.least", "7");
        store.close();
        store = SettingsStore.open(registry, "shop");

        assertThat(store.live(Range.class).get()).isEqualTo(new Range(1, 5));
        assertThat(store.report().refused())
                .containsExactly(new Refusal("range.least", "7", "least is 7, more than most, 5", 3));
    }

    @Test
    void aKeyOfNoSettingIsReportedWithASuggestion() {
        registry.put("config/shop/orders.pagesize", "25");
        registry.put("config/shop/JAVA_OPTS", "-Xmx1g");
        registry.put("config/shop/", "");
        registry.put("config/other/orders.page-size", "25");

        awaitRefused(
                new Refusal("JAVA_OPTS", "-Xmx1g", "no setting of this service has this key", 3),
                new Refusal(
                        "orders.pagesize",
                        "25",
                        "no setting of this service has this key; did you mean orders.page-size?",
                        2));
        assertThat(orders.get()).isEqualTo(new Orders(10, "Hello"));
    }

    @Test
    void hostileValuesAreShownShortAndOnOneLine() {
        registry.put(SIZE, "1\nERROR forged " + "x".repeat(1000));

        await().until(() -> !store.report().refused().isEmpty());
        assertThat(store.report().refused())
                .containsExactly(new Refusal(
                        "orders.page-size", "1 ERROR forged " + "x".repeat(185) + "…", "not a whole number", 2));
        assertThat(logs.lines()).singleElement().asString().doesNotContain("\n");
    }

    @Test
    void listenersAreToldTheOldAndTheNewValue() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Subscription subscription =
                store.onChange(Orders.class, (was, is) -> heard.add(was.pageSize() + " to " + is.pageSize()));

        registry.put(SIZE, "20");
        awaitSize(20);
        registry.put(SIZE, "ten");
        awaitRefused(new Refusal("orders.page-size", "ten", "not a whole number", 3));
        registry.put(SIZE, "30");
        await().untilAsserted(() -> assertThat(heard).containsExactly("10 to 20", "20 to 30"));

        subscription.close();
        registry.put(SIZE, "40");
        awaitSize(40);
        assertThat(heard).hasSize(2);
    }

    @Test
    void aListenerThatThrowsStopsNothing() {
        store.onChange(Orders.class, (was, is) -> {
            throw new IllegalStateException("a listener's fault");
        });

        registry.put(SIZE, "20");
        awaitSize(20);
        registry.put(SIZE, "30");
        awaitSize(30);
    }

    @Test
    void whileTheRegistryIsAwayEverythingStays() {
        registry.put(SIZE, "25");
        awaitSize(25);

        registry.goAway();
        await().until(() -> logs.lines().stream().anyMatch(line -> line.startsWith("WARN Watching config/shop/ ")));
        assertThat(orders.get().pageSize()).isEqualTo(25);

        registry.comeBack();
        registry.put(SIZE, "30");
        awaitSize(30);
    }

    @Test
    void aStoreOpensWithDefaultsWhileTheRegistryIsAway() {
        registry.goAway();
        try (SettingsStore early = SettingsStore.open(registry, "early")) {
            assertThat(early.live(Orders.class).get()).isEqualTo(new Orders(10, "Hello"));

            registry.comeBack();
            registry.put("config/early/orders.page-size", "30");
            await().until(() -> early.live(Orders.class).get().pageSize() == 30);
        }
    }

    @Test
    void theSameRecordHasOneHolder() {
        assertThat(store.live(Orders.class)).isSameAs(orders);
    }

    @Test
    void aServiceWithoutANameHasNoSettings() {
        assertThatIllegalArgumentException().isThrownBy(() -> SettingsStore.open(registry, ""));
    }

    private SettingsStore store() {
        SettingsStore.Options options = SettingsStore.Options.DEFAULT;
        Pace quick = new Pace(
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofMillis(2),
                Duration.ofMillis(10),
                Duration.ZERO,
                1000,
                Duration.ofMillis(1));
        return new SettingsStore(registry, "shop", options, quick, Clock.systemUTC(), () -> 0.5);
    }

    private void awaitSize(int size) {
        await().untilAsserted(() -> assertThat(orders.get().pageSize()).isEqualTo(size));
    }

    private void awaitRefused(Refusal... refusals) {
        await().untilAsserted(() -> assertThat(store.report().refused()).containsExactly(refusals));
    }
}
