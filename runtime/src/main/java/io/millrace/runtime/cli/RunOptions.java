package io.millrace.runtime.cli;

import io.millrace.manifest.FlowManifest;
import io.millrace.runtime.compute.MissingModules;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UnsupportedSettings;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.jvm.ProcessClassPath;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.parameters.Parameters;
import io.millrace.runtime.plan.RunPlan;
import io.millrace.runtime.scheduler.RunOutcome;
import io.millrace.runtime.scheduler.RunRequest;
import io.millrace.runtime.scheduler.Scheduler;
import io.millrace.runtime.storage.OwnFolder;
import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.storage.Temporary;
import io.millrace.runtime.terminal.RunConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code run} and {@code resume} share: their options, and the making of a run. */
final class RunOptions {
  private static final int MAX_WORKERS = 16;
  private static final int MAX_SPLITS = 100;
  private static final int INTERRUPTED = 130;
  private static final int SECONDS_TO_STOP = 20;

  static final Map<String, String> EXIT_CODES = exitCodes();

  private RunOptions() {}

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "the run is done");
    codes.put("1", "the flow failed");
    codes.put("2", "the arguments or the configuration are wrong; nothing was started");
    codes.put(Integer.toString(INTERRUPTED), "the run was interrupted, as by Ctrl-C");
    return codes;
  }

  /** The variables that {@code run} and {@code resume} read. */
  static Map<String, String> variables(String command) {
    String prefix = "METAFLOW_" + command.toUpperCase(Locale.ROOT) + "_";
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(prefix + "MAX_WORKERS", "and so on: hold where an option is not given");
    if (command.equals("run")) {
      variables.put(prefix + "<PARAMETER>", "holds where the parameter is not given");
    }
    variables.put("METAFLOW_DECOSPECS", "more of --with, separated by blanks");
    variables.put("METAFLOW_USER", "the name that the run goes under");
    variables.put("METAFLOW_PROFILE", "which configuration file holds");
    variables.put("NO_COLOR", "turns colours off");
    return variables;
  }

  /** Adds them, but for those that the flow has parameters called like. */
  static void add(CommandSpec spec) {
    CommandSpec all = CommandSpec.create();
    describe(all);
    all.options().stream()
        .filter(option -> !spec.optionsMap().containsKey(option.longestName()))
        .forEach(spec::addOption);
  }

  private static void describe(CommandSpec spec) {
    spec.addOption(Options.with());
    spec.addOption(
        Options.number("--max-workers", "N", MAX_WORKERS, "How many tasks run at once."));
    spec.addOption(
        Options.number(
            "--max-num-splits", "N", MAX_SPLITS, "How many tasks a foreach may split into."));
    spec.addOption(Options.texts("--tag", "TAG", "Tags the run; may be given several times."));
    spec.addOption(
        Options.text(
            "--run-id-file", "FILE", "Writes the run's id to this file once it is known."));
    spec.addOption(
        Options.flag(
            "--check-images",
            "Asks the registries first whether each step's image can be pulled."));
    spec.addOption(
        Options.flag("--pin", "Runs each image by the digest that its registry has for it now."));
    spec.addOption(Options.allowHttp("With --check-images or --pin"));
    spec.addOption(Options.flag("--quiet", "Prints only failures and how the run ended."));
    Options.addDatastore(spec);
  }

  /** Makes a run, new or resumed; returns the exit code. */
  static int run(
      Invocation invocation, Optional<Parameters> parameters, Optional<RunRequest.Resume> resume) {
    RunPlan plan = withImagesChecked(invocation);
    MissingModules.check(plan);
    RunRequest request = request(invocation, plan, parameters, resume);
    adviseRoot(invocation, request.tags().user());
    CountDownLatch over = new CountDownLatch(1);
    Temporary.sweep();
    invocation.local().sweep();
    try {
      RunOutcome outcome =
          Scheduler.run(
              request,
              console(invocation),
              run -> writeRunId(invocation, run),
              stop -> onInterrupt(stop, over));
      return switch (outcome.state()) {
        case DONE -> 0;
        case FAILED -> 1;
        case INTERRUPTED -> INTERRUPTED;
      };
    } finally {
      OwnFolder.closeAll();
      over.countDown();
    }
  }

  /**
   * Does all that {@link #run} does before it starts anything, and refuses what it refuses.
   *
   * @return the plan of the run
   */
  static RunPlan check(Invocation invocation, Optional<Parameters> parameters) {
    RunPlan plan = withImagesChecked(invocation);
    MissingModules.check(plan);
    request(invocation, plan, parameters, Optional.empty());
    return plan;
  }

  private static void adviseRoot(Invocation invocation, String user) {
    if (user.equals(RunTags.ROOT) && !invocation.flag("--quiet")) {
      invocation
          .surroundings()
          .err()
          .println(
              "This run goes under the user 'root'. Set METAFLOW_USER to give it another name.");
    }
  }

  private static RunPlan withImagesChecked(Invocation invocation) {
    ProcessClassPath.springBootJar()
        .ifPresent(
            jar -> {
              throw new UsageException(
                  "%s is a Spring Boot jar, in which tasks cannot find the classes. Build the flow's jar with the Maven Shade plugin or Gradle's Shadow instead."
                      .formatted(jar));
            });
    RunPlan plan = invocation.plan();
    boolean http = invocation.flag("--allow-http");
    if (invocation.flag("--pin")) {
      return StepImage.pin(plan, http);
    } else if (invocation.flag("--check-images")) {
      StepImage.requireAll(plan, http, "--check-images");
    }
    return plan;
  }

  private static RunRequest request(
      Invocation invocation,
      RunPlan plan,
      Optional<Parameters> parameters,
      Optional<RunRequest.Resume> resume) {
    Configuration configuration = invocation.configuration();
    UnsupportedSettings.refuse(configuration);
    Map<String, String> settings = ComputeSettings.of(plan, configuration);
    var places = ComputeSettings.preparing(plan, DatastoreChoice.of(invocation), settings);
    StorageDatastore datastore = invocation.datastore();
    invocation.string("--run-id-file").ifPresent(file -> requireFolder(invocation, file));
    requireWritable(invocation.local());
    requireWritable(datastore.storage());
    return new RunRequest(
        plan,
        parameters,
        tags(invocation),
        number(invocation, "--max-workers", MAX_WORKERS),
        number(invocation, "--max-num-splits", MAX_SPLITS),
        datastore,
        invocation.metadata(),
        invocation.local(),
        invocation.surroundings().environment(),
        settings,
        places.get(),
        resume);
  }

  /** Lets Ctrl-C stop the run in order, and the process end only then. */
  private static void onInterrupt(Runnable stop, CountDownLatch over) {
    Thread hook =
        new Thread(
            () -> {
              if (over.getCount() > 0) {
                stop.run();
                try {
                  over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static RunConsole console(Invocation invocation) {
    Surroundings surroundings = invocation.surroundings();
    FlowManifest flow = invocation.flow();
    return new RunConsole(
        surroundings.out(),
        new RunConsole.Style(surroundings.colours(), surroundings.terminal()),
        flow.name(),
        invocation.program(),
        invocation.flag("--quiet"));
  }

  private static RunTags tags(Invocation invocation) {
    Set<String> tags = UserTags.first("--tag", invocation.strings("--tag"));
    Surroundings surroundings = invocation.surroundings();
    String user =
        RunTags.user(surroundings.environment())
            .orElseThrow(
                () ->
                    new UsageException(
                        "It is not known who runs this: your user has no name. Set METAFLOW_USER."));
    return RunTags.of(user, tags, surroundings.environment());
  }

  private static int number(Invocation invocation, String option, int fallback) {
    int number =
        invocation.flag(option)
            ? invocation.arguments().matchedOptionValue(option, fallback)
            : fallback;
    if (number < 1) {
      throw new UsageException(option + ": " + number + " is not positive. Give 1 or more.");
    }
    return number;
  }

  private static void requireWritable(Storage storage) {
    try {
      storage.check();
    } catch (IOException e) {
      throw new UsageException("The datastore %s %s.".formatted(storage.root(), e.getMessage()));
    }
  }

  private static void requireFolder(Invocation invocation, String file) {
    Path path = invocation.surroundings().folder().resolve(file);
    if (Files.isDirectory(path) || !Files.isDirectory(path.toAbsolutePath().resolveSibling(""))) {
      throw new UsageException(
          "--run-id-file: %s cannot be written: %s."
              .formatted(
                  path, Files.isDirectory(path) ? "it is a folder" : "its folder is not there"));
    }
  }

  private static void writeRunId(Invocation invocation, String run) {
    Optional<String> file = invocation.string("--run-id-file");
    if (file.isPresent()) {
      Path path = invocation.surroundings().folder().resolve(file.get());
      try {
        Files.writeString(path, run);
      } catch (IOException e) {
        throw new UsageException(
            "--run-id-file: " + path + " cannot be written: " + e.getMessage() + ".");
      }
    }
  }
}
