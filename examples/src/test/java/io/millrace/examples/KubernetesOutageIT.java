package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Parts of the cluster die while a run goes on. Only those of a cluster of the tests may; and no
 * other test may run meanwhile.
 */
class KubernetesOutageIT extends ClusterTest {
  @BeforeEach
  void onlyOnATestCluster() {
    Assumptions.assumeTrue(
        cluster.tool().isPresent(), "nobody else's cluster is to be brought down");
  }

  /** What the API server is asked while it is gone is asked again. */
  @Test
  void anApiServerThatGoesAndComesBackCostsNothing() throws Exception {
    process = start("ForeachFlow", "run", "--count", "8", "--with", in("busybox:1"));
    awaitRunning("work");
    kill("kube-apiserver");
    bringUp();
    assertEquals(0, end(process), this::output);
    assertTrue(output().contains("8=64"), this::output);
  }

  /** Where it is the only node, Kubernetes itself gives up none: an administrator has to. */
  @Test
  void aTaskOfALostNodeIsTriedAgainWithoutRetry() throws Exception {
    process =
        start(
            "TroubleFlow",
            "run",
            "--kind",
            "HANG",
            "--works",
            "1",
            "--with",
            "trouble=" + in("busybox:1"));
    String node = awaitRunning("trouble").getSpec().getNodeName();
    kill("kubelet");
    try {
      awaitOutput("its node " + node + " does not answer");
      taint(node, List.of(LOST));
      awaitOutput("its node " + node + " is lost or tainted, and its pod was removed from it.");
    } finally {
      taint(node, List.of());
      bringUp();
    }
    assertEquals(0, end(process), this::output);
    assertTrue(output().contains("[trouble/2] starts, attempt 2."), this::output);
  }

  private static final Taint LOST =
      new TaintBuilder().withKey("test").withValue("lost").withEffect("NoExecute").build();

  private void taint(String node, List<Taint> taints) {
    cluster
        .admin()
        .nodes()
        .withName(node)
        .edit(
            each ->
                new NodeBuilder(each)
                    .editSpec()
                    .removeAllFromTaints(List.of(LOST))
                    .addAllToTaints(taints)
                    .endSpec()
                    .build());
  }

  private void kill(String part) throws Exception {
    long pid =
        tool("status")
            .out()
            .lines()
            .filter(line -> line.startsWith(part + " "))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
            .findFirst()
            .orElseThrow();
    ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get(30, TimeUnit.SECONDS);
  }

  private void bringUp() {
    FlowProcess.Result up = tool("up");
    assertEquals(0, up.code(), up::toString);
  }

  private FlowProcess.Result tool(String command) {
    Path tool = cluster.tool().orElseThrow();
    return FlowProcess.process(folder, List.of(tool.toString(), command), Map.of());
  }
}
