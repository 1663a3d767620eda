package io.millrace.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.millrace.runtime.bootstrap.Bootstrap;
import io.millrace.runtime.bootstrap.BootstrapJar;
import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.container.CodePackage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a pod's first container needs to bring Java and the flow's code: a jar of a few kilobytes,
 * and addresses in the datastore that let one read exactly the code, for a time. They are in a
 * secret of the run, as whoever has them can read the code.
 */
final class Delivery {
  static final String JAR = "bootstrap.jar";
  static final String LIST = "files";
  static final String MAIN = Bootstrap.class.getName();

  /** The longest that S3 allows. Where it is signed by a session, it ends with that. */
  private static final Duration VALIDITY = Duration.ofDays(7);

  private final ComputeRequest request;
  private final CodePackage code;

  /**
   * @param code as it is in the datastore
   */
  Delivery(ComputeRequest request, CodePackage code) {
    this.request = request;
    this.code = code;
  }

  /** The secret's name. */
  static String name(String flow, String run) {
    return Names.job(List.of(flow, run), List.of(flow, run, "delivery"));
  }

  /** The class path of the task's container. */
  List<String> classPath() {
    return code.classPath();
  }

  /** The secret of a namespace, with addresses that are signed now. */
  Secret secret(String namespace) {
    String flow = request.plan().flow().name();
    String list =
        code.parts().stream()
            .map(part -> new Bootstrap.Item(part.sha1(), part.target(), link(flow, part)).line())
            .collect(Collectors.joining("\n", "", "\n"));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name(flow, request.run().run()))
        .withNamespace(namespace)
        .withLabels(JobLabels.ofRun(flow, request.run().run()))
        .endMetadata()
        .withData(
            Map.of(
                JAR,
                Base64.getEncoder().encodeToString(BootstrapJar.bytes()),
                LIST,
                Base64.getEncoder().encodeToString(list.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  private String link(String flow, CodePackage.Part part) {
    return request
        .datastore()
        .link(flow, part.sha1(), VALIDITY)
        .orElseThrow(() -> new IllegalStateException("pods cannot reach the datastore"))
        .toString();
  }
}
