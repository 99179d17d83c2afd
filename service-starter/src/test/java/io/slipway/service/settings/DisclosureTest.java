package io.slipway.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

final class DisclosureTest {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, List<Declaration>> traced = new TreeMap<>();

    @Test
    void valuesOfSecretsAreMaskedByNameByDeclarationAndWithinOtherValues() {
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("DB_PASSWORD", "hunter22")));
        declare("DB_PASSWORD", Declaration.variable("DB_PASSWORD", "hunter22"));
        declare("db.url", written("db.url", "jdbc:x?password=${DB_PASSWORD}"));
        declare("mq.url", written("mq.url", "amqp://app:other@mq"));
        declare("shop.code", written("shop.code", "4711"), Declaration.variable("SHOP_CODE", "4712"));
        declare("STRIPE_KEY", Declaration.variable("STRIPE_KEY", "sk_live_1"));
        declare("mine", written("mine", "m"));

        assertThat(disclosure("SHOP_CODE").of(traced))
                .containsExactly(
                        shown("DB_PASSWORD", "******", "environment variable DB_PASSWORD"),
                        shown("STRIPE_KEY", "******", "environment variable STRIPE_KEY"),
                        shown("db.url", "jdbc:x?password=******", "a.yml:1:2"),
                        shown("mine", "******", "a.yml:1:2"),
                        shown("mq.url", "amqp://app:******@mq", "a.yml:1:2"),
                        new ConfigKey(
                                "shop.code",
                                "******",
                                "boot",
                                "a.yml:1:2",
                                List.of(new ConfigKey.Overridden("******", "boot", "environment variable SHOP_CODE"))));
    }

    @Test
    void placeholdersAreResolvedWhereTheyCanBe() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("circle", "${circle}", "port", "31000")));
        declare("circle", written("circle", "${circle}"));
        declare("server.port", written("server.port", "${port:8080}"));
        declare("url", written("url", "http://${nobody}:${port}"));

        assertThat(disclosure().of(traced))
                .extracting(ConfigKey::value)
                .containsExactly("${circle}", "31000", "http://${nobody}:31000");
    }

    @Test
    void aLongValueIsCut() {
        declare("long", written("long", "x".repeat(500_000)));
        assertThat(disclosure().of(traced))
                .singleElement()
                .satisfies(key -> assertThat(key.value()).hasSize(1001).endsWith("x…"));
    }

    private void declare(String key, Declaration... declarations) {
        traced.put(key, List.of(declarations));
    }

    private static Declaration written(String name, String value) {
        return new Declaration(name, value, Layer.BOOT, "a.yml:1:2");
    }

    private static ConfigKey shown(String key, String value, String origin) {
        return new ConfigKey(key, value, "boot", origin, List.of());
    }

    private Disclosure disclosure(String... declaredSecret) {
        return new Disclosure(environment, "mine"::equals, List.of(declaredSecret));
    }
}
