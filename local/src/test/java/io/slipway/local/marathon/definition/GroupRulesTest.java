package io.slipway.local.marathon.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.marathon.AppId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRulesTest {

    @ParameterizedTest
    @CsvSource({
        "/tx /tx/min, /",
        "/tx/min /tx/min/child, /groups(0)",
        "/a/x /tx/min /tx/min/child, /groups(1)",
        "/a/b/c /a/b/c/d, /groups(0)/groups(0)",
        "/a/a/x /a/b/c /a/b/c/d, /groups(0)/groups(1)",
    })
    void anAppIsNoGroupAndTheRefusalSaysWhere(String apps, String path) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> GroupRules.check(ids(apps), List.of()));

        assertThat(refusal.body().toString())
                .isEqualTo("{\"message\":\"Object is not valid\",\"details\":[{\"path\":\"" + path
                        + "\",\"errors\":[\"Groups and Applications may not have the same identifier.\"]}]}");
    }

    @Test
    void neighboursWithAlikeNamesAreFine() {
        assertThatCode(() -> GroupRules.check(ids("/a /ab /a-b/c /a.b/c"), List.of()))
                .doesNotThrowAnyException();
    }

    private static List<AppId> ids(String apps) {
        return Stream.of(apps.split(" ")).map(AppId::of).toList();
    }
}
