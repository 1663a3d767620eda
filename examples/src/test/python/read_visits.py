"""Prints as JSON each task of a run as step, foreach indices, rounds and one artifact: read_visits.py FLOW/RUN ARTIFACT."""

import json
import sys

from metaflow import Run, namespace

namespace(None)
visits = []
for step in Run(sys.argv[1]):
    for task in step:
        if task.finished:
            visits.append(
                [
                    step.id,
                    [frame.index for frame in task["_foreach_stack"].data],
                    task["_iteration_stack"].data,
                    task[sys.argv[2]].data,
                ]
            )
json.dump(visits, sys.stdout)
