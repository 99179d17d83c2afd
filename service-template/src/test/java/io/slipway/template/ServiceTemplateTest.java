package io.slipway.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceTemplateTest {

    private static final Path RESOURCES = Path.of("src/main/resources/io/slipway/template");
    private static final Path TREE = RESOURCES.resolve("tree");
    private static final ServiceDescription ORDERS =
            ServiceDescription.named("orders").calls(List.of("inventory")).build();

    @Test
    void theIndexListsTheTreeWithItsModes() throws IOException {
        try (Stream<Path> tree = Files.walk(TREE)) {
            Set<String> there = tree.filter(Files::isRegularFile)
                    .map(file -> (Files.isExecutable(file) ? "755 " : "644 ") + TREE.relativize(file))
                    .collect(Collectors.toSet());
            List<String> listed = IndexEntry.all(Files.readString(RESOURCES.resolve("index"))).stream()
                    .map(entry -> (entry.executable() ? "755 " : "644 ") + entry.path())
                    .toList();
            assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void aLineOfTheIndexThatIsNoneIsToldWithItsNumber() {
        assertThatThrownBy(() -> IndexEntry.all("# comment\nservice 600 pom.xml\n"))
                .hasMessage("Cannot read line 2 of the template's index, \"service 600 pom.xml\": a line is a"
                        + " contributor, 644 or 755, and a path.");
    }

    @Test
    void everyFileOfTheIndexHasAContributor() {
        assertThat(ServiceTemplate.packed().files()).containsOnlyKeys("service", "image", "call", "receipt");
    }

    @Test
    void everyFileBeginsBySettingTheDelimiters() throws IOException {
        try (Stream<Path> tree = Files.walk(TREE)) {
            assertThat(tree.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(file)
                    .content()
                    .startsWith("{{=<% %>=}}\n")
                    .endsWith("\n"));
        }
    }

    @Test
    void aMissingValueIsAnErrorAndNoHole() {
        TemplateFile value = new TemplateFile("a", false, "{{=<% %>=}}\n<%nmae%>\n");
        TemplateFile section = new TemplateFile("b", false, "{{=<% %>=}}\n<%#nmae%>x<%/nmae%>\n");
        TemplateFile path = new TemplateFile("__Nmae__.java", false, "");

        assertThatThrownBy(() -> value.print(Map.of("name", "orders")))
                .hasMessage("Cannot print the template a: No method or field with name 'nmae' on line 2");
        assertThatThrownBy(() -> section.print(Map.of("name", "orders")))
                .hasMessage("Cannot print the template b: No method or field with name 'nmae' on line 2");
        assertThatThrownBy(() -> path.print(Map.of("name", "orders")))
                .hasMessage("Cannot place the template __Nmae__.java: nothing is called Nmae in [name]");
    }

    @Test
    void aTemplateThatDoesNotParseIsNamed() {
        assertThatThrownBy(() -> new TemplateFile("pom.xml", false, "{{=<% %>=}}\n<%#a%>\n"))
                .hasMessageStartingWith("Cannot read the template pom.xml: ");
    }

    @Test
    void whatLooksLikeATagToOthersIsPrintedAsItIs() {
        TemplateFile file = new TemplateFile("a", false, "{{=<% %>=}}\n${{ github.ref }} & <b>${x}</b> <%name%>\n");

        assertThat(file.print(Map.of("name", "<&>")).content()).isEqualTo("${{ github.ref }} & <b>${x}</b> <&>\n");
    }

    @Test
    void noServiceNameMakesATypeThatTheTemplateImports() {
        Pattern own = Pattern.compile("/Orders(\\w+)\\.java");
        Set<String> suffixes = java().map(file -> own.matcher(file.path()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Pattern imported = Pattern.compile("import (?:static )?[\\w.]+\\.(\\w+);");
        Set<String> clashes = java().flatMap(
                        file -> imported.matcher(file.content()).results())
                .map(found -> found.group(1))
                .flatMap(type -> suffixes.stream()
                        .filter(suffix -> type.endsWith(suffix) && type.length() > suffix.length())
                        .map(suffix -> type.substring(0, type.length() - suffix.length())))
                .map(name -> name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(suffixes).contains("Application", "Controller", "Settings");
        assertThat(clashes).contains("spring", "rest").isSubsetOf(NameRule.RESERVED.keySet());
    }

    @Test
    void theParentIsTheSpringBootOfTheBom() throws IOException {
        String bom = Files.readString(Path.of("../bom/pom.xml"));
        String pom = printed("pom.xml").content();

        assertThat(between(pom, "<artifactId>spring-boot-starter-parent</artifactId>\n    <version>", "<"))
                .isEqualTo(between(bom, "<spring-boot.version>", "<"));
    }

    @Test
    void surefireIsTheOneOfTheKit() throws IOException {
        String kit = Files.readString(Path.of("../pom.xml"));

        assertThat(between(printed("pom.xml").content(), "<maven-surefire-plugin.version>", "<"))
                .isEqualTo(between(kit, "<artifactId>maven-surefire-plugin</artifactId>\n          <version>", "<"));
    }

    private static GeneratedFile printed(String path) {
        return files().filter(file -> file.path().equals(path)).findFirst().orElseThrow();
    }

    private static Stream<GeneratedFile> java() {
        return files().filter(file -> file.path().endsWith(".java"));
    }

    private static Stream<GeneratedFile> files() {
        return new ServiceGenerator().files(ORDERS).stream();
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before);
        assertThat(start).as("where %s is", before).isNotNegative();
        return text.substring(start + before.length(), text.indexOf(after, start + before.length()));
    }
}
