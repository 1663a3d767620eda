"""Reads all that there is of a flow with Metaflow's client, and prints how each run ended: read_flow.py FLOW."""

import json
import sys

from metaflow import Flow, namespace

namespace(None)
runs = {}
for run in Flow(sys.argv[1]):
    for step in run:
        for task in step:
            task.metadata_dict, task.stdout, task.stderr, task.exception
            if task.finished:
                for artifact in task:
                    artifact.data
    runs[run.id] = {
        "successful": run.successful,
        "sum": run["end"].task.data.sum if run.successful else None,
    }
json.dump(runs, sys.stdout)
