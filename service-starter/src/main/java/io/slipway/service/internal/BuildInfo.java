package io.slipway.service.internal;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Knows which version was built. */
public final class BuildInfo {

    /** What spring-boot:build-info writes; a service that runs from an IDE has none. */
    public static final ClassPathResource FILE = new ClassPathResource("META-INF/build-info.properties");

    private static final String UNBUILT = "dev";

    private BuildInfo() {}

    public static String version() {
        try {
            return FILE.exists()
                    ? PropertiesLoaderUtils.loadProperties(FILE).getProperty("build.version", UNBUILT)
                    : UNBUILT;
        } catch (IOException e) {
            // The version is for people to read; a service must not fail over it.
            return UNBUILT;
        }
    }
}
