package breakwater.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the rooms and the directions of use that docs/ARCHITECTURE.md draws. */
class ArchitectureTest {
    private static final String ROOT = "breakwater.control.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("breakwater");

    /** What each room of the control plane may use of the others. Whatever is missing here is forbidden. */
    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("error", Set.of()),
            Map.entry("contract", Set.of()),
            Map.entry("store", Set.of()),
            Map.entry("request", Set.of("contract", "error")),
            Map.entry("authenticate", Set.of("request", "error", "store")),
            Map.entry("decode", Set.of("contract", "error", "request")),
            Map.entry("authorize", Set.of("authenticate", "contract", "error")),
            Map.entry("respond", Set.of("contract", "error")),
            Map.entry("background", Set.of()),
            Map.entry("lifecycle", Set.of("store", "tag", "background")),
            Map.entry("protection", Set.of("store", "lifecycle")),
            Map.entry("publish", Set.of("store", "lifecycle", "protection", "background")),
            Map.entry("tag", Set.of("store")),
            Map.entry("billing", Set.of("store", "lifecycle", "contract")),
            Map.entry("account", Set.of("contract", "store", "lifecycle", "authenticate", "authorize")),
            Map.entry("audit", Set.of("store", "background")),
            Map.entry("operation", Set.of("authenticate", "authorize", "contract", "error", "store", "lifecycle", "tag",
                    "billing", "account", "audit", "protection", "publish")),
            Map.entry("pipeline", Set.of("request", "authenticate", "decode", "authorize", "operation", "respond",
                    "contract", "error", "audit", "store", "lifecycle")),
            Map.entry("describe", Set.of("contract", "error", "pipeline", "operation", "respond")),
            Map.entry("front", Set.of("describe", "pipeline", "request", "respond", "error"))));

    @TestFactory
    List<DynamicTest> aRoomUsesOnlyTheRoomsItMay() {
        List<DynamicTest> tests = new ArrayList<>();
        ALLOWED.forEach((room, allowed) -> tests.add(DynamicTest.dynamicTest(room, () -> {
            String[] forbidden = ALLOWED.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(ROOT + room + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(forbidden)
                    .because("docs/ARCHITECTURE.md names the directions; ask which room the code belongs to")
                    .check(CLASSES);
        })));
        return tests;
    }

    @Test
    void everyRoomIsOnTheMap() {
        noClasses().that().resideInAPackage("breakwater.control..")
                .and(not(resideInAnyPackage(ALLOWED.keySet().stream().map(room -> ROOT + room + "..").toArray(String[]::new))))
                .and().resideOutsideOfPackage("breakwater.control")
                .should().bePublic().orShould().bePackagePrivate()
                .allowEmptyShould(true)
                .because("a new room needs its line in this test and in docs/ARCHITECTURE.md")
                .check(CLASSES);
    }

    /** What each room of the traffic plane may use of the others. */
    private static final Map<String, Set<String>> TRAFFIC_ALLOWED = new TreeMap<>(Map.of(
            "listener", Set.of("policy", "forward", "meter"),
            "policy", Set.of("meter"),
            "forward", Set.of("meter"),
            "meter", Set.of()));

    @TestFactory
    List<DynamicTest> aRoomOfTheTrafficPlaneUsesOnlyTheRoomsItMay() {
        String root = "breakwater.traffic.";
        List<DynamicTest> tests = new ArrayList<>();
        TRAFFIC_ALLOWED.forEach((room, allowed) -> tests.add(DynamicTest.dynamicTest(room, () -> {
            String[] forbidden = TRAFFIC_ALLOWED.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> root + other + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(root + room + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(forbidden)
                    .because("a packet goes listener, policy, forward, meter, and no room calls back")
                    .allowEmptyShould(true)
                    .check(CLASSES);
        })));
        return tests;
    }

    /** What each room of the console may use of the others. */
    private static final Map<String, Set<String>> CONSOLE_ALLOWED = new TreeMap<>(Map.of(
            "http", Set.of(),
            "api", Set.of(),
            "session", Set.of("api", "http"),
            "call", Set.of("api", "http", "session"),
            "page", Set.of("http")));

    @TestFactory
    List<DynamicTest> aRoomOfTheConsoleUsesOnlyTheRoomsItMay() {
        String root = "breakwater.console.";
        List<DynamicTest> tests = new ArrayList<>();
        CONSOLE_ALLOWED.forEach((room, allowed) -> tests.add(DynamicTest.dynamicTest(room, () -> {
            String[] forbidden = CONSOLE_ALLOWED.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> root + other + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(root + room + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(forbidden)
                    .because("a session and a call go through the API, and only Console knows all rooms")
                    .check(CLASSES);
        })));
        return tests;
    }

    @Test
    void theConsoleKnowsTheJdkAndJacksonOnly() {
        noClasses().that().resideInAPackage("breakwater.console..")
                .should().dependOnClassesThat().resideOutsideOfPackages("java..", "javax.crypto..", "javax.xml.stream..",
                        "com.fasterxml.jackson..", "breakwater.console..")
                .because("it reaches the service through the public API alone").check(CLASSES);
    }

    @Test
    void nobodyButTheProgramKnowsTheConsole() {
        noClasses().that().resideOutsideOfPackages("breakwater.console..", "breakwater.app.console..")
                .should().dependOnClassesThat().resideInAPackage("breakwater.console..").check(CLASSES);
    }

    @Test
    void theModelKnowsTheJdkOnly() {
        noClasses().that().resideInAPackage("breakwater.model..")
                .should().dependOnClassesThat().resideOutsideOfPackages("java..", "breakwater.model..").check(CLASSES);
    }

    @Test
    void thePlanesMeetInTheModelOnly() {
        noClasses().that().resideInAPackage("breakwater.control..")
                .should().dependOnClassesThat().resideInAnyPackage("breakwater.traffic..", "io.netty..").check(CLASSES);
        noClasses().that().resideInAPackage("breakwater.traffic..")
                .should().dependOnClassesThat().resideInAnyPackage("breakwater.control..", "java.sql..", "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void nobodyUsesTheProgram() {
        noClasses().that().resideInAnyPackage("breakwater.control..", "breakwater.traffic..", "breakwater.model..", "breakwater.console..")
                .should().dependOnClassesThat().resideInAPackage("breakwater.app..").check(CLASSES);
    }

    @Test
    void whatAnEdgeShowsOfItselfKnowsNeitherPlane() {
        noClasses().that().resideInAPackage("breakwater.app.page..")
                .should().dependOnClassesThat().resideInAnyPackage("breakwater.control..", "breakwater.traffic..").check(CLASSES);
    }

    @Test
    void databaseDriversStayInTheStore() {
        noClasses().that().resideOutsideOfPackage(ROOT + "store..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..",
                        "org.postgresql..", "com.zaxxer..").check(CLASSES);
    }

    @Test
    void theHttpServerStaysInTheFront() {
        noClasses().that().resideOutsideOfPackage(ROOT + "front..")
                .should().dependOnClassesThat().resideInAnyPackage("io.helidon..").check(CLASSES);
    }
}
