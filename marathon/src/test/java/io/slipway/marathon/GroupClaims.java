package io.slipway.marathon;

import static io.slipway.marathon.ContractApps.refusal;
import static io.slipway.marathon.ContractApps.sleeping;
import static io.slipway.marathon.ContractApps.unlessNotDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.Deployment.Action;
import io.slipway.marathon.Deployment.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims how groups are read and changed. */
abstract class GroupClaims extends Claims {

    @Test
    void aGroupIsATreeOfItsApps() {
        GroupId group = apps().freshGroup();
        AppId one = apps().below(group, "one");
        AppId deep = apps().below(group, "more/deep");
        marathon().create(sleeping(one, 0));
        marathon().create(sleeping(deep, 0));

        Group seen = marathon().group(group).orElseThrow();

        assertThat(seen.id()).isEqualTo(group);
        assertThat(seen.apps()).extracting(App::id).containsExactly(one);
        assertThat(seen.groups()).extracting(Group::id).containsExactly(GroupId.of(group + "/more"));
        assertThat(seen.allApps().map(App::id)).containsExactlyInAnyOrder(one, deep);
        assertThat(marathon().group(GroupId.ROOT).orElseThrow().allApps().map(App::id))
                .contains(one, deep);
        assertThat(marathon().groupApps(group)).extracting(App::id).containsExactlyInAnyOrder(one, deep);
        assertThat(marathon().appsBelow(group)).extracting(App::id).containsExactlyInAnyOrder(one, deep);
    }

    @Test
    void anUnknownGroupIsAbsent() {
        assertThat(marathon().group(apps().freshGroup())).isEmpty();
    }

    @Test
    void aGroupChangesInOneDeploymentAndStopsWhatItNoLongerNames() {
        GroupId group = apps().freshGroup();
        AppId one = apps().below(group, "one");
        AppId other = apps().below(group, "other");
        GroupSpec both = GroupSpec.of(group).withApps(List.of(sleeping(one, 1), sleeping(other, 1)));
        apps().awaitEnd(unlessNotDone(() -> marathon().createGroup(both, false)));
        assertThat(apps().awaitAsWanted(one).version())
                .isEqualTo(apps().awaitAsWanted(other).version());
        assertThat(refusal(() -> marathon().createGroup(both, false)).status()).isEqualTo(409);

        GroupSpec less = GroupSpec.of(group).withApps(List.of(sleeping(one, 2)));
        assertThat(marathon().planGroup(less))
                .containsExactly(
                        new Step(List.of(new Action("StopApplication", other.path(), List.of()))),
                        new Step(List.of(new Action("ScaleApplication", one.path(), List.of()))));
        assertThat(marathon().app(other)).isPresent();
        apps().awaitEnd(marathon().replaceGroup(less, false));

        assertThat(marathon().app(other)).isEmpty();
        assertThat(apps().awaitAsWanted(one).tasks()).hasSize(2);
    }

    @Test
    void aGroupIsScaledAndDeletedWhole() {
        GroupId group = apps().freshGroup();
        AppId one = apps().below(group, "one");
        GroupSpec spec = GroupSpec.of(group).withApps(List.of(sleeping(one, 3)));
        apps().awaitEnd(unlessNotDone(() -> marathon().createGroup(spec, false)));

        apps().awaitEnd(marathon().scaleGroup(group, 0.5, false));
        assertThat(apps().awaitAsWanted(one).tasks()).hasSize(2);

        apps().awaitEnd(marathon().deleteGroup(group, false));
        assertThat(marathon().app(one)).isEmpty();
        assertThat(marathon().group(group)).isEmpty();
        assertThat(refusal(() -> marathon().deleteGroup(group, false)).status()).isEqualTo(404);
    }

    @Test
    void aGroupGoesBackToAnOldVersion() {
        GroupId group = apps().freshGroup();
        AppId one = apps().below(group, "one");
        AppId other = apps().below(group, "other");
        GroupSpec both = GroupSpec.of(group).withApps(List.of(sleeping(one, 1), sleeping(other, 0)));
        DeploymentResult first = unlessNotDone(() -> marathon().createGroup(both, false));
        apps().awaitEnd(first);
        List<String> versions = unlessNotDone(() -> marathon().groupVersions(group));
        assertThat(versions).contains(first.version());
        apps().awaitEnd(marathon().replaceGroup(GroupSpec.of(group).withApps(List.of(sleeping(one, 2))), false));

        Group then = unlessNotDone(() -> marathon().groupVersion(group, first.version()))
                .orElseThrow();
        assertThat(then.apps()).extracting(App::id).containsExactlyInAnyOrder(one, other);
        apps().awaitEnd(marathon().restoreGroup(group, first.version(), false));

        assertThat(apps().awaitAsWanted(one).tasks()).hasSize(1);
        assertThat(marathon().app(other)).isPresent();
        assertThat(marathon().groupVersion(group, "2000-01-01T00:00:00.000Z")).isEmpty();
    }
}
