package io.slipway.local.marathon.scheduler;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.slipway.local.marathon.definition.AppDefinition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Writes records as JSON and reads them back: components by name, times and definitions in their own form. */
final class Encoding {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Work.Start.class, name = "start"),
        @JsonSubTypes.Type(value = Work.Stop.class, name = "stop"),
        @JsonSubTypes.Type(value = Work.Scale.class, name = "scale"),
        @JsonSubTypes.Type(value = Work.Restart.class, name = "restart"),
    })
    private interface Kinds {}

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            // A later version may have written more, or an earlier one less.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .addMixIn(Work.class, Kinds.class)
            .addModule(new SimpleModule()
                    .addSerializer(new AsText<>(Instant.class))
                    .addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse))
                    .addSerializer(new AsText<>(Duration.class))
                    .addDeserializer(Duration.class, new FromText<>(Duration.class, Duration::parse))
                    .addSerializer(new DefinitionWriter())
                    .addDeserializer(AppDefinition.class, new DefinitionReader()))
            .build();

    private Encoding() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No " + type.getSimpleName() + " was stored: " + text, e);
        }
    }

    static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No " + type.getType().getTypeName() + " was stored: " + text, e);
        }
    }

    private static final class AsText<T> extends StdSerializer<T> {

        AsText(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {

        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return parse.apply(in.getText());
        }
    }

    private static final class DefinitionWriter extends StdSerializer<AppDefinition> {

        DefinitionWriter() {
            super(AppDefinition.class);
        }

        @Override
        public void serialize(AppDefinition value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeTree(value.json());
        }
    }

    private static final class DefinitionReader extends StdDeserializer<AppDefinition> {

        DefinitionReader() {
            super(AppDefinition.class);
        }

        @Override
        public AppDefinition deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return AppDefinition.stored(in.<ObjectNode>readValueAsTree());
        }
    }
}
