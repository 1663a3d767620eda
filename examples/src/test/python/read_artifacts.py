"""Prints as JSON what Metaflow's own client reads of runs: read_artifacts.py FLOW/RUN ..."""

import json
import sys

from metaflow import Run, namespace
from metaflow.exception import MetaflowExceptionWrapper

namespace(None)


def shown(value):
    return str(value) if isinstance(value, MetaflowExceptionWrapper) else repr(value)


json.dump(
    {
        task.pathspec: {artifact.id: shown(artifact.data) for artifact in task.artifacts}
        for name in sys.argv[1:]
        for step in Run(name).steps()
        for task in step.tasks()
    },
    sys.stdout,
)
