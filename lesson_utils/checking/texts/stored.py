"""What the checker says of nothing, or the wrong thing, in the variable that the task names."""

TEXTS = {
    "removed-since": "`{name}` is gone: something removed it after this cell ran. Run this cell once more.",
    "not-stored": (
        "Your result is not stored in `{name}`. Begin the line with `{name} =`, so that the next step can use it."
    ),
    "call-not-stored": (
        "Line {line} calls `{found}`, but what it returns is stored nowhere. Begin that line with `{name} =`."
    ),
    "only-printed": (
        "Line {line} only shows something: `print` stores nothing. Store the layer's result first, with `{name} =`, "
        "and print afterwards."
    ),
    "line-not-stored": (
        "Line {line} makes a `{layer}` but stores its result nowhere, so it is lost. Begin the line with `{name} =`."
    ),
    "line-stored-aside": (
        "Line {line} stores the result of `{layer}` in `{name}`, which no later line reads. So the layer is left "
        "out: the next line should read it."
    ),
    "model-ends-early": (
        "The model ends at `{found}`, so the last layer, `{layer}`, is left out: its result is in `{expected}`. "
        "That is what `outputs` should be."
    ),
    "other-name": "Your result is stored in `{found}`. The next steps look for `{expected}`: use that name.",
    "other-name-overwrites": (
        "Your result is stored in `{found}`, which an earlier step made and which is gone now. Use `{expected}`, "
        'and bring the other back with catch_up("{challenge}").'
    ),
    "other-challenge": (
        "This is the answer to another challenge, `{challenge}`. Look at what this one asks for: its own code "
        "stands above, with the blanks."
    ),
    "other-alphabet": (
        "`{found}` looks like `{expected}` but holds a letter of another alphabet. Type the name again."
    ),
    "stray-comma": "A comma at the end of the statement{where} makes `{name}` a tuple. Remove the comma.",
    "in-a-list": (
        "`{name}` holds a list or tuple around the layer's result{where}. Remove its brackets or commas: the "
        "result alone is wanted."
    ),
    "layer-beside-input": (
        "`{name}` holds a layer and, behind a comma, what it should read. Remove that comma{where}: the variable goes "
        "in a second pair of brackets right behind the first."
    ),
    "layer-for-input": (
        "`{name}` holds a layer, `{layer}`. The task asks for the placeholder that `keras.Input` returns."
    ),
    "print-stored": (
        "`{name}` holds nothing, because `print` shows a value but returns none (line {line}). Store the layer's "
        "result first, print afterwards."
    ),
    "images-stored": (
        "`{name}` holds numbers, as the images do. The task asks for what {asked} returns: a placeholder that holds "
        "none."
    ),
    "function-not-called": (
        "`{name}` holds the function `{found}` itself, not its result. Round brackets with its arguments are "
        "missing behind it."
    ),
    "function-for-result": (
        "`{name}` is a function here. The task asks for the result alone: no `def` line, only a name, `=` and the call."
    ),
    "own-returns-nothing": (
        "Your function `{found}` has no `return`, so calling it gives nothing (None). Let its last line return the "
        "layer's result, and store that in `{name}`."
    ),
    "layer-not-called": (
        "`{name}` is a `{layer}` layer that has not been connected. Add a second pair of brackets with the variable "
        "that it shall read."
    ),
    "layer-class-stored": (
        "`{name}` holds `{layer}` itself, without any brackets. It wants two pairs: the first makes the layer, with "
        "its settings; in the second stands the variable that it reads."
    ),
    "only-an-input": (
        "`{name}` is only a new input here, and `{layer}` is missing. This step calls `{layer}` on the variable from "
        "the step before."
    ),
    "model-not-tensor": (
        "`{name}` is a whole model. Here a result is wanted, not a model: call its layers, or the model itself, on "
        "the variable from the step before."
    ),
    "model-for-input": (
        "`{name}` is a whole model. Before any layer only the placeholder is asked for that `keras.Input` returns, "
        "without a model around it."
    ),
    "tensor-not-model": "`{name}` holds a layer's result, not a model. Join input and output with `keras.Model`.",
    "model-not-built": "The model has no layers that are connected to an input yet.",
    "wrong-type": "`{name}` holds {found}; it should hold {expected}.",
    "only-a-shape": (
        "`{name}` holds only a shape, {found}. The task asks for a layer's result itself: leave `.shape` away."
    ),
    "shape-for-input": (
        "`{name}` holds only a shape, {found}. Hand that on to `keras.Input`, as its `shape`, and store what it "
        "returns."
    ),
}
