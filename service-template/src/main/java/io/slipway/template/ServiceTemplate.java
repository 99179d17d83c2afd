package io.slipway.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Holds the template tree: which contributor prints which files.
 *
 * @param version of the kit that the printed services depend on
 * @param files by the name of their contributor, in the order of the index
 */
record ServiceTemplate(String version, Map<String, List<TemplateFile>> files) {

    ServiceTemplate {
        files = Map.copyOf(files);
    }

    /** Reads the tree that is packed with this class; it is listed in an index, for a jar cannot be walked fast. */
    static ServiceTemplate packed() {
        return packed(packedVersion());
    }

    static ServiceTemplate packed(String version) {
        Map<String, List<TemplateFile>> files = IndexEntry.all(read("index")).stream()
                .collect(Collectors.groupingBy(
                        IndexEntry::contributor,
                        Collectors.mapping(
                                entry -> new TemplateFile(
                                        entry.path(), entry.executable(), read("tree/" + entry.path())),
                                Collectors.toList())));
        return new ServiceTemplate(version, files);
    }

    List<TemplateFile> of(String contributor) {
        return files.getOrDefault(contributor, List.of());
    }

    private static String packedVersion() {
        Properties kit = new Properties();
        try (InputStream in = open("kit.properties")) {
            kit.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read kit.properties of the template", e);
        }
        return kit.getProperty("version");
    }

    private static String read(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource + " of the template", e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = ServiceTemplate.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the index lists it, and it is not there");
        }
        return in;
    }
}
