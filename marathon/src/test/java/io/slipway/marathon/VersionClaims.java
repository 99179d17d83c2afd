package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claims how versions are kept and restored. */
abstract class VersionClaims extends Claims {

    @Test
    void everyVersionIsKeptAndCanBeRead() {
        AppId id = apps().fresh();
        App first = apps().run(sleeping(id, 1).withEnv(Map.of("A", "1")));
        DeploymentResult change = marathon().replace(sleeping(id, 1).withEnv(Map.of("A", "2")), false);
        apps().awaitEnd(change);

        assertThat(marathon().versions(id)).contains(first.version(), change.version());
        App kept = marathon().version(id, first.version()).orElseThrow();
        assertThat(kept.spec()).isEqualTo(first.spec());
        assertThat(kept.version()).isEqualTo(first.version());
        assertThat(marathon().version(id, "2000-01-01T00:00:00.000Z")).isEmpty();
        assertThat(refusal(() -> marathon().versions(apps().fresh())).status()).isEqualTo(404);
    }

    @Test
    void restoringGoesBackInANewVersion() {
        AppId id = apps().fresh();
        App first = apps().run(sleeping(id, 1).withEnv(Map.of("A", "1")));
        apps().awaitEnd(marathon().replace(sleeping(id, 2).withEnv(Map.of("A", "2")), false));

        DeploymentResult back = marathon().restore(id, first.version(), false);

        App after = apps().awaitAsWanted(id);
        assertThat(after.spec()).isEqualTo(first.spec());
        assertThat(after.version()).isEqualTo(back.version()).isNotEqualTo(first.version());
    }

    @Test
    void whatIsNotKeptIsNotRestored() {
        AppId id = apps().fresh();
        apps().run(sleeping(id, 0));

        assertThat(refusal(() -> marathon().restore(id, "2000-01-01T00:00:00.000Z", false))
                        .status())
                .isEqualTo(404);
    }
}
