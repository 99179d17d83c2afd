package io.slipway.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ServiceGeneratorTest {

    private static final ServiceDescription ORDERS = ServiceDescription.named("orders")
            .team("shop")
            .calls(List.of("inventory"))
            .build();

    private final ServiceGenerator generator = new ServiceGenerator();

    @TempDir
    Path shop;

    @Test
    void whatIsReportedIsWhatIsThere() {
        GeneratedService service = generator.generate(ORDERS, shop);

        assertThat(service.folder()).isEqualTo(shop.resolve("orders"));
        assertThat(service.files()).hasSizeLessThanOrEqualTo(35).isEqualTo(filesBelow(service.folder()));
        assertThat(shop).isDirectoryContaining(path -> path.endsWith("orders"));
        assertThat(entries(shop)).containsExactly("orders");
    }

    @Test
    void theKitsOwnVersionIsDependedOn() throws IOException {
        Path folder = generator.generate(ORDERS, shop).folder();

        assertThat(Files.readString(folder.resolve("pom.xml")))
                .contains("<slipway.version>" + System.getProperty("kit.version") + "</slipway.version>");
    }

    @Test
    void theReceiptHoldsTheAnswersAndTheHashOfEveryOtherFile() throws Exception {
        GeneratedService service = generator.generate(ORDERS, shop);

        Map<Object, Object> receipt = yaml(service.folder().resolve(".slipway/receipt.yml"));
        assertThat(receipt.get("answers"))
                .isEqualTo(Map.of(
                        "name",
                        "orders",
                        "package",
                        "com.example.orders",
                        "team",
                        "shop",
                        "calls",
                        List.of("inventory"),
                        "port",
                        8080,
                        "route",
                        "/orders",
                        "java",
                        17,
                        "docker",
                        true));
        Map<String, String> hashes = new TreeMap<>();
        for (Path file : service.files()) {
            if (!file.equals(Path.of(".slipway/receipt.yml"))) {
                hashes.put(file.toString(), sha256(service.folder().resolve(file)));
            }
        }
        assertThat(receipt.get("files")).isEqualTo(hashes);
    }

    @Test
    void aPlanListsWhatWouldBeWrittenAndWritesNothing() {
        GeneratedService planned = generator.plan(ORDERS, shop);

        assertThat(shop).isEmptyDirectory();
        assertThat(generator.generate(ORDERS, shop)).isEqualTo(planned);
        assertThatThrownBy(() -> generator.plan(ORDERS, shop))
                .isInstanceOf(GenerationException.class)
                .hasMessageStartingWith("Cannot generate orders: " + planned.folder() + " exists");
    }

    @Test
    void theSpecSaysWhatTheDescriptionSaid() throws IOException {
        Path folder = generator.generate(ORDERS, shop).folder();

        assertThat(yaml(folder.resolve("slipway.yml")))
                .isEqualTo(Map.of(
                        "name", "orders",
                        "team", "shop",
                        "artifact", "target/orders.jar",
                        "route", "/orders",
                        "health", Map.of("path", "/actuator/health/readiness", "interval", "1s"),
                        "environment", Map.of("JAVA_OPTS", "", "SLIPWAY_DRAIN", "2s"),
                        "settings",
                                Map.of(
                                        "orders.page-size",
                                        Map.of("type", "int", "default", 10, "min", 1, "max", 100),
                                        "orders.greeting",
                                        Map.of("type", "string", "default", "Hello"))));
    }

    @Test
    void aPlaybookSetsOnlyWhatTheSpecDeclares() throws IOException {
        Path folder = generator.generate(ORDERS, shop).folder();

        Map<?, ?> declared = (Map<?, ?>) yaml(folder.resolve("slipway.yml")).get("environment");
        for (String playbook : entries(folder.resolve("playbooks"))) {
            Map<Object, Object> read = yaml(folder.resolve("playbooks").resolve(playbook));
            assertThat(read.keySet()).as(playbook).hasToString("[instances, cpus, memory, environment]");
            assertThat(((Map<?, ?>) read.get("environment")).keySet())
                    .as(playbook)
                    .allMatch(declared::containsKey);
        }
        assertThat(entries(folder.resolve("playbooks"))).containsExactly("local.yml", "production.yml", "staging.yml");
    }

    @Test
    void anInternalServiceHasNoRoute() throws IOException {
        ServiceDescription internal =
                ServiceDescription.named("ledger").route("").build();

        Path folder = generator.generate(internal, shop).folder();

        assertThat(yaml(folder.resolve("slipway.yml"))).doesNotContainKey("route");
        assertThat(folder.resolve("Jenkinsfile")).content().doesNotContain("EDGE_URL");
    }

    @Test
    void aRouteOutsideTheResourceIsAnsweredToo() throws IOException {
        assertThat(mapping("prices", "/api/prices")).isEqualTo("@RequestMapping({\"/prices\", \"/api/prices\"})");
        assertThat(mapping("stock", "/")).isEqualTo("@RequestMapping(\"/stock\")");
        assertThat(mapping("ledger", "")).isEqualTo("@RequestMapping(\"/ledger\")");
        assertThat(mapping("orders", "/order")).isEqualTo("@RequestMapping({\"/orders\", \"/order\"})");
    }

    @Test
    void onlyTheSmokeTestIsExecutable() throws IOException {
        GeneratedService service = generator.generate(ORDERS, shop);

        assertThat(service.files().stream()
                        .filter(file -> Files.isExecutable(service.folder().resolve(file))))
                .containsExactly(Path.of("smoke-test"));
        assertThat(Files.getPosixFilePermissions(service.folder().resolve("smoke-test")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theFolderHasTheModeOfAnyOther() throws IOException {
        Path other = Files.createDirectory(shop.resolve("other"));

        Path folder = generator.generate(ORDERS, shop).folder();

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void anExistingFolderIsRefusedAndLeftAsItIs() throws IOException {
        Path mine = Files.createDirectory(shop.resolve("orders"));

        assertThatThrownBy(() -> generator.generate(ORDERS, shop))
                .isInstanceOf(GenerationException.class)
                .hasMessage("Cannot generate orders: " + mine + " exists, and is left as it is."
                        + " Remove it, or generate into another folder.");
        assertThat(mine).isEmptyDirectory();
    }

    @Test
    void aLinkToNowhereIsAnExistingFolder() throws IOException {
        Files.createSymbolicLink(shop.resolve("orders"), shop.resolve("nowhere"));

        assertThatThrownBy(() -> generator.generate(ORDERS, shop))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("orders exists, and is left as it is.");
    }

    @Test
    void missingFoldersAboveAreMade() {
        Path folder = generator.generate(ORDERS, shop.resolve("a/b")).folder();

        assertThat(folder).isEqualTo(shop.resolve("a/b/orders")).isDirectory();
    }

    @Test
    void aLinkToAFolderReceivesLikeTheFolder() throws IOException {
        Path link = Files.createSymbolicLink(shop.resolve("link"), Files.createDirectory(shop.resolve("real")));

        generator.generate(ORDERS, link);

        assertThat(shop.resolve("real/orders")).isDirectory();
    }

    @Test
    void aWriteThatFailsLeavesNothing() {
        ServiceTemplate broken = new ServiceTemplate(
                "1", Map.of("service", List.of(new TemplateFile("a", false, ""), new TemplateFile("a/b", false, ""))));

        assertThatThrownBy(() -> new ServiceGenerator(broken).generate(ORDERS, shop.resolve("new/folder")))
                .isInstanceOf(GenerationException.class)
                .hasMessageStartingWith("Cannot generate orders as " + shop.resolve("new/folder/orders") + ": ")
                .hasMessageEndingWith(". Nothing was left there. Generate into a folder that can be written to.");
        assertThat(shop).isEmptyDirectory();
    }

    @Test
    void aFileInTheWayIsToldAndLeftAsItIs() throws IOException {
        Path file = Files.createFile(shop.resolve("file"));

        assertThatThrownBy(() -> generator.generate(ORDERS, file))
                .isInstanceOf(GenerationException.class)
                .hasMessage("Cannot generate orders as " + file.resolve("orders") + ": FileAlreadyExistsException "
                        + file + ". Nothing was left there. Generate into a folder that can be written to.");
        assertThat(file).isEmptyFile();
        assertThatThrownBy(() -> generator.generate(ORDERS, file.resolve("below")))
                .isInstanceOf(GenerationException.class);
        assertThat(entries(shop)).containsExactly("file");
    }

    @Test
    void twoServicesLieSideBySide() {
        generator.generate(ORDERS, shop);
        generator.generate(ServiceDescription.named("inventory").build(), shop);

        assertThat(entries(shop)).containsExactly("inventory", "orders");
    }

    private String mapping(String name, String route) throws IOException {
        ServiceDescription service = ServiceDescription.named(name).route(route).build();
        Path folder = generator.generate(service, shop).folder();
        String type = JavaName.of(name).type();
        Path controller = folder.resolve("src/main/java/com/example/" + name + "/" + type + "Controller.java");
        return Files.readAllLines(controller).stream()
                .filter(line -> line.startsWith("@RequestMapping"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // every YAML file here is a map
    private static Map<Object, Object> yaml(Path file) throws IOException {
        return (Map<Object, Object>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static List<String> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
