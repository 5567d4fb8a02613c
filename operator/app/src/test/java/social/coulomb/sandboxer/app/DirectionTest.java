package social.coulomb.sandboxer.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the build to the list of directions in `docs/architecture.md`.
class DirectionTest {

    private static final String ROOT = "social.coulomb.sandboxer.";

    /// Which rooms a room may import.
    private static final Map<String, List<String>> DIRECTIONS = Map.of(
            "app", List.of("controllers", "apiserver", "composessh", "saasstub", "host", "sdk", "crds"),
            "controllers", List.of("crds", "sdk", "host"),
            "composessh", List.of("sdk", "host"),
            "saasstub", List.of("sdk", "host"),
            "crds", List.of(),
            "sdk", List.of(),
            "host", List.of(),
            "apiserver", List.of());

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("social.coulomb.sandboxer");

    static Stream<String> rooms() {
        return DIRECTIONS.keySet().stream().sorted();
    }

    @Test
    void everyClassLivesInAKnownRoom() {
        classes()
                .should()
                .resideInAnyPackage(rooms().map(room -> ROOT + room + "..").toArray(String[]::new))
                .check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsOnlyWhatItsDirectionAllows(String room) {
        String[] forbidden = rooms().filter(other -> !other.equals(room)
                        && !DIRECTIONS.getOrDefault(room, List.of()).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        assertThat(forbidden.length + DIRECTIONS.getOrDefault(room, List.of()).size())
                .isEqualTo(DIRECTIONS.size() - 1);
        if (forbidden.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(PROGRAM);
        }
    }

    @Test
    void onlyTheControllersKnowTheOperatorFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "controllers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.javaoperatorsdk..")
                .check(PROGRAM);
    }

    @Test
    void theControllersSharedRoomsKnowNoKind() {
        String[] kinds = Stream.of("sandbox", "hostprobe", "snapshot")
                .map(kind -> ROOT + "controllers." + kind + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "controllers.*..")
                .and()
                .resideOutsideOfPackages(kinds)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(kinds)
                .check(PROGRAM);
    }

    @Test
    void theOutsideWorldsRoomsKnowNoKubernetes() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "sdk..",
                        ROOT + "host..",
                        ROOT + "composessh..",
                        ROOT + "saasstub..",
                        ROOT + "apiserver..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(PROGRAM);
    }

    @Test
    void noPackageIsADrawerForEverything() {
        String[] drawers = Stream.of("utils", "util", "common", "impl", "internal", "misc")
                .map(name -> ROOT + ".." + name + "..")
                .map(name -> name.replace("...", ".."))
                .toArray(String[]::new);
        assertThat(Arrays.asList(drawers)).isNotEmpty();
        noClasses().should().resideInAnyPackage(drawers).check(PROGRAM);
    }
}
