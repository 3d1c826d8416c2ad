package io.github.recordsplit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which room may know which: see DESIGN, "The house". */
class HouseTest {
  private static final String BASE = "io.github.recordsplit.";

  /** Each room, and those that it may know beside the JDK. What is not named, it may not. */
  private static final String[] MAY_KNOW = {
    "rules:",
    "files:",
    "tls:",
    "bridge.lang:",
    "bridge: asm bridge.lang",
    "observe.inventory: rules",
    "observe: observe.inventory",
    "observe.json: rules",
    "observe.log: agent files rules",
    "connection: bridge bridge.lang observe observe.inventory rules tls",
    "instrument: asm bridge files observe.log rules",
    "library: bridge connection instrument observe.log",
    "library.sunjsse: asm bridge bridge.lang connection instrument library observe.log rules",
    "library.unknown: asm bridge bridge.lang connection instrument library library.sunjsse rules "
        + "tls",
    "library.bctls: asm bridge bridge.lang connection instrument library library.unknown "
        + "observe.log",
    "feature.rehearse: asm bridge bridge.lang connection instrument library library.unknown "
        + "observe.inventory observe.json observe.log rules",
    "feature.upgrade: bridge bridge.lang connection library observe.inventory observe.json "
        + "observe.log rules",
    "feature.peeraddress: asm bridge bridge.lang connection instrument library library.unknown "
        + "observe rules",
    "feature.outcome: asm bridge bridge.lang connection instrument library library.unknown "
        + "observe.inventory observe.json observe.log rules",
    "control: feature.outcome feature.rehearse feature.upgrade instrument observe observe.inventory observe.log "
        + "rules",
    "observe.status: agent control feature.outcome feature.rehearse feature.upgrade instrument observe "
        + "observe.inventory observe.json observe.log rules tls",
    "observe.jmx: agent control feature.outcome feature.rehearse feature.upgrade instrument observe "
        + "observe.inventory observe.log observe.status rules",
    "observe.jfr: control feature.outcome instrument observe observe.inventory rules",
    "control.requests: agent control files observe.json observe.log observe.status rules"
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.recordsplit");

  @TestFactory
  Stream<DynamicTest> eachRoomKnowsThoseBelowIt() {
    return Arrays.stream(MAY_KNOW)
        .map(row -> row.replace(":", "").split(" ", -1))
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room[0],
                    () ->
                        classes()
                            .that()
                            .resideInAPackage(BASE + room[0])
                            .should()
                            .onlyDependOnClassesThat(isIn(room))
                            .check(CLASSES)));
  }

  /** The last two rows of the house: they may know all, and nobody may know them. */
  @Test
  void nobodyBelowKnowsStartupOrTools() {
    List<String> others = new ArrayList<>();
    for (JavaClass each : CLASSES) {
      others.add(each.getPackageName());
    }
    TreeSet<String> rooms = new TreeSet<>(others);
    rooms.removeIf(
        p -> p.equals("io.github.recordsplit") || p.contains(".tools") || p.endsWith(".startup"));
    TreeSet<String> named = new TreeSet<>();
    for (String row : MAY_KNOW) {
      named.add(BASE + row.substring(0, row.indexOf(':')));
    }
    assertEquals(named, rooms, "a room that is in the table and not there, or the other way round");
  }

  @Test
  void noRoomKnowsItselfThroughAnother() {
    slices().matching("io.github.recordsplit.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Premain's rooms never load what is for the command line's own JVM. */
  @Test
  void toolsAreForTheCommandLine() {
    classes()
        .that()
        .resideOutsideOfPackage(BASE + "tools..")
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(
                resideInAnyPackage(
                    BASE + "tools..", "picocli..", "com.grack..", "com.samskivert..")))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> isIn(String[] rooms) {
    List<String> packages = new ArrayList<>(List.of("java..", "javax..", "sun..", "jdk.."));
    for (String room : rooms) {
      packages.add(
          switch (room) {
            case "asm" -> "org.objectweb.asm..";
            case "agent" -> "io.github.recordsplit";
            default -> BASE + room;
          });
    }
    return resideInAnyPackage(packages.toArray(new String[0]));
  }
}
