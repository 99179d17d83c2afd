package io.slipway.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.and;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
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

    private static final ArchCondition<JavaClass> BE_SEEN_ELSEWHERE =
            new ArchCondition<>("be used by another package, or by a public type of their own") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean seen = withNested(type)
                            .flatMap(one -> one.getDirectDependenciesToSelf().stream())
                            .map(Dependency::getOriginClass)
                            .anyMatch(user -> isPublicOrElsewhere(user, type));
                    events.add(new SimpleConditionEvent(type, seen, type.getName() + " is public for nobody"));
                }
            };

    private static Stream<JavaClass> withNested(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(one -> one.equals(type) || one.getName().startsWith(type.getName() + "$"));
    }

    private static boolean isPublicOrElsewhere(JavaClass user, JavaClass type) {
        return !user.getPackageName().equals(type.getPackageName())
                || (user.getModifiers().contains(JavaModifier.PUBLIC) && !user.equals(type));
    }

    @ParameterizedTest(name = "{0} knows {1} and no other room")
    @CsvSource({
        "registry, registry",
        "template, template",
        "marathon, marathon",
        "bamboo, bamboo marathon registry",
        "local, local bamboo marathon registry",
        "launcher, launcher template marathon registry local bamboo",
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

    /** What a service or its tests are written against is public for readers that are not here. */
    @ParameterizedTest
    @ValueSource(strings = {"template", "bamboo", "local", "launcher"})
    void aTypeIsPublicOnlyForOthers(String room) {
        classes()
                .that()
                .resideInAPackage("io.slipway." + room + "..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAssignableTo(Throwable.class)
                .and()
                .doNotHaveFullyQualifiedName("io.slipway.launcher.cli.Main")
                .and()
                .resideOutsideOfPackage("io.slipway.local.junit")
                .should(BE_SEEN_ELSEWHERE)
                .check(OURS);
    }
}
