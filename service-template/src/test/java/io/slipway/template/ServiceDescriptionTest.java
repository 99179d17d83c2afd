package io.slipway.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceDescriptionTest {

    @Test
    void onlyTheNameMustBeGiven() {
        assertThat(ServiceDescription.named("price-list").build())
                .isEqualTo(new ServiceDescription(
                        "price-list", "com.example.pricelist", "platform", List.of(), 8080, "/price-list", 17, true));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        ServiceDescription.Builder bad = ServiceDescription.named("Price List")
                .packageName("com.class")
                .team("")
                .calls(List.of("stock", "stock", "x!"))
                .port(0)
                .route("prices")
                .java(11);

        assertThat(problems(bad))
                .containsExactly(
                        "name \"Price List\" is no DNS label that begins with a letter: it stands in file names, Consul"
                                + " and Marathon; use a to z, 0 to 9 and inner dashes, such as \"price-list\".",
                        "package \"com.class\" has the part \"class\", a keyword of Java: nothing in it would compile;"
                                + " choose another, such as \"classservice\".",
                        "team is empty: it stands in file names, Consul and Marathon; give one, such as \"shop\".",
                        "call \"stock\" is given twice: one client serves every caller; give it once.",
                        "call \"x!\" is no DNS label that begins with a letter: it stands in file names, Consul and"
                                + " Marathon; use a to z, 0 to 9 and inner dashes, such as \"x\".",
                        "port 0 is no port: the service listens there when PORT0 is not set; choose one between 1 and"
                                + " 65535, such as 8080.",
                        "route \"prices\" is no plain path: the edge compares it with every request; use letters,"
                                + " digits, -, _, . and ~ between slashes, one in front and none at the end, such as"
                                + " \"/orders\".",
                        "java 11 is no release that services are made for; choose one of 17, 21, 25.");
        assertThatThrownBy(bad::build).hasMessage(String.join("\n", problems(bad)));
    }

    @ParameterizedTest
    @CsvSource({
        "../x, x",
        "a b, a-b",
        "-x, x",
        "x-, x",
        "Orders, orders",
        "or.ders, or-ders",
        "or_ders, or-ders",
        "1st, st",
        "örders, rders",
        "'a\nb', a-b",
        "ﬁ, shop",
        "42, shop",
        "' ', shop",
        "NO, shop"
    })
    void aNameThatIsNoLabelIsRefusedAndTheNearestOneOffered(String name, String nearest) {
        assertThat(problems(ServiceDescription.named(name)))
                .singleElement()
                .asString()
                .startsWith("name " + Quoted.of(name) + " is no DNS label")
                .endsWith("such as \"" + nearest + "\".");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThat(problems(ServiceDescription.named("")))
                .containsExactly(
                        "name is empty: it stands in file names, Consul and Marathon; give one, such as \"shop\".");
    }

    @Test
    void aNameHasAtMost63Characters() {
        assertThatCode(() -> ServiceDescription.named("a".repeat(63)).build()).doesNotThrowAnyException();
        assertThat(problems(ServiceDescription.named("a".repeat(64))))
                .containsExactly(
                        "name \"" + "a".repeat(64) + "\" has 64 characters: a DNS label has at most 63; shorten it.");
    }

    @Test
    void whatAStrangerGaveIsShownInPrintableAsciiAndCutShort() {
        assertThat(problems(ServiceDescription.named("\u001b[31m\u202e" + "x".repeat(200))))
                .singleElement()
                .asString()
                .startsWith("name \"\\u001b[31m\\u202e" + "x".repeat(74) + "…\" is no DNS label");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "actuator | every service has pages of its own below that path",
                "admin | every service has pages of its own below that path",
                "consul | Consul registers itself by that name",
                "marathon | a part of the platform is called so",
                "tasks | Marathon has a path of its own that ends so",
                "rest | RestController is a type of Spring",
                "spring | SpringApplication is a type of Spring",
                "test | its types, TestApplication and so on, would read as tests"
            })
    void aNameThatIsTakenIsRefusedWithTheReason(String name, String reason) {
        assertThat(problems(ServiceDescription.named(name)))
                .containsExactly("name \"" + name + "\" is reserved: " + reason + "; choose another, such as \"" + name
                        + "-service\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "no", "on", "y"})
    void aWordOfYamlIsNoName(String name) {
        assertThat(problems(ServiceDescription.named("orders").team(name)))
                .containsExactly("team \"" + name + "\" is a word of YAML: its files would say something else; choose"
                        + " another, such as \"" + name + "-service\".");
    }

    @Test
    void aKeywordIsNoNameUntilAnotherPackageIsGiven() {
        assertThat(problems(ServiceDescription.named("switch")))
                .containsExactly("package \"com.example.switch\" has the part \"switch\", a keyword of Java: nothing in"
                        + " it would compile; choose another, such as \"switchservice\".");
        assertThatCode(() -> ServiceDescription.named("switch")
                        .packageName("com.example.switches")
                        .build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders | has one part: Spring scans all below it, other people's code too; give two or more, such as"
                        + " \"com.example.orders\".",
                "com..orders | has an empty part: Java knows no such package; leave out the extra dot.",
                "com.Orders | has the part \"Orders\": parts become folders and Java names; use a to z, 0 to 9 and _,"
                        + " beginning with a letter.",
                "com.1st | has the part \"1st\": parts become folders and Java names; use a to z, 0 to 9 and _,"
                        + " beginning with a letter.",
                "com.../../x | has an empty part: Java knows no such package; leave out the extra dot.",
                "io.slipway.orders | lies in io.slipway, which is not yours: its types would be refused or mixed up;"
                        + " choose one of your own, such as \"com.example.orders\".",
                "java.orders | lies in java, which is not yours: its types would be refused or mixed up;"
                        + " choose one of your own, such as \"com.example.orders\"."
            })
    void aPackageThatCannotWorkIsRefusedWithTheReason(String packageName, String problem) {
        assertThat(problems(ServiceDescription.named("orders").packageName(packageName)))
                .contains("package \"" + packageName + "\" " + problem);
    }

    @Test
    void aPackageIsBounded() {
        String deep = "a.".repeat(100) + "a";
        assertThat(problems(ServiceDescription.named("orders").packageName(deep)))
                .containsExactly("package \"" + deep.substring(0, 80)
                        + "…\" has 201 characters: it becomes folders, whose paths are bounded; keep it to 200.");
    }

    @Test
    void aServiceDoesNotCallItself() {
        assertThat(problems(ServiceDescription.named("orders").calls(List.of("orders"))))
                .containsExactly("call \"orders\" is the service itself: it needs no client of its own; leave it out.");
    }

    @Test
    void twoCallsOfOneJavaNameAreRefused() {
        assertThat(problems(ServiceDescription.named("orders").calls(List.of("price-list", "pricelist"))))
                .containsExactly("calls \"price-list\" and \"pricelist\" would both be the Java type PricelistApi, but"
                        + " for upper and lower case: leave one out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "/orders/",
                "//orders",
                "/a//b",
                "/../x",
                "/a/..",
                "/a b",
                "/ä",
                "/a?b",
                "/a%2fb",
                "/a\n"
            })
    void aRouteIsAPlainPath(String route) {
        assertThat(problems(ServiceDescription.named("orders").route(route)))
                .singleElement()
                .asString()
                .startsWith("route " + Quoted.of(route) + " is no plain path: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api/v1/orders", "/a.b", "/..a", "/~x_y-z"})
    void aRouteMayBeAnyPlainPathOrNone(String route) {
        assertThat(ServiceDescription.named("orders").route(route).build().route())
                .isEqualTo(route);
    }

    @Test
    void aRouteLeavesEveryServicesOwnPagesAlone() {
        assertThat(problems(ServiceDescription.named("orders").route("/admin/orders")))
                .containsExactly("route \"/admin/orders\" is reserved: every service has pages of its own below /admin;"
                        + " choose another, such as \"/orders\".");
        assertThat(problems(ServiceDescription.named("orders").route("/" + "a".repeat(200))))
                .containsExactly("route \"/" + "a".repeat(79)
                        + "…\" has 201 characters: the edge compares it with every request; keep it to 200.");
    }

    @Test
    void whateverIsGivenEachProblemIsOneLineOfPrintableText() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            ServiceDescription.Builder hostile = ServiceDescription.named(text(random))
                    .packageName(text(random))
                    .team(text(random))
                    .calls(List.of(text(random), text(random)))
                    .port(random.nextInt())
                    .route(text(random));
            try {
                assertThat(hostile.build().name()).matches("[a-z][a-z0-9-]{0,62}");
            } catch (DescriptionException e) {
                assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem)
                        .matches("[ -~…]{20,400}")
                        .endsWith("."));
            }
        }
    }

    private static String text(Random random) {
        String alphabet = "ab1-._/\\\"' \n\t\u0000\u001b\u202eäß\ud83d%${}<>&;|`";
        return random.ints(random.nextInt(12), 0, alphabet.length())
                .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
                .collect(Collectors.joining());
    }

    private static List<String> problems(ServiceDescription.Builder description) {
        return catchThrowableOfType(DescriptionException.class, description::build)
                .problems();
    }
}
