"""Prints how two runs of a flow differ to Metaflow's client: compare_runs.py FLOW RUN OTHER."""

import sys

from metaflow import Run, namespace

namespace(None)


def tasks(step):
    described = []
    for task in step:
        metadata = task.metadata_dict
        described.append(
            {
                "path": metadata.get("foreach-execution-path"),
                "stack": metadata.get("foreach-stack"),
                "iteration": task["_iteration_stack"].data,
                "transition": str(task["_transition"].data),
                "parents": len(list(task.parent_tasks)),
                "children": len(list(task.child_tasks)),
                "artifacts": {each.id: each.data for each in task.artifacts},
                "private": sorted(
                    name for name in task._object.get("artifacts", []) if name[0] == "_"
                ),
                "successful": task.successful,
            }
        )
    return sorted(described, key=str)


def graph(run):
    info = run["start"].task["_graph_info"].data
    own = ("line", "doc", "source_file", "decorators")
    steps = {
        name: {key: value for key, value in step.items() if key not in own}
        for name, step in info["steps"].items()
    }
    return {"steps": steps, "structure": info["graph_structure"]}


def described(run):
    found = {step.id: tasks(step) for step in run}
    found["the graph"] = graph(run)
    found["the run"] = (run.successful, run.finished)
    return found


one, other = (described(Run("%s/%s" % (sys.argv[1], run))) for run in sys.argv[2:4])
for part in sorted(set(one) | set(other)):
    if one.get(part) != other.get(part):
        print("%s:\n  %s\n  %s" % (part, one.get(part), other.get(part)))
