package dev.mvq.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The order of packages and a few habits, held by the build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    /** Each may use only those before it. */
    private static final List<String> ORDER = List.of(
            "market",
            "pricing",
            "storage",
            "source",
            "simulation",
            "feature",
            "encoder",
            "fusion",
            "measure",
            "jfaiss",
            "vector",
            "index",
            "generation",
            "analytics",
            "engine");

    private JavaClasses ours;

    @BeforeAll
    void readClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.mvq");
        assertFalse(ours.isEmpty());
    }

    @Test
    void a_runtime_package_uses_only_those_before_it() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(ArchitectureTest::runtimePackage)
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that(resideInAPackage(runtimePackage(ORDER.get(i))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(later))
                        .allowEmptyShould(true)
                        .check(ours);
            }
        }
    }

    @Test
    void a_part_of_the_made_market_uses_only_those_before_it() {
        List<String> parts = List.of("path", "listing", "quoting", "planting", "delivery");
        for (int i = 0; i < parts.size(); i++) {
            noClasses()
                    .that(resideInAPackage(runtimePackage("simulation." + parts.get(i))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(parts.stream()
                            .skip(i + 1L)
                            .map(part -> runtimePackage("simulation." + part))
                            .toArray(String[]::new)))
                    .orShould()
                    .dependOnClassesThat(resideInAPackage("dev.mvq.runtime.simulation"))
                    .allowEmptyShould(true)
                    .check(ours);
        }
    }

    @Test
    void nothing_but_the_import_of_made_days_and_measures_know_what_is_true_of_them() {
        noClasses()
                .that(resideInAPackage("dev.mvq.."))
                .and()
                .resideOutsideOfPackages("dev.mvq.runtime.simulation..", "dev.mvq.runtime.measure..", "dev.mvq.tests..")
                .and()
                .doNotHaveFullyQualifiedName("dev.mvq.runtime.engine.SimulatedImport")
                .and()
                .doNotHaveFullyQualifiedName("dev.mvq.runtime.engine.SimulatedImport$Ready")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.mvq.runtime.simulation.planting..", "dev.mvq.runtime.simulation.delivery.."))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.mvq.runtime.simulation.path.LatentState")
                .check(ours);
    }

    @Test
    void every_runtime_package_has_its_place_in_the_order() {
        Set<String> unknown = ours.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("dev.mvq.runtime."))
                .map(name -> name.substring("dev.mvq.runtime.".length()).split("\\.")[0])
                .filter(name -> !ORDER.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown);
    }

    @Test
    void modules_use_only_those_below_them() {
        noClasses()
                .that(resideInAPackage("dev.mvq.grammar.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.mvq.runtime..", "dev.mvq.dsl..", "dev.mvq.repl.."))
                .check(ours);
        noClasses()
                .that(resideInAPackage("dev.mvq.runtime.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.mvq.grammar..", "dev.mvq.dsl..", "dev.mvq.repl.."))
                .check(ours);
        noClasses()
                .that(resideInAPackage("dev.mvq.dsl.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.mvq.repl.."))
                .check(ours);
    }

    @Test
    void native_memory_is_touched_in_the_binding_and_where_files_are_mapped_only() {
        noClasses()
                .that(resideInAPackage("dev.mvq.."))
                .and()
                .resideOutsideOfPackages("dev.mvq.runtime.jfaiss..", "dev.mvq.runtime.vector..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.foreign.."))
                .check(ours);
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage("dev.mvq.runtime.jfaiss..")
                        .and(JavaClass.Predicates.assignableTo(Object.class))
                        .and(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC))))
                .should()
                .notHaveRawReturnType(java.lang.foreign.MemorySegment.class)
                .allowEmptyShould(true)
                .check(ours);
    }

    @Test
    void no_state_is_static_and_mutable() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage("dev.mvq..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAPackage("dev.mvq.grammar.generated.."))))
                .should()
                .beFinal()
                .check(ours);
    }

    @Test
    void no_class_is_named_for_nothing_in_particular() {
        classes()
                .that(resideInAPackage("dev.mvq.."))
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
                .check(ours);
    }

    private static String runtimePackage(String name) {
        return "dev.mvq.runtime." + name + "..";
    }
}
