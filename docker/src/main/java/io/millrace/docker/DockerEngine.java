package io.millrace.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.millrace.manifest.ImageReference;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageRegistry.Login;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The Docker Engine of this machine, or Podman, which speaks the same. */
final class DockerEngine implements Closeable {
  private static final int CONNECTIONS = 1024;

  private final URI host;
  private final DockerClient client;

  /**
   * The engine that Docker's settings name.
   *
   * @throws UsageException in one line, if they name none that there could be
   */
  DockerEngine(Map<String, String> environment) {
    EngineAddress address = EngineAddress.of(environment);
    DefaultDockerClientConfig.Builder builder =
        new DefaultDockerClientConfig.Builder() // the usual one reads variables in its own way
            .withDockerConfig(address.folder().toString())
            .withDockerTlsVerify(address.certificates().isPresent());
    address.host().ifPresent(builder::withDockerHost);
    address.context().ifPresent(builder::withDockerContext);
    address.certificates().ifPresent(path -> builder.withDockerCertPath(path.toString()));
    try {
      DockerClientConfig config = builder.build();
      this.host = config.getDockerHost();
      this.client =
          DockerClientImpl.getInstance(
              config,
              new ZerodepDockerHttpClient.Builder()
                  .dockerHost(host)
                  .sslConfig(config.getSSLConfig())
                  .maxConnections(CONNECTIONS)
                  .build());
    } catch (DockerClientException | IllegalArgumentException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new UsageException(
          "Docker's settings cannot be used: %s."
              .formatted(String.valueOf(root.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /**
   * Finds out whether it can be reached.
   *
   * @throws EngineException if not, with what helps
   */
  void ping() throws EngineException {
    ask(() -> client.pingCmd().exec());
  }

  /** The number of processors that its containers may use. */
  int processors() throws EngineException {
    Integer number = ask(() -> client.infoCmd().exec().getNCPU());
    return number == null ? Runtime.getRuntime().availableProcessors() : number;
  }

  /**
   * The digest by which its registry knows an image, "" if it comes from none; empty if the engine
   * has it not for {@code platform}.
   */
  Optional<String> find(String image, Optional<String> platform) throws EngineException {
    return ask(
        () -> {
          try {
            InspectImageResponse found = client.inspectImageCmd(image).exec();
            String has = found.getOs() + "/" + found.getArch();
            return platform.isPresent() && !platform.get().startsWith(has)
                ? Optional.empty()
                : Optional.of(digest(found, image));
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** An image may have been pulled by several names; the one that is asked for comes first. */
  private static String digest(InspectImageResponse found, String image) {
    List<String> digests = found.getRepoDigests() == null ? List.of() : found.getRepoDigests();
    return digests.stream()
        .filter(each -> image.startsWith(each.substring(0, each.indexOf('@'))))
        .findFirst()
        .or(() -> digests.stream().findFirst())
        .map(each -> each.substring(each.indexOf('@') + 1))
        .orElse("");
  }

  /**
   * Fetches an image from its registry.
   *
   * @param login of that registry; without one, what Docker's configuration has
   */
  void pull(ImageReference image, Optional<String> platform, Optional<Login> login)
      throws EngineException {
    try {
      ask(
          () -> {
            PullImageCmd pull = client.pullImageCmd(image.toString());
            if (image.tag().isEmpty() && image.digest().isEmpty()) {
              pull.withTag("latest"); // without one, an engine fetches all that there are
            }
            platform.ifPresent(pull::withPlatform);
            login.ifPresent(known -> pull.withAuthConfig(authentication(known, image)));
            return pull.exec(new Pull()).awaitCompletion();
          });
    } catch (EngineException e) {
      throw new EngineException("its image " + image + " cannot be pulled: " + e.getMessage(), e);
    }
  }

  /** An engine sends a login to no other registry than the one that it names. */
  private static AuthConfig authentication(Login login, ImageReference image) {
    AuthConfig known =
        new AuthConfig()
            .withRegistryAddress(
                image.isOnHub() ? AuthConfig.DEFAULT_SERVER_ADDRESS : ImageChecks.host(image));
    return login.token()
        ? known.withIdentityToken(login.password())
        : known.withUsername(login.user()).withPassword(login.password());
  }

  /** An engine that is asked for an image that is not there says so in the middle of its answer. */
  private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
    @Override
    @SuppressWarnings("deprecation") // Podman sends no other
    public void onNext(PullResponseItem item) {
      if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
        onError(new PullFailure(item.getErrorDetail().getMessage()));
      } else if (item.getError() != null) {
        onError(new PullFailure(item.getError()));
      }
    }
  }

  /** What the engine says of a pull. */
  private static final class PullFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PullFailure(String message) {
      super(message);
    }
  }

  /** Makes a container; returns its id. */
  String create(ContainerSpec spec) throws EngineException {
    return ask(
        () -> {
          CreateContainerCmd create =
              client
                  .createContainerCmd(spec.image())
                  .withName(spec.name())
                  .withEntrypoint(spec.command().subList(0, 1))
                  .withCmd(spec.command().subList(1, spec.command().size()))
                  .withEnv(spec.variables())
                  .withLabels(spec.labels())
                  .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                  .withHostConfig(spec.host());
          spec.user().ifPresent(create::withUser);
          spec.platform().ifPresent(create::withPlatform);
          return create.exec().getId();
        });
  }

  /** What a container prints, until it ends. */
  interface Output {
    /** Waits until all is printed. */
    void await() throws EngineException;
  }

  /** Listens to a container that has not started yet. */
  Output attach(String container, ContainerOutput to) throws EngineException {
    Attachment attachment = new Attachment(to);
    ask(
        () -> {
          client
              .attachContainerCmd(container)
              .withStdOut(true)
              .withStdErr(true)
              .withFollowStream(true)
              .exec(attachment);
          attachment.answered.await();
          return attachment.failed ? attachment.awaitCompletion() : attachment;
        });
    return () -> ask(attachment::awaitCompletion);
  }

  /** A callback whose start can be waited for, even if it fails to come. */
  private static final class Attachment extends ResultCallback.Adapter<Frame> {
    private final ContainerOutput to;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean failed;

    Attachment(ContainerOutput to) {
      this.to = to;
    }

    @Override
    public void onStart(Closeable stream) {
      super.onStart(stream);
      answered.countDown();
    }

    @Override
    public void onNext(Frame frame) {
      to.take(frame.getStreamType(), frame.getPayload());
    }

    @Override
    public void onError(Throwable failure) {
      failed = true;
      super.onError(failure);
      answered.countDown();
    }

    @Override
    public void onComplete() {
      super.onComplete();
      answered.countDown();
    }
  }

  void start(String container) throws EngineException {
    ask(() -> client.startContainerCmd(container).exec());
  }

  /**
   * How a container ended.
   *
   * @param code of its first process
   * @param outOfMemory whether the kernel killed a process of it, as there was no more memory
   */
  record Exit(int code, boolean outOfMemory) {}

  /** Waits for the end of a container. */
  Exit await(String container) throws EngineException {
    return ask(
        () -> {
          int code =
              client
                  .waitContainerCmd(container)
                  .exec(new WaitContainerResultCallback())
                  .awaitStatusCode();
          InspectContainerResponse.ContainerState state =
              client.inspectContainerCmd(container).exec().getState();
          return new Exit(code, Boolean.TRUE.equals(state.getOOMKilled()));
        });
  }

  /** Ends a container by force, if it runs. */
  void kill(String container) throws EngineException {
    ask(
        () -> {
          try {
            client.killContainerCmd(container).exec();
          } catch (ConflictException | NotFoundException e) {
            return false; // it has ended by itself
          }
          return true;
        });
  }

  /** Removes a container and the volumes that its image made, whether it runs or not. */
  void remove(String container) throws EngineException {
    ask(
        () -> {
          try {
            client.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
          } catch (NotFoundException | NotModifiedException | ConflictException e) {
            return false; // somebody else has, or is about to
          }
          return true;
        });
  }

  /**
   * A container that is there.
   *
   * @param id of the engine
   * @param label its value of the label that was asked for
   * @param ended whether it ran, and does no more
   */
  record Found(String id, String label, boolean ended) {}

  /** The containers that have a label. */
  List<Found> labelled(String label) throws EngineException {
    return ask(
        () -> {
          List<Container> all =
              client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec();
          return all.stream()
              .map(
                  each ->
                      new Found(
                          each.getId(),
                          each.getLabels().getOrDefault(label, ""),
                          "exited".equals(each.getState())))
              .toList();
        });
  }

  private interface Question<T> {
    T ask() throws InterruptedException;
  }

  private <T> T ask(Question<T> question) throws EngineException {
    try {
      return question.ask();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("it was interrupted", e);
    } catch (RuntimeException e) {
      throw EngineFailure.explain(e, host);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
