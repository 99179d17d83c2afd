package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses the page as an operator does, in a real Chromium. */
class PageIT {

    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";
    private static final String CANARY = "{\"id\":\"canary\",\"host\":\"shop.example.com\",\"path\":\"/orders\","
            + "\"to\":[{\"target\":\"/orders\"}],\"owner\":\"ada\",\"reason\":\"" + HOSTILE.replace("\"", "\\\"")
            + "\"}";

    @TempDir
    private static Path profile;

    private static Browser browser;

    private EdgeFixture fixture;
    private HttpService orders;

    @BeforeAll
    static void startBrowser() throws Exception {
        assumeTrue(Browser.driver().isPresent(), "There is no Chromium here: apt-get install chromium chromium-driver");
        browser = Browser.start(profile);
    }

    @AfterAll
    static void stopBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        fixture = new EdgeFixture().start();
        orders = HttpService.start("orders");
        fixture.route(
                app("/orders", Map.of("HAPROXY_0_PATH", "/orders"), task("/orders", "orders.1", orders.port())),
                app("/hostile", Map.of("HAPROXY_0_PATH", HOSTILE)));
        fixture.awaitTraffic("orders.1");
        browser.resize(1200, 1400);
        browser.prefer("light");
        browser.open(fixture.edge().page());
        browser.awaitText("#services", "orders.1");
        browser.awaitText("#who", "anybody, operator");
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        orders.close();
    }

    @Test
    void anOperatorAsksChecksSavesDrainsAndGoesBack() throws Exception {
        browser.type("#ask-url", "shop.example.com/orders/7");
        browser.click("#ask button");
        browser.awaitText("#answer", "goes to /orders by its route /orders, to one of 1 server.");

        browser.click("#new-rule");
        browser.type("#editor-text", "{\"id\":\"canary\",\"host\":\"a b\"}");
        browser.awaitText("#editor-said", "host \"a b\" is no host name");
        browser.awaitText("#editor-said", "reason is missing.");
        browser.type("#editor-text", CANARY);
        browser.awaitText("#editor-said", "by a hitless reload:");
        browser.awaitText("#editor-said", "route shop.example.com/orders is new, to rule:canary");
        browser.click("#editor-save");

        browser.awaitText("#rules", "canary");
        browser.awaitText("#rules", "shop.example.com/orders → /orders ×1");
        browser.awaitText("#rule-history", "canary added");
        browser.awaitText("#services", "shop.example.com/orders");
        browser.click("#ask button");
        browser.awaitText("#answer", "goes to rule:canary by its route shop.example.com/orders");
        browser.awaitText("#answer", "(shadowed)");

        browser.click("#rules button");
        browser.click("#editor-remove");
        browser.acceptAlert();
        browser.awaitText("#rules", "No rule.");
        browser.awaitText("#rule-history", "canary removed");
        browser.click("#rule-history li:nth-child(2) button");
        browser.acceptAlert();
        browser.awaitText("#rule-history", "back to version 1");
        browser.awaitText("#rules", "canary");
    }

    @Test
    void whatLabelsSayIsTextAndNothingElse() throws Exception {
        browser.awaitText("#notices", "/hostile is not routed. HAPROXY_0_PATH \"<img src=x onerror=");
        assertThat(browser.run("return document.querySelectorAll('img').length + ' ' + document.title")
                        .asText())
                .isEqualTo("0 Slipway edge");
        // The policy holds: a script that came into the page all the same would not run.
        assertThat(browser.run("const script = document.createElement('script');"
                                + "script.textContent = \"document.title = 'owned'\";"
                                + "document.head.append(script); return document.title")
                        .asText())
                .isEqualTo("Slipway edge");
    }

    @Test
    void everyControlHasANameAndIsReachedByTheKeyboard() throws Exception {
        assertThat(browser.run("return [...document.querySelectorAll('button, input, textarea')].filter(e =>"
                                + " !(e.getAttribute('aria-label') || e.innerText || (e.labels && e.labels.length)))"
                                + ".map(e => e.outerHTML).join()")
                        .asText())
                .isEmpty();
        browser.press("/");
        assertThat(browser.run("return document.activeElement.id").asText()).isEqualTo("filter");
        browser.run("document.getElementById('new-rule').focus()");
        browser.press("\uE007");
        assertThat(browser.run("return document.activeElement.id").asText()).isEqualTo("editor-text");
        browser.press("\uE00C");
        assertThat(browser.run("return document.getElementById('editor').open").asBoolean())
                .isFalse();
    }

    @Test
    void nothingIsWiderThanAPhoneAndDarkIsDark() throws Exception {
        browser.resize(390, 844);
        assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
        String light = background();
        browser.prefer("dark");
        assertThat(background()).isNotEqualTo(light);
    }

    private String background() throws Exception {
        return browser.run("return getComputedStyle(document.body).backgroundColor")
                .asText();
    }
}
