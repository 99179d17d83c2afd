package io.slipway.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints one file of the template tree, as often as it is asked to.
 *
 * <p>In the text, {@code <%name%>} stands for a value. In the path, {@code __name__} does, and a leading {@code dot-}
 * stands for the dot that would hide the file from tools that handle this tree: Maven, npm and Git each have names
 * they leave out.
 */
final class TemplateFile {

    /**
     * Tuned to print what mustache.js prints, byte for byte. Missing names, which mustache.js prints as nothing, are
     * refused: a hole in somebody's service is found too late.
     */
    private static final Mustache.Compiler MUSTACHE = Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .strictSections(true);

    private static final Pattern PLACEHOLDER = Pattern.compile("__(\\w+?)__");
    private static final Pattern DOT = Pattern.compile("(^|/)dot-");

    private final String path;
    private final boolean executable;
    private final Template template;

    TemplateFile(String path, boolean executable, String text) {
        this.path = path;
        this.executable = executable;
        try {
            this.template = MUSTACHE.compile(text);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("Cannot read the template " + path + ": " + e.getMessage(), e);
        }
    }

    /** Throws {@link IllegalArgumentException} where the template asks for a value that is not among the values. */
    GeneratedFile print(Map<String, Object> values) {
        try {
            return new GeneratedFile(landing(values), executable, template.execute(values));
        } catch (MustacheException e) {
            throw new IllegalArgumentException("Cannot print the template " + path + ": " + e.getMessage(), e);
        }
    }

    private String landing(Map<String, Object> values) {
        String filled = PLACEHOLDER.matcher(path).replaceAll(found -> {
            Object value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Cannot place the template " + path + ": nothing is called "
                        + found.group(1) + " in " + values.keySet());
            }
            return Matcher.quoteReplacement(value.toString());
        });
        return DOT.matcher(filled).replaceAll("$1.");
    }
}
