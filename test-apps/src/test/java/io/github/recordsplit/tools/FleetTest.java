package io.github.recordsplit.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.recordsplit.apps.LateTls;
import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Documents;
import io.github.recordsplit.harness.Jdks;
import io.github.recordsplit.harness.Result;
import io.github.recordsplit.harness.Target;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code deploy.md}: shown as they are here, and what they say works. */
@Execution(ExecutionMode.CONCURRENT)
class FleetTest {
  private static final String JAR = "/opt/recordsplit/recordsplit-agent.jar";
  private static final String RULES = "/etc/recordsplit/rules";
  private static final String OPTION = "-javaagent:" + JAR + "=rules=" + RULES;

  @Test
  void theDocumentShowsThem() {
    String document = Documents.text("agent/docs/deploy.md");
    for (String name : List.of("Containerfile", "kubernetes.yaml", "setenv.sh", "systemd.conf")) {
      String block = text(name).lines().map(l -> "    " + l + "\n").collect(Collectors.joining());
      assertTrue(document.contains("\n\n" + block + "\n"), name);
    }
  }

  @Test
  void manifestsFollowKubernetesSchema() throws IOException {
    List<JsonElement> manifests = manifests();
    V1ConfigMap.validateJsonElement(manifests.get(0));
    V1Deployment.validateJsonElement(manifests.get(1));
    assertEquals(2, manifests.size());
    // So that the schema is known to be strict.
    manifests.get(1).getAsJsonObject().addProperty("spek", "");
    assertThrows(
        IllegalArgumentException.class, () -> V1Deployment.validateJsonElement(manifests.get(1)));
  }

  @Test
  void manifestsFitTogether() throws IOException {
    JsonElement map = manifests().get(0);
    V1Deployment deployment = V1Deployment.fromJson(manifests().get(1).toString());
    V1PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    V1Container init = pod.getInitContainers().get(0);
    V1Container app = pod.getContainers().get(0);
    assertEquals(OPTION, app.getEnv().get(0).getValue());
    V1VolumeMount jar = app.getVolumeMounts().get(0);
    assertTrue(JAR.startsWith(jar.getMountPath() + "/"));
    assertEquals(jar.getName(), init.getVolumeMounts().get(0).getName());
    assertEquals(jar.getMountPath() + "/", init.getCommand().get(2));
    V1VolumeMount rules = app.getVolumeMounts().get(1);
    assertNull(rules.getSubPath(), "a subPath mount never changes");
    assertEquals(RULES, rules.getMountPath() + "/rules");
    assertEquals(rules.getName(), pod.getVolumes().get(1).getName());
    assertEquals(
        map.getAsJsonObject().getAsJsonObject("metadata").get("name").getAsString(),
        pod.getVolumes().get(1).getConfigMap().getName());
    assertChecks(map.getAsJsonObject().getAsJsonObject("data").get("rules").getAsString());
  }

  private static void assertChecks(String rules) {
    Path file = Target.write("fleet/rules", rules);
    ChildJvm check = ChildJvm.on(Jdks.running()).brief();
    Result result = check.jar(Target.agentJar(), "check", file.toString()).run().assertSilent();
    assertEquals(4, result.stdout().size(), () -> result.describe("rules"));
  }

  @Test
  void shellAndSystemdFilesStartTheAgent() throws IOException, InterruptedException {
    Path rules = Target.write("fleet/one.rules", "never host x.test\n");
    String due = "recordsplit: mode selective, scope vulnerable, first split, 1 rule in force of ";
    for (String option : List.of(ofShell(), ofSystemd(), ofImage())) {
      assertEquals(OPTION, option.trim());
      String here =
          option.trim().replace(JAR, Target.agentJar().toString()).replace(RULES, rules.toString());
      ChildJvm jvm = ChildJvm.on(Jdks.running()).brief().environment("JAVA_TOOL_OPTIONS", here);
      Result result = jvm.main(LateTls.class).run();
      assertTrue(result.stderr().get(1).startsWith(due), () -> result.describe(due));
      assertEquals(List.of("waiting", "ready"), result.stdout());
    }
  }

  private static String ofShell() throws IOException, InterruptedException {
    Path file = Target.write("fleet/setenv.sh", text("setenv.sh"));
    Process sh =
        new ProcessBuilder("sh", "-c", ". \"$0\"; printf %s \"$CATALINA_OPTS\"", file.toString())
            .start();
    String options = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, sh.waitFor());
    return options;
  }

  private static String ofSystemd() {
    String key = "Environment=JAVA_TOOL_OPTIONS=";
    return text("systemd.conf")
        .lines()
        .filter(l -> l.startsWith(key))
        .findFirst()
        .get()
        .substring(key.length());
  }

  private static String ofImage() {
    String key = "ENV JAVA_TOOL_OPTIONS=";
    String value = text("Containerfile").lines().filter(l -> l.startsWith(key)).findFirst().get();
    return value.substring(key.length()).replace("\"", "");
  }

  private static List<JsonElement> manifests() {
    List<JsonElement> all = new ArrayList<>();
    Gson gson = new Gson();
    for (Object each :
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text("kubernetes.yaml"))) {
      all.add(JsonParser.parseString(gson.toJson(each)));
    }
    return all;
  }

  private static String text(String name) {
    try {
      return Files.readString(Target.file("test-classes/fleet/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
