"""Prints as JSON what Metaflow's own client reads of a run: read_run.py FLOW/RUN."""

import json
import sys

from metaflow import Run, namespace
from metaflow.exception import MetaflowExceptionWrapper

namespace(None)
run = Run(sys.argv[1])


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return {"set": sorted(plain(item) for item in value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, MetaflowExceptionWrapper):
        return {type(value).__name__: str(value), "type": value.type}
    return {type(value).__name__: str(value)}


def relatives(task, kind):
    known = "_graph_info" in task  # a task that was killed may not have it
    return sorted(relative.pathspec for relative in getattr(task, kind)) if known else []


steps = {}
for step in run.steps():
    tasks = []
    control = {task.id for task in step.control_tasks()}
    for task in step.tasks():
        tasks.append(
            {
                "id": task.id,
                "pathspec": task.pathspec,
                "successful": task.successful,
                "finished": task.finished,
                "index": task.index,
                "control": task.id in control,
                "stdout": task.stdout,
                "stderr": task.stderr,
                "exception": None if task.exception is None else str(task.exception),
                "artifacts": {
                    artifact.id: plain(artifact.data)
                    for artifact in task.artifacts
                },
                "parents": relatives(task, "parent_tasks"),
                "children": relatives(task, "child_tasks"),
                "origin": task.metadata_dict.get("origin-run-id"),
                "attempt": task.current_attempt,
            }
        )
    steps[step.id] = tasks

json.dump(
    {
        "successful": run.successful,
        "finished": run.finished,
        "finished_at": None if run.finished_at is None else run.finished_at.isoformat(),
        "tags": sorted(run.user_tags),
        "system_tags": sorted(run.system_tags),
        "steps": steps,
    },
    sys.stdout,
)
