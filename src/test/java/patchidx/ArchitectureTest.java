package patchidx;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Keeps watch over the rooms of the house, see docs/STYLE.md.
class ArchitectureTest {
    /// In the order that data walks through them. A room may still be empty.
    private static final List<String> ROOMS =
            List.of("source", "mail", "patch", "series", "field", "index", "query", "render", "cli");

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("patchidx");

    static Stream<List<String>> roomsWithThoseBehind() {
        return IntStream.range(0, ROOMS.size() - 1).mapToObj(room -> ROOMS.subList(room, ROOMS.size()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("roomsWithThoseBehind")
    void aRoomUsesNoneOfTheRoomsBehindIt(List<String> rooms) {
        check(noClasses()
                .that()
                .resideInAPackage("patchidx." + rooms.getFirst() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms.subList(1, rooms.size()).stream()
                        .map(room -> "patchidx." + room + "..")
                        .toArray(String[]::new)));
    }

    @Test
    void nobodyUsesTheFrontStep() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("patchidx"));
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.commons.compress.., source, source",
        "com.github.luben.., source, index",
        "org.tukaani.., source, source",
        "org.eclipse.jgit.., source, source",
        "org.apache.james.., mail, mail",
        "org.apache.lucene.analysis.charfilter.., mail, mail",
        "tools.jackson.., render, render",
        "picocli.., cli, cli"
    })
    void aLibraryStaysInItsRoom(String library, String room, String otherRoom) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("patchidx." + room + "..", "patchidx." + otherRoom + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    @Test
    void luceneStaysInItsRoomsExceptForHtml() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("patchidx.index..", "patchidx.query..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.apache.lucene..")
                        .and(not(JavaClass.Predicates.equivalentTo(HTMLStripCharFilter.class)))));
    }

    @Test
    void onlyTheFrontStepTouchesTheStandardStreams() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .getField(System.class, "out")
                .orShould()
                .getField(System.class, "err")
                .orShould()
                .getField(System.class, "in")
                .orShould()
                .callMethod(System.class, "setOut", PrintStream.class)
                .orShould()
                .callMethod(System.class, "setErr", PrintStream.class)
                .orShould()
                .callMethod(System.class, "setIn", InputStream.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.FileDescriptor"));
    }

    @Test
    void onlyTheFrontStepEndsTheProgram() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PROGRAM);
    }
}
