package io.slipway.local.consul.http;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes answers: records under Go's names, {@code serviceId} as {@code ServiceID}. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(new GoNames())
            // What a record says of itself, isOfNode() and the like, is no part of the answer.
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(new GoPrinter());

    private Json() {}

    public static byte[] compact(@Nullable Object content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + content + " as JSON", e);
        }
    }

    static byte[] pretty(@Nullable Object content) {
        try {
            return (PRETTY.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + content + " as JSON", e);
        }
    }

    private static final class GoNames extends NamingBase {
        @Override
        public String translate(String name) {
            String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return capital.endsWith("Id") ? capital.substring(0, capital.length() - 1) + "D" : capital;
        }
    }

    private static final class GoPrinter extends DefaultPrettyPrinter {

        private static final DefaultIndenter FOUR = new DefaultIndenter("    ", "\n");

        GoPrinter() {
            super(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
            indentArraysWith(FOUR);
            indentObjectsWith(FOUR);
        }

        private GoPrinter(GoPrinter base) {
            super(base);
        }

        @Override
        public DefaultPrettyPrinter createInstance() {
            return new GoPrinter(this);
        }
    }
}
