package io.slipway.service.admin;

import org.springframework.web.util.HtmlUtils;

/** Fills a page's {@code {{name}}} with text, escaped. */
final class Html {

    private String page;

    Html(String page) {
        this.page = page;
    }

    Html with(String name, String text) {
        // Braces too, so that a value cannot name a later placeholder.
        String escaped = HtmlUtils.htmlEscape(text).replace("{", "&#123;").replace("}", "&#125;");
        page = page.replace("{{" + name + "}}", escaped);
        return this;
    }

    @Override
    public String toString() {
        return page;
    }
}
