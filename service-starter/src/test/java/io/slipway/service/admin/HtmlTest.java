package io.slipway.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {

    @Test
    void aValueIsTextWhateverItHolds() {
        String page = new Html("<b title=\"{{name}}\">{{name}}</b>")
                .with("name", "<i a='b'>\"&")
                .toString();
        assertThat(page)
                .isEqualTo("<b title=\"&lt;i a=&#39;b&#39;&gt;&quot;&amp;\">&lt;i a=&#39;b&#39;&gt;&quot;&amp;</b>");
    }

    @Test
    void aValueCannotNameAnotherPlaceholder() {
        String page =
                new Html("{{a}} {{b}}").with("a", "{{b}}").with("b", "secret").toString();
        assertThat(page).isEqualTo("&#123;&#123;b&#125;&#125; secret");
    }
}
