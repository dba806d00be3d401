package vor.server;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The table of rooms in ARCHITECTURE.md, as a test. A new room needs a line here and there. */
class HouseTest {
    /** Each room and what it may see beside itself; {@code <x>} stands for one package, and siblings do not see each other. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("vor.model", Set.of()),
            Map.entry("vor.rules", Set.of("vor.model")),
            Map.entry("vor.server.rules", Set.of("vor.model", "vor.rules")),
            Map.entry("vor.testkit", Set.of("vor.model")),
            Map.entry("vor.wire", Set.of("vor.model")),
            Map.entry("vor.server.collect.<x>", Set.of("vor.model", "vor.wire")),
            Map.entry("vor.server.receive.net", Set.of("vor.model")),
            Map.entry("vor.server.receive.hints", Set.of("vor.model", "vor.server.receive.net")),
            Map.entry("vor.server.receive.posted", Set.of("vor.model", "vor.wire", "vor.server.receive.net")),
            Map.entry("vor.server.receive.<x>", Set.of("vor.model", "vor.wire", "vor.server.receive.hints", "vor.server.receive.net")),
            Map.entry("vor.server.events", Set.of("vor.model")),
            Map.entry("vor.server.events.own", Set.of("vor.model")),
            Map.entry("vor.server.journal", Set.of("vor.model")),
            Map.entry("vor.server.picture", Set.of("vor.model")),
            Map.entry("vor.server.health", Set.of("vor.model", "vor.server.health.reach", "vor.server.health.handlers.<x>")),
            Map.entry("vor.server.health.reach", Set.of("vor.model")),
            Map.entry("vor.server.health.told", Set.of("vor.model")),
            Map.entry("vor.server.health.cause", Set.of("vor.model", "vor.server.health.told")),
            Map.entry(
                    "vor.server.health.handlers.<x>",
                    Set.of("vor.model", "vor.server.health.reach", "vor.server.health.cause", "vor.server.health.told")),
            Map.entry("vor.server.history", Set.of("vor.model")),
            Map.entry("vor.server.discover", Set.of("vor.model")),
            Map.entry("vor.server.inventory", Set.of("vor.model")),
            Map.entry("vor.server.claims", Set.of("vor.model")),
            Map.entry("vor.server.editing", Set.of("vor.model")),
            Map.entry("vor.server.image", Set.of()),
            Map.entry("vor.server.exchange", Set.of("vor.model", "vor.server.inventory")),
            Map.entry("vor.server.access", Set.of("vor.model")),
            Map.entry("vor.server.backup", Set.of("vor.model", "vor.server.inventory", "vor.server.access")),
            Map.entry(
                    "vor.server.api",
                    Set.of("vor.model", "vor.server.picture", "vor.server.health", "vor.server.history", "vor.server.inventory",
                            "vor.server.exchange", "vor.server.access", "vor.server.backup", "vor.server.claims", "vor.server.editing",
                            "vor.server.image", "vor.server.events", "vor.server.rules", "vor.rules")),
            Map.entry(
                    "vor.server.app",
                    Set.of(
                            "vor.model", "vor.rules", "vor.wire", "vor.server.collect.<x>", "vor.server.receive.hints", "vor.server.receive.net", "vor.server.receive.posted", "vor.server.receive.<x>",
                            "vor.server.picture", "vor.server.health", "vor.server.history", "vor.server.inventory", "vor.server.access", "vor.server.backup", "vor.server.claims", "vor.server.editing", "vor.server.discover", "vor.server.events", "vor.server.events.own", "vor.server.journal", "vor.server.rules", "vor.server.api")));

    /** Rooms that need nothing but the JDK and a logger. */
    private static final Set<String> PLAIN = Set.of(
            "vor.model", "vor.wire", "vor.server.collect.<x>", "vor.server.receive.hints", "vor.server.receive.net", "vor.server.receive.<x>",
            "vor.server.picture", "vor.server.health", "vor.server.health.reach", "vor.server.health.told", "vor.server.health.cause",
            "vor.server.health.handlers.<x>", "vor.server.history", "vor.server.discover", "vor.server.editing", "vor.server.events", "vor.server.events.own", "vor.server.journal");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vor");

    @Test
    void everyClassStandsInARoom() {
        assertThat(HOUSE).isNotEmpty();
        assertThat(HOUSE.stream().filter(c -> room(c).isEmpty()).map(JavaClass::getName))
                .as("classes in no room of the table: give the new room a line in ROOMS and in ARCHITECTURE.md")
                .isEmpty();
    }

    @Test
    void everyRoomSeesOnlyWhatTheTableAllows() {
        classes().should(new ArchCondition<JavaClass>("see only what the table of rooms allows") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().stream()
                        .filter(d -> !allowed(d))
                        .forEach(d -> events.add(violated(from, d.getDescription())));
            }
        }).check(HOUSE);
    }

    private static boolean allowed(Dependency d) {
        Optional<String> to = room(d.getTargetClass());
        String from = room(d.getOriginClass()).orElse("");
        if (to.isEmpty()) {
            return true;
        }
        return to.get().equals(from)
                ? !from.contains("<x>") || sibling(d.getOriginClass(), from).equals(sibling(d.getTargetClass(), from))
                : ROOMS.getOrDefault(from, Set.of()).contains(to.get());
    }

    /** The room whose name is the longest that fits. */
    private static Optional<String> room(JavaClass c) {
        String name = c.getBaseComponentType().getPackageName() + ".";
        return ROOMS.keySet().stream()
                .filter(r -> name.startsWith(stem(r)))
                .max(Comparator.comparingInt(r -> stem(r).length()));
    }

    private static String stem(String room) {
        return room.endsWith("<x>") ? room.substring(0, room.length() - 3) : room + ".";
    }

    private static String sibling(JavaClass c, String room) {
        String rest = c.getBaseComponentType().getPackageName().substring(stem(room).length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    @Test
    void plainRoomsNeedNothingButTheJdk() {
        classes()
                .that(new DescribedPredicate<JavaClass>("stand in a plain room") {
                    @Override
                    public boolean test(JavaClass c) {
                        return room(c).filter(PLAIN::contains).isPresent();
                    }
                })
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "javax.net..", "vor..", "org.jspecify..", "org.slf4j..")
                .check(HOUSE);
    }

    @Test
    void handlersNeitherFetchNorPaintNorRemember() {
        noClasses()
                .that()
                .resideInAPackage("vor.server.health.handlers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio..", "java.sql..", "java.util.concurrent..", "java.lang.foreign..",
                        "org.slf4j..")
                .check(HOUSE);
    }

    @Test
    void roomsDoNotGoInCircles() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass c) {
                return room(c)
                        .map(r -> SliceIdentifier.of(r.contains("<x>") ? stem(r) + sibling(c, r) : r))
                        .orElse(SliceIdentifier.ignore());
            }

            @Override
            public String getDescription() {
                return "the rooms of the table";
            }
        }).should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void onlyTheClockTellsTime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("vor.model.SystemClock")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .accessTargetWhere(nowOfTheMachine())
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaAccess<?>> nowOfTheMachine() {
        return new DescribedPredicate<>("java.time tells the machine's own time") {
            @Override
            public boolean test(JavaAccess<?> access) {
                String owner = access.getTargetOwner().getName();
                String name = access.getTarget().getName();
                return (owner.startsWith("java.time.") && name.equals("now"))
                        || (owner.equals("java.time.Clock") && name.startsWith("system"))
                        || (owner.equals("java.util.Date") && name.equals("<init>"));
            }
        };
    }

    @Test
    void nothingSleepsNotEvenATest() {
        JavaClasses withTests = new ClassFileImporter().importPackages("vor");
        noClasses().should().accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("Thread.sleep") {
            @Override
            public boolean test(JavaAccess<?> access) {
                return access.getTargetOwner().getName().equals("java.lang.Thread")
                        && access.getTarget().getName().equals("sleep");
            }
        }).check(withTests);
    }

    @Test
    void everyPackageHasItsSignAndIsNullMarked() {
        List<String> bare = HOUSE.stream()
                .filter(c -> !c.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(bare).as("packages without a package-info.java with @NullMarked").isEmpty();
    }
}
