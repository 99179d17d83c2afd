package io.slipway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares whole services with the trees in src/test/resources/golden.
 *
 * <p>After a change to the template that is meant: {@code mvn test -Dquick -pl service-template -Dgolden.update=true},
 * and read the diff. A leading dot is kept as {@code dot-}, so that no tool takes these files for its own.
 */
class GoldenTreeTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Pattern DOT = Pattern.compile("(^|/)\\.");

    static Stream<ServiceDescription> services() {
        return Stream.of(
                ServiceDescription.named("inventory").build(),
                ServiceDescription.named("price-list")
                        .packageName("com.acme.shop.prices")
                        .team("shop")
                        .calls(List.of("inventory", "tax-rates"))
                        .port(9090)
                        .route("/api/prices")
                        .java(25)
                        .docker(false)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("services")
    void theTreeIsAsItWasReviewed(ServiceDescription service) {
        Path golden = GOLDEN.resolve(service.name());
        Map<String, String> printed = printed(service);
        if (Boolean.getBoolean("golden.update")) {
            replace(golden, printed);
        }
        assertThat(read(golden)).isEqualTo(printed);
    }

    private static Map<String, String> printed(ServiceDescription service) {
        return new ServiceGenerator(ServiceTemplate.packed("1.2.3"))
                .files(service).stream()
                        .collect(Collectors.toMap(
                                file -> DOT.matcher(file.path()).replaceAll("$1dot-"),
                                GeneratedFile::content,
                                (one, other) -> one,
                                TreeMap::new));
    }

    private static Map<String, String> read(Path golden) {
        try (Stream<Path> tree = Files.walk(golden)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(golden.relativize(file).toString(), Files.readString(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path golden, Map<String, String> files) {
        try {
            if (Files.exists(golden)) {
                try (Stream<Path> tree = Files.walk(golden)) {
                    for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = golden.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
