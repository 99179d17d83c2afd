package io.slipway.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void partsAreFilledBeforeTheyStandInThePage() {
        List<Html> parts = List.of(new Html("<li>{{a}}</li>").with("a", "{{b}}<"), new Html("<li>2</li>"));
        String page = new Html("<ul>{{parts}}</ul>{{b}}")
                .with("parts", parts)
                .with("b", "secret")
                .toString();
        assertThat(page).isEqualTo("<ul><li>&#123;&#123;b&#125;&#125;&lt;</li><li>2</li></ul>secret");
    }
}
