package org.bactrian.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms, and what no class may call. */
class ArchitectureTest {
    /** Where Camel may be known: the flow, and the classes by which a format or a client takes its place in a route. */
    private static final Pattern KNOWS_CAMEL = Pattern.compile("org\\.bactrian\\.((route|cli|job|embed|seal\\.camel|swift\\.camel)\\..*"
            + "|(pgp|swift)\\.(.*\\.)?\\w*(DataFormat|Component|Endpoint|Producer|Processor)(\\$.*)?)");

    private static final Set<String> WALL_CLOCKS = Set.of("java.time.Instant.now()", "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()", "java.time.ZonedDateTime.now()", "java.time.OffsetDateTime.now()",
            "java.time.Clock.systemUTC()", "java.time.Clock.systemDefaultZone()", "java.util.Date.<init>()",
            "java.lang.System.currentTimeMillis()");

    private static final Set<String> CHANCE = Set.of("java.security.SecureRandom.<init>()",
            "java.security.SecureRandom.getInstanceStrong()", "java.util.Random.<init>()", "java.lang.Math.random()",
            "java.util.UUID.randomUUID()", "java.util.concurrent.ThreadLocalRandom.current()");

    /** Defaults of what is a parameter, and a name that must only be new. */
    private static final Pattern MAY_ASK_THE_SYSTEM = Pattern.compile("org\\.bactrian\\.(cli\\..*|embed\\.PrepareCommand|route\\.(Run|TakeLease)"
            + "|pgp\\.PgpSealBuilder|pgp\\.Keys|pgp\\.PgpDataFormat|seal\\.Spool|swift\\.check\\..*)(\\$.*)?");

    private static final Set<String> ENDINGS = Set.of("java.lang.System.exit(int)", "java.lang.Runtime.exit(int)",
            "java.lang.Runtime.halt(int)");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.bactrian");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages("org.bactrian");

    @Test
    void arrowsBetweenRoomsGoDown() {
        classes().should(Rooms.useOnlyWhatIsBelow())
                .because("each room can then be read, tested and reused without what stands on it").check(PROGRAM);
    }

    @Test
    void roomsBesideAndAboveAreForbidden() {
        assertThat(Rooms.mayUse("backup", "volume")).isTrue();
        assertThat(Rooms.mayUse("pgp", "seal")).isTrue();
        assertThat(Rooms.mayUse("volume", "backup")).isFalse();
        assertThat(Rooms.mayUse("store", "swift")).isFalse();
        assertThat(Rooms.mayUse("cli", "nowhere")).isFalse();
        assertThat(Rooms.mayUse("nowhere", "error")).isFalse();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.bactrian.(**)").should().beFreeOfCycles()
                .because("two packages that need each other are one").check(PROGRAM);
    }

    @Test
    void theEngineKnowsNoCamel() {
        noClasses().that(DescribedPredicate.describe("have no place in a route",
                        type -> !KNOWS_CAMEL.matcher(type.getName()).matches()))
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel..")
                .because("formats and clients are plain Java on streams; only the routes know the flow").check(PROGRAM);
    }

    @Test
    void onlyWhatTheLauncherStartsEndsTheProcess() {
        noClasses().that().doNotHaveFullyQualifiedName("org.bactrian.cli.Bactrian")
                .and().doNotHaveFullyQualifiedName("org.bactrian.cli.Rehearsal").should(call(ENDINGS))
                .because("whoever embeds this program must survive its errors").check(PROGRAM);
    }

    @Test
    void timeAndChanceAreParameters() {
        noClasses().that(DescribedPredicate.describe("have no default to give",
                        type -> !MAY_ASK_THE_SYSTEM.matcher(type.getName()).matches()))
                .should(call(WALL_CLOCKS)).orShould(call(CHANCE))
                .because("a Clock and a SecureRandom are handed in; all else is determined by its input")
                .check(PROGRAM);
    }

    @Test
    void namesAreThoseOfTheField() {
        noClasses().should().haveSimpleNameContaining("Manager").orShould().haveSimpleNameContaining("Helper")
                .orShould().haveSimpleNameContaining("Util")
                .because("such a name says that nobody knows what the class is").check(PROGRAM);
    }

    @Test
    void onlyIntegrationTestsNeedPeers() {
        String reason = "unit tests (*Test) run before the peers are started, *IT while they are there";
        classes().that().areAnnotatedWith(NeedsPeer.class).should().haveSimpleNameEndingWith("IT")
                .because(reason).allowEmptyShould(true).check(TESTS);
        members().that().areAnnotatedWith(NeedsPeer.class).should().beDeclaredInClassesThat().haveSimpleNameEndingWith("IT")
                .because(reason).allowEmptyShould(true).check(TESTS);
    }

    @Test
    void aForbiddenCallIsFoundAlsoAsAReference() {
        for (Class<?> sample : List.of(Calls.class, Refers.class)) {
            JavaClasses imported = new ClassFileImporter().importClasses(sample);
            assertThat(noClasses().should(call(WALL_CLOCKS)).evaluate(imported).hasViolation()).as(sample.getName()).isTrue();
        }
    }

    private static final class Calls {
        long time = System.currentTimeMillis();
    }

    private static final class Refers {
        Supplier<Instant> time = Instant::now;
    }

    private static ArchCondition<JavaClass> call(Set<String> forbidden) {
        return new ArchCondition<>("call one of " + forbidden) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (forbidden.contains(access.getTarget().getFullName())) {
                        events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                    }
                }
            }
        };
    }
}
