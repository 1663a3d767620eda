package io.millrace.kubernetes;

import io.millrace.runtime.compute.ComputeRequest;
import io.millrace.runtime.container.CodePackage;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all pods of a run share: the cluster, which is watched, and what they fetch. */
final class Preparation {
  private static final int PATIENCE_SECONDS = 300;
  private static final int LONGEST_PAUSE_SECONDS = 15;

  private final ComputeRequest request;
  private final Set<String> namespaces;
  private final Cluster cluster;
  private final Future<CodePackage> sending;
  private boolean begun;
  private boolean over;
  private boolean removed;
  private String failure = "";
  private @Nullable Delivery delivery;

  /**
   * @param namespaces of the run's pods
   * @param sending ends when the flow's code is in the datastore
   */
  Preparation(
      ComputeRequest request,
      Set<String> namespaces,
      Cluster cluster,
      Future<CodePackage> sending) {
    this.request = request;
    this.namespaces = namespaces;
    this.cluster = cluster;
    this.sending = sending;
  }

  /**
   * Begins, if it has not begun. Pods can be made when what they fetch is there; they are watched
   * from soon after on, and what happened to them before is told then.
   *
   * @param ready is told once, when {@link #isOver}
   * @param listener hears of what is watched
   * @param unwatched is told why nothing is
   */
  synchronized void begin(
      Executor threads, Runnable ready, Cluster.Listener listener, Unwatched unwatched) {
    if (begun) {
      return;
    }
    begun = true;
    threads.execute(
        () -> {
          try {
            deliver();
          } finally {
            synchronized (this) {
              over = true;
            }
            ready.run();
          }
          if (failure().isEmpty()) {
            watch(listener, unwatched);
            forgetOrigin();
          }
        });
  }

  /** Hears why pods cannot be watched. */
  interface Unwatched {
    void because(String why);
  }

  private void deliver() {
    try {
      Delivery sent = new Delivery(request, sending.get());
      synchronized (this) {
        delivery = sent;
      }
      for (String namespace : namespaces) {
        patiently(() -> put(namespace, sent));
      }
    } catch (ClusterException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      failed(
          "the flow's code cannot be sent: "
              + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    } catch (InterruptedException e) {
      failed("it was stopped");
    } catch (RuntimeException e) { // ours: the trace is for us, and the run must hear of it
      e.printStackTrace();
      failed("the runtime failed: " + e);
    }
  }

  private void put(String namespace, Delivery sent) throws ClusterException {
    cluster.put(sent.secret(namespace));
    if (isRemoved()) { // the run ended meanwhile
      cluster.deleteSecret(namespace, secret());
    }
  }

  private interface Request {
    void make() throws ClusterException;
  }

  /** Makes a request; tries again for some minutes while the cluster cannot be reached. */
  private void patiently(Request request) throws ClusterException, InterruptedException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (int pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      try {
        request.make();
        return;
      } catch (ClusterException e) {
        if (!e.isPassing() || isRemoved() || System.nanoTime() > patience) {
          throw e;
        }
        this.request.events().notice(e.getMessage() + ". Trying again.");
      }
      TimeUnit.SECONDS.sleep(pause);
    }
  }

  private void watch(Cluster.Listener listener, Unwatched unwatched) {
    String flow = request.plan().flow().name();
    try {
      for (String namespace : namespaces) {
        patiently(
            () -> cluster.watch(namespace, JobLabels.ofRun(flow, request.run().run()), listener));
      }
    } catch (ClusterException e) {
      failed(String.valueOf(e.getMessage()));
      unwatched.because(failure());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is over
    } catch (RuntimeException | Error e) { // ours: the trace is for us, and the run must hear of it
      e.printStackTrace();
      failed("the runtime failed: " + e);
      unwatched.because(failure());
    }
  }

  /** A run that is resumed may have been killed, and its secret is of use to its pods alone. */
  private void forgetOrigin() {
    String flow = request.plan().flow().name();
    String origin = request.run().origin();
    if (origin.isEmpty()) {
      return;
    }
    try {
      for (String namespace : namespaces) {
        if (cluster.unfinished(namespace, JobLabels.ofRun(flow, origin)).isEmpty()) {
          cluster.deleteSecret(namespace, Delivery.name(flow, origin));
        }
      }
    } catch (ClusterException e) {
      request.events().notice(e.getMessage() + ".");
    }
  }

  private synchronized void failed(String why) {
    failure = why;
  }

  /** Whether pods can be made, or it is known why not. */
  synchronized boolean isOver() {
    return over;
  }

  /** Why no pod can run; "" if they can. */
  synchronized String failure() {
    return failure;
  }

  /** What pods fetch; it is there once this is over without a failure. */
  synchronized Delivery delivery() {
    if (delivery == null) {
      throw new IllegalStateException("The code is not sent yet.");
    }
    return delivery;
  }

  /** Signs the addresses of the code anew. */
  void renew() throws ClusterException {
    for (String namespace : namespaces) {
      put(namespace, delivery());
    }
  }

  /** Deletes what was made for the run's pods. */
  void remove() throws ClusterException {
    synchronized (this) {
      removed = true;
    }
    for (String namespace : namespaces) {
      cluster.deleteSecret(namespace, secret());
    }
  }

  private synchronized boolean isRemoved() {
    return removed;
  }

  private String secret() {
    return Delivery.name(request.plan().flow().name(), request.run().run());
  }
}
