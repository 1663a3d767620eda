"""Prints the names of Metaflow's variables: those that its source reads from the configuration or the environment."""

import ast
import pathlib
import re

import metaflow

PREFIX = "METAFLOW_"
FROM_CONFIGURATION = {"from_conf", "from_conf_or_env"}
NAME = re.compile(r"\bMETAFLOW_[A-Z0-9_]*[A-Z0-9]\b")

# that of --with, which click makes of the option's name
BY_CLICK = {"METAFLOW_DECOSPECS"}

# made for each parameter and option, or an example in a comment
OTHERS = re.compile("METAFLOW_INIT_[A-Z]|METAFLOW_RUN_(?!ID$)|METAFLOW_X$")


def texts(tree):
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def keys(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0].value
            if name in FROM_CONFIGURATION and isinstance(first, str):
                yield PREFIX + first
    for text in texts(tree):
        yield from NAME.findall(text)


found = set(BY_CLICK)
root = pathlib.Path(metaflow.__file__).parent
for file in root.rglob("*.py"):
    parts = file.relative_to(root).parts
    if "_vendor" not in parts and "tutorials" not in parts:
        found.update(keys(ast.parse(file.read_text(encoding="utf-8"))))
for key in sorted(found):
    if not OTHERS.match(key) or key == "METAFLOW_INIT_SCRIPT":
        print(key)
