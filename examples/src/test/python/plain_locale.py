"""Runs commands whose text is beyond ASCII, in a locale or without: plain_locale.py SETTING COMMAND...

SETTING is such as LC_ALL=C; COMMAND is java with its options, without what the flow is asked for.
Prints as JSON what each command printed. This process has UTF-8, whatever its locale (PEP 540).
"""

import json
import os
import signal
import subprocess
import sys

setting, command = sys.argv[1], sys.argv[2:]
folder = os.path.join(os.getcwd(), "Ordner für Läufe")
os.makedirs(os.path.join(folder, "dätä"), exist_ok=True)
with open(os.path.join(folder, "wörter"), "w", encoding="utf-8") as file:
    file.write("Wörter ✓")
with open(os.path.join(folder, "words"), "w", encoding="utf-8") as file:
    file.write("Zeile ü")
with open(os.path.join(folder, "config.json"), "w", encoding="utf-8") as file:
    file.write('{"METAFLOW_DATASTORE_SYSROOT_LOCAL": "%s"}' % os.path.join(folder, "dätä"))

plain = {"PATH": os.environ["PATH"], "METAFLOW_HOME": os.path.join(os.getcwd(), "none")}
if setting:
    plain.update([setting.split("=")])


def run(*arguments, cwd=folder, **variables):
    done = subprocess.run(
        [*command, *arguments],
        cwd=cwd,
        env={**plain, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )
    return {
        "code": done.returncode,
        "out": done.stdout.decode("utf-8"),
        "err": done.stderr.decode("utf-8"),
    }


user = {"METAFLOW_USER": "jörg"}
reports = {
    "run": run(
        "Utf8Flow",
        "run",
        *("--who", "Jürgen ☃?", "--many", '["ü", "?"]', "--words", "wörter"),
        *("--tag", "käse", "--run-id-file", "nummer-ä"),
        GRUSS="Grüß Gott",
        **user,
    )
}
with open(os.path.join(folder, "nummer-ä"), encoding="utf-8") as file:
    number = file.read().strip()

ascii_only = os.getcwd()
reports |= {
    "tag": run("Utf8Flow", "tag", "add", "--run-id", number, "grün", **user),
    "tags": run("Utf8Flow", "tag", "list", "--run-id", number, **user),
    "dump": run("Utf8Flow", "dump", number + "/start", "--include", "greeting", "--include", "map", **user),
    "logs": run("Utf8Flow", "logs", number + "/start", **user),
    # nothing but the program's own text is beyond ASCII from here
    "variable": run("Utf8Flow", "run", cwd=ascii_only, METAFLOW_USER="joe", METAFLOW_RUN_WHO="Ä"),
    "own": run("Utf8Flow", "run", cwd=ascii_only, METAFLOW_USER="joe"),
    "mistake": run("Utf8Flow", "run", "--größe", "1", cwd=ascii_only, **user),
}
os.symlink(os.path.join(folder, "words"), os.path.join(ascii_only, "words"))
os.symlink(os.path.join(folder, "config.json"), os.path.join(ascii_only, "config.json"))
reports |= {
    "initializer": run("DefaultOfFileFlow", "run", cwd=ascii_only, METAFLOW_USER="joe"),
    "configured": run(
        "DefaultOfFileFlow",
        *("run", "--line", "x"),
        cwd=ascii_only,
        METAFLOW_USER="joe",
        METAFLOW_HOME=ascii_only,
    ),
}
stored = os.listdir(os.path.join(folder, "dätä", ".metaflow"))
reports["stored"] = {"code": 0, "out": " ".join(stored), "err": ""}


def stopped(stop):
    """What is left of a run that was stopped while a step waits."""
    process = subprocess.Popen(
        [*command, "WaitingFlow", "run", "--tag", "wärten"],
        cwd=folder,
        env={**plain, **user},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line.decode("utf-8"))
        if "waiting" in lines[-1]:
            stop(process)
            break
    lines.append(process.stdout.read().decode("utf-8"))  # its end is that of all processes
    return {"code": process.wait(60), "out": "".join(lines), "err": ""}


# a terminal sends Ctrl-C to all processes of the command; others know only the first
reports["interrupted"] = stopped(lambda process: os.killpg(process.pid, signal.SIGINT))
reports["terminated"] = stopped(lambda process: process.terminate())
reports["killed"] = stopped(lambda process: process.kill())

json.dump({"folder": folder, "number": number, "reports": reports}, sys.stdout)
