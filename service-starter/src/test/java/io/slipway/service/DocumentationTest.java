package io.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentationTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:SLIPWAY|CONSUL)_[A-Z_]+[A-Z]\\b");

    @ParameterizedTest
    @ValueSource(strings = {"observability.md", "service-starter.md"})
    void examplesAreTakenFromWhatIsCompiled(String page) throws IOException {
        List<String> sources = sources(KIT.resolve("service-starter/src/test/java/io/slipway/service/app"));
        String text = Files.readString(KIT.resolve("docs").resolve(page));
        assertThat(EXAMPLE.matcher(text).results().map(found -> words(found.group(1))))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(sources).anyMatch(source -> source.contains(example)));
    }

    @Test
    void everyVariableThatIsReadIsDocumented() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String room : List.of("registry", "service-starter")) {
            for (String source : sources(KIT.resolve(room + "/src/main/java"))) {
                Matcher name = VARIABLE.matcher(source);
                while (name.find()) {
                    read.add(name.group());
                }
            }
        }
        assertThat(Files.readString(KIT.resolve("docs/service-starter.md"))).contains(read);
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentationTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return words(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** However the lines are broken. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
