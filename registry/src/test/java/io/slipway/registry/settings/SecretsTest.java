package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.internal.Logs;
import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.testing.InMemoryRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecretsTest {

    @Settings("mail")
    record Mail(
            @Default("none") String password,
            @Secret @Default("0") int pin,
            @Default("amqp://127.0.0.1") String broker) {
        Mail {
            if (password.length() < 4) {
                throw new IllegalArgumentException("too short: " + password);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "spring.datasource.password",
                "client-secret",
                "CONSUL_HTTP_TOKEN",
                "stripe.apiKey",
                "aws.secret_access_key",
                "smtp.passwd",
                "DB_PWD",
                "credentials"
            })
    void aNameGivesASecretAway(String key) {
        assertThat(Secrets.masked(key, "hunter2")).isEqualTo("******");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders.page-size",
                "CONSUL_HTTP_TOKEN_FILE",
                "keyboard",
                "passenger",
                "secrets.path",
                "PWD",
                "OLDPWD"
            })
    void otherValuesAreShown(String key) {
        assertThat(Secrets.masked(key, "hunter2")).isEqualTo("hunter2");
    }

    @Test
    void aPasswordInAUrlIsMasked() {
        assertThat(Secrets.masked("db.url", "jdbc:postgresql://app:hunter2@db/x, http://a@b, http://:pw@c"))
                .isEqualTo("jdbc:postgresql://app:******@db/x, http://a@b, http://:******@c");
    }

    @Test
    void aReasonTellsNoSecret() {
        String key = "k".repeat(150) + "e".repeat(150);
        assertThat(Secrets.reason("hunter2", new IllegalArgumentException("hunter2 is short")))
                .isEqualTo("****** is short");
        assertThat(Secrets.reason(key, new IllegalArgumentException("not " + key)))
                .isEqualTo("it may not be that");
        assertThat(Secrets.reason("1", new IllegalArgumentException("1 is short")))
                .isEqualTo("it may not be that");
        assertThat(Secrets.reason(" ", new IllegalArgumentException("too short")))
                .isEqualTo("too short");
    }

    @Test
    void secretSettingsAreInForceAndNeverShown() {
        InMemoryRegistry registry = new InMemoryRegistry();
        registry.put("config/shop/mail.password", "hunter2");
        registry.put("config/shop/mail.pin", "4711");
        registry.put("config/shop/mail.broker", "amqp://app:hunter2@mq");
        registry.put("config/shop/mail.passwort", "hunter2");
        try (Logs logs = Logs.of(SettingsStore.class);
                SettingsStore store = SettingsStore.open(registry, "shop")) {
            assertThat(store.live(Mail.class).get()).isEqualTo(new Mail("hunter2", 4711, "amqp://app:hunter2@mq"));
            assertThat(store.inForce("mail.password").orElseThrow().value()).isEqualTo("hunter2");

            registry.put("config/shop/mail.password", "pw9");
            registry.put("config/shop/mail.pin", "471x");
            store.publishRefusals("a");
            await().untilAsserted(() -> assertThat(store.report().refused())
                    .contains(
                            new Refusal("mail.password", "******", "too short: ******", 6),
                            new Refusal("mail.pin", "******", "not a whole number", 7)));
            assertThat(store.live(Mail.class).get().pin()).isEqualTo(4711);
            await().until(() -> registry.entry("status/shop/a/refused").isPresent());
            assertThat(store.report() + registry.entry("status/shop/a/refused").toString() + logs.lines())
                    .contains("amqp://app:******@mq")
                    .doesNotContain("hunter2")
                    .doesNotContain("pw9")
                    .doesNotContain("471");
        }
    }
}
