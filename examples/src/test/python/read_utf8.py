"""Prints as JSON what Metaflow's client reads of a run of Utf8Flow: read_utf8.py FOLDER FLOW/RUN."""

import json
import os
import sys

os.chdir(sys.argv[1])

from metaflow import Run, namespace  # it looks for the datastore where it is imported

namespace(None)
run = Run(sys.argv[2])
task = run["start"].task
json.dump(
    {
        "artifacts": {
            artifact.id: artifact.data
            for artifact in task.artifacts
            if artifact.id != "name" and not artifact.id.startswith("_")
        },
        "tags": sorted(run.user_tags),
        "user": "user:jörg" in run.system_tags,
        "stdout": task.stdout,
        "stderr": task.stderr,
    },
    sys.stdout,
)
