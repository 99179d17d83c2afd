package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims how apps are chosen. */
abstract class FilterClaims extends Claims {

    @Test
    void appsAreChosenByTheirLabels() {
        AppId one = apps().fresh();
        AppId other = apps().fresh();
        String mark = one.underscored();
        marathon().create(sleeping(one, 0).withLabels(Map.of("mark", mark, "tier", "front end")));
        marathon().create(sleeping(other, 0).withLabels(Map.of("mark", mark)));

        assertThat(chosen("mark==" + mark)).containsExactlyInAnyOrder(one, other);
        assertThat(chosen("mark==" + mark + ",tier==front\\ end")).containsExactly(one);
        assertThat(chosen("mark in (x," + mark + "),tier")).containsExactly(one);
        assertThat(chosen("mark==" + mark + ",tier!=back")).containsExactly(one);
        assertThat(chosen("mark notin (" + mark + "),mark==" + mark)).isEmpty();
        assertThat(refusal(() -> chosen("a b c")).status()).isEqualTo(422);
    }

    private List<AppId> chosen(String selector) {
        return marathon().apps(AppFilter.label(selector)).stream().map(App::id).toList();
    }

    @Test
    void appsAreChosenByAPartOfTheirIdOrCommand() {
        AppId id = apps().fresh();
        marathon().create(sleeping(id, 0));
        String part = id.path().substring(3);

        assertThat(marathon().apps(AppFilter.id(part))).extracting(App::id).containsExactly(id);
        assertThat(marathon().apps(new AppFilter("SLEEP 1000", part, null))).hasSize(1);
        assertThat(marathon().apps(new AppFilter("no such command", part, null)))
                .isEmpty();
    }
}
