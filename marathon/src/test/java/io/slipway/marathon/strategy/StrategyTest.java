package io.slipway.marathon.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.UpgradeStrategy;
import io.slipway.marathon.strategy.Copy.Condition;
import io.slipway.marathon.strategy.Copy.Generation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StrategyTest {

    private static final Copy OLD_A = old("a", Condition.HEALTHY);
    private static final Copy OLD_B = old("b", Condition.HEALTHY);

    @Test
    void crossoverExchangesOneForOneAndDrainsFirstWhatServesNobody() {
        Copy sick = old("sick", Condition.UNHEALTHY);
        Fleet fleet = fleet(2, OLD_A, sick, young("x", Condition.HEALTHY), young("y", Condition.STARTING));

        assertThat(new Crossover().next(fleet)).isEqualTo(new Moves(0, List.of("sick"), List.of()));
        assertThat(new Crossover().next(fleet(2, OLD_A, OLD_B))).isEqualTo(new Moves(2, List.of(), List.of()));
    }

    @Test
    void upThenDownWaitsForTheLastNewOne() {
        Fleet almost = fleet(2, OLD_A, OLD_B, young("x", Condition.HEALTHY), young("y", Condition.STARTING));
        Fleet up = fleet(2, OLD_A, OLD_B, young("x", Condition.HEALTHY), young("y", Condition.HEALTHY));

        assertThat(new UpThenDown().next(almost)).isEqualTo(Moves.NONE);
        assertThat(new UpThenDown().next(up)).isEqualTo(new Moves(0, List.of("a", "b"), List.of()));
    }

    @Test
    void downThenUpStartsNothingWhileAnOldOneIsLeft() {
        assertThat(new DownThenUp().next(fleet(1, old("a", Condition.DRAINED))))
                .isEqualTo(new Moves(0, List.of(), List.of("a")));
        assertThat(new DownThenUp().next(fleet(1))).isEqualTo(new Moves(1, List.of(), List.of()));
    }

    @Test
    void brutalWaitsForNobodyAndStillDrainsBeforeItKills() {
        assertThat(new Brutal().next(fleet(2, OLD_A, OLD_B))).isEqualTo(new Moves(2, List.of("a", "b"), List.of()));
    }

    @Test
    void aCanaryWatchesThenTakesOverOrGoes() {
        Canary canary = Canary.of(new Share.Percent(25));
        Fleet fleet = fleet(4, OLD_A, OLD_B, old("c", Condition.HEALTHY), old("d", Condition.HEALTHY));
        Fleet watched = fleet(
                4,
                Stream.concat(fleet.copies().stream(), Stream.of(young("x", Condition.HEALTHY)))
                        .toArray(Copy[]::new));

        assertThat(canary.next(fleet)).isEqualTo(new Moves(1, List.of(), List.of()));
        assertThat(canary.isDone(watched)).isTrue();
        assertThat(canary.next(watched)).isEqualTo(Moves.NONE);
        assertThat(canary.promoted().next(watched)).isEqualTo(new Moves(3, List.of("a"), List.of()));
        assertThat(canary.aborted().next(watched)).isEqualTo(new Moves(0, List.of("x"), List.of()));
        assertThat(canary.aborted().isDone(fleet)).isTrue();
    }

    @Test
    void aShareIsAtLeastOneAndAtMostAll() {
        assertThat(new Share.Percent(1).of(10)).isEqualTo(1);
        assertThat(new Share.Percent(21).of(10)).isEqualTo(3);
        assertThat(new Share.Percent(100).of(10)).isEqualTo(10);
        assertThat(new Share.Instances(5).of(3)).isEqualTo(3);
        assertThatThrownBy(() -> new Share.Percent(0)).hasMessage("0 % is no share: write 1 to 100.");
        assertThatThrownBy(() -> new Share.Instances(0)).hasMessage("0 canaries are none: take at least one.");
    }

    @Test
    void aStrategyIsReadByItsName() {
        UpgradeStrategy bounds = UpgradeStrategy.DEFAULT;

        assertThat(Stream.of("rolling", "crossover", "up-then-down", "down-then-up", "brutal")
                        .map(name -> Strategy.named(name, bounds)))
                .containsExactly(
                        new Rolling(bounds), new Crossover(), new UpThenDown(), new DownThenUp(), new Brutal());
        assertThatThrownBy(() -> Strategy.named("blue/green", bounds))
                .hasMessage("\"blue/green\" is no strategy: write rolling, crossover, up-then-down, down-then-up or"
                        + " brutal. A canary is begun, then promoted or aborted.");
    }

    @Test
    void aCanaryAppStandsBesideTheStableOneWithItsLabels() {
        AppSpec stable = AppSpec.of(AppId.of("/shop/cart"))
                .withCmd("cart 1")
                .withLabels(Map.of("http", "/cart"))
                .withInstances(8);
        AppSpec changed = AppSpec.of(AppId.of("/shop/cart")).withCmd("cart 2").withInstances(8);

        AppSpec canary = CanaryApp.of(stable, changed, new Share.Percent(25));

        assertThat(canary.id()).isEqualTo(AppId.of("/shop/cart-canary"));
        assertThat(canary.instances()).isEqualTo(2);
        assertThat(canary.labels()).isEqualTo(Map.of("http", "/cart", "slipway.canary-of", "/shop/cart"));
        assertThat(CanaryApp.stableOf(canary)).contains(AppId.of("/shop/cart"));
        assertThat(CanaryApp.stableOf(stable)).isEmpty();
        assertThat(CanaryApp.promoted(stable, canary)).isEqualTo(changed.withLabels(Map.of("http", "/cart")));
    }

    private static Fleet fleet(int wanted, Copy... copies) {
        return new Fleet(wanted, List.of(copies));
    }

    private static Copy old(String id, Condition condition) {
        return new Copy(id, Generation.OLD, condition);
    }

    private static Copy young(String id, Condition condition) {
        return new Copy(id, Generation.NEW, condition);
    }
}
