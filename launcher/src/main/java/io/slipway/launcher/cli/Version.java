package io.slipway.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that Maven wrote into the jar. */
final class Version implements IVersionProvider {

    private static final String WRITTEN = "/META-INF/maven/io.slipway/slipway-launcher/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"slipway " + ofJar() + " on Java " + Runtime.version()};
    }

    private static String ofJar() throws IOException {
        try (InputStream written = Version.class.getResourceAsStream(WRITTEN)) {
            Properties properties = new Properties();
            if (written != null) {
                properties.load(written);
            }
            return properties.getProperty("version", "(from classes)");
        }
    }
}
