package io.slipway.service.admin;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Fills a page's {@code {{name}}} with text, escaped, or with parts that were filled so. */
final class Html {

    private String page;

    Html(String page) {
        this.page = page;
    }

    Html with(String name, String text) {
        // Braces too, so that a value cannot name a later placeholder.
        return fill(name, HtmlUtils.htmlEscape(text).replace("{", "&#123;").replace("}", "&#125;"));
    }

    Html with(String name, List<Html> parts) {
        return fill(name, parts.stream().map(Html::toString).collect(Collectors.joining()));
    }

    private Html fill(String name, String html) {
        page = page.replace("{{" + name + "}}", html);
        return this;
    }

    @Override
    public String toString() {
        return page;
    }
}
