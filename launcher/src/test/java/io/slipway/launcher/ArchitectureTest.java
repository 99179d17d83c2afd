package io.slipway.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.and;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds who may know whom; the starter, which knows Spring, is not on the class path here. */
final class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slipway");

    @ParameterizedTest(name = "{0} knows {1} and no other room")
    @CsvSource({
        "registry, registry",
        "template, template",
        "marathon, marathon",
        "bamboo, bamboo marathon registry",
        "local, local bamboo marathon registry",
        "launcher, launcher template marathon registry local",
    })
    void aRoomKnowsOnlyTheRoomsBelowIt(String room, String known) {
        String[] allowed = Stream.of(known.split(" "))
                .map(name -> "io.slipway." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.slipway." + room + "..")
                .should()
                .dependOnClassesThat(and(resideInAPackage("io.slipway.."), resideOutsideOfPackages(allowed)))
                .check(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "marathon", "bamboo", "local", "launcher"})
    void packagesAreFreeOfCycles(String room) {
        slices().matching("io.slipway." + room + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void springIsSeenOnlyInTheStarter() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(OURS);
    }

    @Test
    void onlyOnePackageSeesTheConsulClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.slipway.registry.consul..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.kiwiproject..")
                .check(OURS);
    }

    @Test
    void noNameIsAGrabBag() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Misc|Common)(\\$.*)?")
                .check(OURS);
    }

    @Test
    void commandsHoldNoLogicOfOthers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.slipway.launcher.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(OURS);
        classes()
                .that()
                .haveSimpleNameEndingWith("Command")
                .and()
                .resideInAPackage("io.slipway.launcher.cli")
                .should()
                .bePackagePrivate()
                .check(OURS);
    }
}
