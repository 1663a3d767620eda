package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/** A part of the machine that some tests need. */
public enum Component {
  /** Python with the real Metaflow and a server of AWS's protocols, which the tests install. */
  METAFLOW("python3 with venv, and PyPI or a mirror of it: apt-get install python3-venv"),
  /** Docker's daemon, which the tests start for themselves. */
  DOCKER("Docker's daemon, started as root: apt-get install docker.io runc containerd iptables"),
  /** Podman's service, which the tests start for themselves. */
  PODMAN("Podman, started as root: apt-get install podman runc"),
  /** Root file systems to run steps in, which the tests make. */
  IMAGES("root file systems, made as root: apt-get install mmdebstrap busybox-static musl-tools"),
  /** A registry of images, which the tests start for themselves. */
  REGISTRY("a registry: apt-get install docker-registry apache2-utils"),
  /** A Kubernetes cluster, which must be there, or be one that the tests can start. */
  CLUSTER("a Kubernetes cluster: see CONTRIBUTING.md"),
  /** The assembler. */
  BINUTILS("the assembler and the linker: apt-get install binutils");

  /** Names the components without which tests fail, by commas; {@code all} for all of them. */
  public static final String DEMANDS = "MILLRACE_TEST_DEMANDS";

  private final String need;

  Component(String need) {
    this.need = need;
  }

  /**
   * What a test throws that cannot have this.
   *
   * @param cause what went wrong, in one line or more; may be empty
   * @return a failure where the component is demanded, else what leaves the test out
   */
  public RuntimeException missing(String cause) {
    String message = "It needs " + need;
    return isDemanded()
        ? new IllegalStateException(message + "\n" + cause)
        : new TestAbortedException(message);
  }

  /** Leaves the test out if a program that this consists of is not there. */
  public void require(Path... programs) {
    for (Path program : programs) {
      if (!Files.isExecutable(program)) {
        throw missing(program + " is not there.");
      }
    }
  }

  /** Leaves the test out if this process may not do what only root may. */
  public void requireRoot() {
    try {
      if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        throw missing("This user is not root.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedOperationException e) {
      throw missing("This is not Linux.");
    }
  }

  private boolean isDemanded() {
    String demands = System.getenv().getOrDefault(DEMANDS, "").toLowerCase(Locale.ROOT);
    List<String> names = Arrays.asList(demands.split(","));
    return names.contains("all") || names.contains(name().toLowerCase(Locale.ROOT));
  }
}
