package io.slipway.service.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/**
 * Says where a value of Spring's environment was written, by Spring's own tracking.
 *
 * @param name as it is spelt there: {@code server.port}, or {@code SERVER_PORT}
 * @param place {@code application.yml:3:14}, or the variable, argument or KV key
 */
record Declaration(String name, String value, Layer layer, String place) {

    private static final String VARIABLE = "environment variable ";
    // Of Spring Boot's SpringApplication.setDefaultProperties.
    private static final String DEFAULTS = "defaultProperties";

    static Declaration of(ConfigurationProperty property) {
        String value = Objects.toString(property.getValue(), "");
        return property.getOrigin() instanceof PropertySourceOrigin tracked
                ? of(tracked.getPropertyName(), value, tracked.getPropertySource(), tracked.getOrigin())
                : new Declaration(
                        property.getName().toString(),
                        value,
                        Layer.BOOT,
                        Objects.toString(property.getOrigin(), "Spring's environment"));
    }

    private static Declaration of(String name, String value, PropertySource<?> source, @Nullable Origin origin) {
        if (origin instanceof SettingOrigin setting) {
            return new Declaration(name, value, setting.layer(), setting.toString());
        }
        if (origin instanceof TextResourceOrigin text && text.getResource() != null) {
            Resource file = text.getResource();
            Layer layer = layer(source.getName(), file.getDescription());
            return new Declaration(name, value, layer, place(file, text.getLocation()));
        }
        if (origin instanceof SystemEnvironmentOrigin variable) {
            return variable(variable.getProperty(), value);
        }
        return of(name, value, source);
    }

    static Declaration of(String name, String value, PropertySource<?> source) {
        String where = source.getName();
        if (where.endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
            return variable(name, value);
        }
        if (where.equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
            return new Declaration(name, value, Layer.BOOT, "system property " + name);
        }
        if (source instanceof CommandLinePropertySource) {
            return new Declaration(name, value, Layer.BOOT, "argument --" + name);
        }
        return new Declaration(name, value, layer(where, where), where);
    }

    static Declaration variable(String name, String value) {
        return new Declaration(name, value, Layer.BOOT, VARIABLE + name);
    }

    boolean isVariable() {
        return place.startsWith(VARIABLE);
    }

    private static Layer layer(String source, String resource) {
        if (source.equals("slipway defaults") || source.equals(DEFAULTS)) {
            return Layer.DEFAULT;
        }
        return resource.startsWith("class path resource") ? Layer.COMPILE : Layer.BOOT;
    }

    private static String place(Resource file, TextResourceOrigin.@Nullable Location at) {
        String name = Objects.toString(file.getFilename(), file.getDescription());
        return at == null ? name : name + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1);
    }
}
