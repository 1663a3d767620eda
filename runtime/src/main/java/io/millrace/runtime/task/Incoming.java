package io.millrace.runtime.task;

import io.millrace.manifest.FlowGraph;
import io.millrace.manifest.ParameterField;
import io.millrace.manifest.Transition;
import io.millrace.runtime.artifact.ForeachFrame;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.Datastore;
import io.millrace.runtime.datastore.TaskPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task starts from.
 *
 * @param inputs the tasks before it
 * @param inherited the artifacts that it has from the start
 * @param stack the foreach splits around it
 */
record Incoming(
    List<JoinInputs.Input> inputs, Map<String, ArtifactRef> inherited, List<ForeachFrame> stack) {

  /** Finds what tasks of a run start from. */
  static final class Reader {
    private static final int KEPT_INPUTS = 32;

    private final RunSpec run;
    private final FlowCode code;
    private final Datastore datastore;
    private final ForeachItems items;
    private final Map<String, Map<String, ArtifactRef>> finished =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Map<String, ArtifactRef>> eldest) {
            return size() > KEPT_INPUTS;
          }
        };

    Reader(RunSpec run, FlowCode code, Datastore datastore, ForeachItems items) {
      this.run = run;
      this.code = code;
      this.datastore = datastore;
      this.items = items;
    }

    Incoming read(TaskSpec spec) {
      boolean join = node(spec).step().join();
      List<String> branches = branches(spec);
      List<JoinInputs.Input> inputs = new ArrayList<>();
      List<Map<String, ArtifactRef>> left = artifacts(spec.inputs());
      for (int i = 0; i < spec.inputs().size(); i++) {
        String step = step(spec.inputs().get(i));
        String branch = branches.size() == spec.inputs().size() ? branches.get(i) : step;
        inputs.add(new JoinInputs.Input(step, branch, left.get(i)));
      }
      Map<String, ArtifactRef> first = inputs.get(0).artifacts();
      Map<String, ArtifactRef> inherited = new LinkedHashMap<>();
      for (Map.Entry<String, ArtifactRef> each : first.entrySet()) {
        String name = each.getKey();
        if (SystemArtifacts.inherited(name, join)
            || (!name.startsWith("_") && (!join || isParameter(name)))) {
          inherited.put(name, each.getValue());
        }
      }
      return new Incoming(inputs, inherited, stack(spec, first));
    }

    /** What tasks left. That of one is kept for a while, as many tasks come from one. */
    private List<Map<String, ArtifactRef>> artifacts(List<String> tasks) {
      return tasks.size() == 1
          ? List.of(finished.computeIfAbsent(tasks.get(0), task -> read(tasks).get(0)))
          : read(tasks);
    }

    private List<Map<String, ArtifactRef>> read(List<String> tasks) {
      List<TaskPath> paths = new ArrayList<>(tasks.size());
      for (String each : tasks) {
        paths.add(path(each));
      }
      return datastore.artifacts(paths);
    }

    /** The steps that the branches of a static split begin with, where the task joins one. */
    private List<String> branches(TaskSpec spec) {
      Optional<String> split = node(spec).split();
      return split.isPresent() && transition(split.get()) instanceof Transition.Branch branch
          ? branch.targets()
          : List.of();
    }

    private boolean isParameter(String name) {
      for (ParameterField each : code.manifest().parameters()) {
        if (each.field().equals(name)) {
          return true;
        }
      }
      return false;
    }

    private FlowGraph.Node node(TaskSpec spec) {
      return code.graph().node(spec.step());
    }

    private TaskPath path(String stepAndTask) {
      int slash = stepAndTask.indexOf('/');
      return new TaskPath(
          code.manifest().name(),
          run.run(),
          stepAndTask.substring(0, slash),
          stepAndTask.substring(slash + 1));
    }

    /**
     * The foreach stack within this task: that of its first input, one less at a join, one more
     * after a split.
     */
    private List<ForeachFrame> stack(TaskSpec spec, Map<String, ArtifactRef> input) {
      List<ForeachFrame> stack = new ArrayList<>();
      AttemptStore store = datastore.attempt(path(spec.inputs().get(0)), 0);
      if (store.loadPlain("_foreach_stack", SystemArtifacts.require(input, "_foreach_stack"))
          instanceof List<?> frames) {
        for (Object frame : frames) {
          stack.add((ForeachFrame) frame);
        }
      }
      Optional<String> split = node(spec).split();
      if (split.isPresent() && fansOut(split.get())) {
        stack.remove(stack.size() - 1);
      }
      if (spec.splitIndex() >= 0) {
        stack.add(frame(spec, store, input));
      }
      return stack;
    }

    private boolean fansOut(String split) {
      Transition transition = transition(split);
      return transition instanceof Transition.Foreach || transition instanceof Transition.Parallel;
    }

    private Transition transition(String step) {
      return code.graph().node(step).step().transition();
    }

    private ForeachFrame frame(TaskSpec spec, AttemptStore store, Map<String, ArtifactRef> input) {
      Transition transition = code.graph().node(step(spec.inputs().get(0))).step().transition();
      if (transition instanceof Transition.Foreach foreach) {
        Object item =
            items
                .of(store, foreach.field(), SystemArtifacts.require(input, foreach.field()))
                .get(spec.splitIndex());
        return new ForeachFrame(
            spec.step(),
            foreach.field(),
            spec.splitSize(),
            spec.splitIndex(),
            ForeachItems.text(item));
      }
      return new ForeachFrame(
          spec.step(), FrameElement.PARALLEL, spec.splitSize(), spec.splitIndex(), null);
    }

    private static String step(String stepAndTask) {
      return stepAndTask.substring(0, stepAndTask.indexOf('/'));
    }
  }
}
