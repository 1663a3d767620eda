package io.millrace.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of a real API server. */
class CreationFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pods \"f-x\" is forbidden: exceeded quota: q, requested: requests.cpu=1, used: requests.cpu=4, limited: requests.cpu=4"
            + " | the quota q of the namespace flows is used up: it asks for requests.cpu=1, requests.cpu=4 is used, and requests.cpu=4 is the limit. It starts when there is room | false",
        "pods \"f-x\" is forbidden: exceeded quota: q, requested: requests.memory=4G, used: requests.memory=0, limited: requests.memory=2Gi"
            + " | it asks for more than the quota q of the namespace flows will ever allow: it asks for requests.memory=4G, requests.memory=0 is used, and requests.memory=2Gi is the limit. Ask for less by @Resources | true",
        "pods \"f-x\" is forbidden: failed quota: q: must specify limits.cpu for: setup,task"
            + " | the quota of the namespace flows does not allow its pod: failed quota: q: must specify limits.cpu for: setup,task. Perhaps --with kubernetes:qos=guaranteed helps | true",
        "pods \"f-x\" is forbidden: maximum memory usage per Container is 1Gi, but limit is 4G"
            + " | the cluster does not allow its pod: maximum memory usage per Container is 1Gi, but limit is 4G | true",
        "pods \"f-x\" is forbidden: error looking up service account flows/nope: serviceaccount \"nope\" not found"
            + " | its service account is not in the namespace flows. Make it, or correct @Kubernetes(serviceAccount) | true",
        "pods \"f-x\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot != true"
            + " | the namespace flows does not allow its pod: violates PodSecurity \"restricted:latest\": runAsNonRoot != true. See @Kubernetes(securityContext) | true",
        "pods \"f-x\" is forbidden: status unknown for quota: q, resources: requests.cpu"
            + " | a quota has just been made: status unknown for quota: q, resources: requests.cpu | false",
        "etcdserver: request timed out | its pod could not be made yet: etcdserver: request timed out | false",
      })
  void whyThereIsNoPodIsSaid(String message, String why, boolean hopeless) {
    assertEquals(
        new CreationFailure(why, hopeless),
        CreationFailure.of("Error creating: " + message, "flows"));
  }

  /** A quota may be on the number of jobs. */
  @Test
  void aJobThatAQuotaKeepsOutWaits() {
    String message =
        "jobs.batch \"f-x\" is forbidden: exceeded quota: q, requested: count/jobs.batch=1, used: count/jobs.batch=4, limited: count/jobs.batch=4";
    assertFalse(CreationFailure.ofJob(refused(403, message), "flows").orElseThrow().hopeless());
    assertEquals(
        Optional.empty(),
        CreationFailure.ofJob(
            refused(403, "jobs.batch is forbidden: User \"u\" cannot create jobs"), "flows"));
    assertEquals(Optional.empty(), CreationFailure.ofJob(refused(422, message), "flows"));
  }

  private static ClusterException refused(int code, String message) {
    return ClusterFailure.of(
        new KubernetesClientException(message, code, null),
        "https://cluster",
        "the job cannot be made");
  }
}
