"""What a function returns where a model is wanted, told by its own lines."""

import ast

from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.lost import swallowing_try
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding


def silent_function(name: str, tree: ast.AST | None) -> bool:
    """Whether the answer defines a function of this name that has no `return` with a value."""
    defined = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)] if tree is not None else []
    function = next((one for one in defined if one.name == name), None)
    handed_out = (one for one in ast.walk(function) if isinstance(one, ast.Return)) if function is not None else ()
    return function is not None and not any(one.value for one in handed_out)


def returned_instead(name: str, tree: ast.Module | None, difference: Finding) -> Finding:
    """The same finding about what a function returns, told by its `return` lines where they say more."""
    function = _definition(name, tree)
    if function is None:
        return difference
    if difference.label in ("model-not-function", "not-a-function") and tree is not None:
        again = [one for one in tree.body if isinstance(one, ast.Assign) and name in map(ast.unparse, one.targets)]
        return Finding("function-overwritten", name=name, line=again[-1].lineno) if again else difference
    if difference.label == "never-ends":
        itself = next((one for one in calls_of(function) if ast.unparse(one.func) == name), None)
        return Finding("calls-itself", line=itself.lineno) if itself else difference
    if isinstance(function, ast.AsyncFunctionDef):
        return Finding("async-function", name=name)
    inside = {id(part) for inner in _inner_functions(function) for part in ast.walk(inner) if part is not inner}
    own = [node for node in ast.walk(function) if id(node) not in inside]
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own):
        return Finding("yields", name=name)
    returns = sorted((node for node in own if isinstance(node, ast.Return)), key=lambda node: node.lineno)
    early = next((node for node in function.body[:-1] if isinstance(node, ast.Return)), None)
    goes_on = isinstance(function.body[-1], ast.Return) and function.body[-1].value is not None
    if early is not None and goes_on and difference.label.startswith("returns-"):
        return Finding("returns-early", line=early.lineno)
    told = _from_outside(name, function, returns, difference)
    if told is not None:
        return told
    if difference.label in ("returns-nothing", "prints-instead"):
        return _nothing_returned(name, function, returns, difference)
    if difference.label != "returns-other" or len(returns) != 1:  # of several, nobody knows which one was reached
        return difference
    return _other_returned(name, returns[0], difference)


def _from_outside(
    name: str, function: ast.FunctionDef, returns: list[ast.Return], difference: Finding
) -> Finding | None:
    """A model that the function did not make in this call: an older one of the same name, or one that it kept."""
    value = returns[-1].value if returns else None
    kept = next((one for node in ast.walk(function) if isinstance(node, ast.Global) for one in node.names), None)
    if difference.label in ("shared-layers", "same-model") and kept is not None:
        return Finding("kept-model", name=name, found=kept)
    models = [
        ast.unparse(node.targets[0])
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and name_called(node.value) == "Model"
    ]
    if isinstance(value, ast.Name) and models and value.id not in names_bound(function) | {name}:
        return Finding("returns-outer", name=name, found=value.id, other=models[-1])
    inner = _inner_not_called(function)
    if inner and difference.label in ("outer-tensors", "shared-layers"):
        return Finding("inner-function", name=name, found=inner)
    calls = list(calls_of(function))
    empty = any(name_called(one) == "Sequential" and not one.args for one in calls)
    if difference.label == "model-not-built" and empty and "add" not in map(name_called, calls):
        return Finding("empty-sequential")
    named = [one for one in calls if name_called(one) == "Model" and any(word.arg == "name" for word in one.keywords)]
    last = [one for one in calls if name_called(one) == "Model"][-1:]
    if difference.label == "missing-name" and named and last and last[0] not in named:
        return Finding("second-model", line=last[0].lineno)
    return None


def _definition(name: str, tree: ast.Module | None) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    body = tree.body if tree is not None else []
    return next((one for one in reversed(body) if isinstance(one, functions) and one.name == name), None)


def _inner_functions(function: ast.AST) -> list[ast.AST]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return [one for one in ast.walk(function) if isinstance(one, kinds) and one is not function]


def _inner_not_called(function: ast.AST) -> str | None:
    """A function defined inside another one, which never calls it."""
    inner = next((one.name for one in getattr(function, "body", []) if isinstance(one, ast.FunctionDef)), None)
    called = any(isinstance(call.func, ast.Name) and call.func.id == inner for call in calls_of(function))
    return None if called else inner


def _nothing_returned(name: str, function: ast.AST, returns: list[ast.Return], difference: Finding) -> Finding:
    body = getattr(function, "body", [])
    if all(isinstance(one, ast.Pass) or isinstance(getattr(one, "value", None), ast.Constant) for one in body):
        return Finding("empty-function", name=name)
    hiding = swallowing_try(function)
    if hiding is not None:
        return Finding("hidden-error", line=hiding.lineno)
    called = [one.value for one in returns if isinstance(one.value, ast.Call)]
    if called and isinstance(called[-1].func, ast.Attribute) and called[-1].func.attr.islower():
        whole = ast.unparse(called[-1].func)
        return Finding("returns-method", name=name, found=whole, owner=whole.rsplit(".", 1)[0])
    if called and name_called(called[-1]) == "print":
        return Finding("returns-print", name=name)
    bare = next((one for one in returns if one.value is None), None)
    if bare is not None:
        return Finding("returns-bare", name=name, line=bare.lineno)
    if inner := _inner_not_called(function):
        return Finding("inner-function", name=name, found=inner)
    if not returns:
        return difference
    last = returns[-1]
    if isinstance(last.value, ast.Constant) and last.value.value is None:
        return Finding("returns-none", line=last.lineno)
    emptied = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and ast.unparse(last.value or last) in map(ast.unparse, node.targets)
    ]
    if last in body and emptied:
        line, found = emptied[-1].lineno, ast.unparse(emptied[-1].value)
        return Finding("emptied-before", line=line, found=found, name=ast.unparse(last.value or last))
    return Finding("return-not-reached", name=name, line=returns[0].lineno)


def _other_returned(name: str, returned: ast.Return, difference: Finding) -> Finding:
    value = returned.value
    if isinstance(value, ast.Tuple):
        label = "returns-with-comma" if len(value.elts) == 1 else "returns-several"
        return Finding(label, name=name, found=ast.unparse(value).strip("()"), line=returned.lineno)
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return Finding("returns-text", name=name, found=value.value)
    if isinstance(value, ast.Name) and value.id == name:
        return Finding("returns-itself", name=name)
    if isinstance(value, ast.Attribute) and not ast.unparse(value).startswith("keras."):
        whole = ast.unparse(value)
        return Finding("returns-method", name=name, found=whole, owner=whole.rsplit(".", 1)[0])
    if isinstance(value, ast.Name):
        return Finding("returns-variable", name=name, found=value.id, kind=difference.values["found"])
    return difference
