"""What the checker says of functions: how they are written, what they return, what they take."""

TEXTS = {
    "not-a-function": (
        "`{name}` is {found}, not a function. Begin with a `def` line that gives it this name, and indent what "
        "belongs to it."
    ),
    "model-not-function": (
        "`{name}` is a model. It should be the function that builds one: begin with a `def` line of this name."
    ),
    "unexpected-parameter": (
        "`{name}` asks for an argument, `{parameter}`. It should work without: everything it needs is made inside."
    ),
    "returns-nothing": (
        "`{name}()` returns nothing (None). Its last line should hand out the model: `return` and the model's name."
    ),
    "prints-instead": "`{name}()` prints something but returns nothing. End it with a `return` line instead.",
    "returns-print": "`{name}()` returns what `print` returns: nothing. Return the model itself.",
    "returns-method": "`{name}()` returns what `{found}` gives, which is not the model. Return `{owner}` itself.",
    "returns-bare": "The `return` in line {line} hands out nothing. Write the model's name behind it.",
    "returns-early": (
        "The `return` in line {line} ends the function there: the lines below it never run. Remove it; the one at the "
        "end hands out the model."
    ),
    "returns-none": (
        "The `return` in line {line} hands out `None`, which is nothing. Write the variable that holds the model there."
    ),
    "emptied-before": (
        "Line {line} stores what `{found}` returns in `{name}`, and that is nothing (None). Leave `{name} =` out of "
        "that line."
    ),
    "function-overwritten": (
        "Line {line} stores something else in `{name}`, so the function of that name is gone. Use another name on the "
        "left of `=` there."
    ),
    "same-model": (
        "Every call of `{name}()` returns one and the same model, made outside or kept from an earlier call. Make a "
        "new one at each call, and return that."
    ),
    "not-made-to-return": (
        "The function's last line hands out `{name}`, but no line in it makes that. Which line should store something "
        "in `{name}`?"
    ),
    "variable-for-name": (
        "`name` is given `{found}`, the variable that this very line makes. A name is a text, so it needs quotes."
    ),
    "return-not-reached": (
        "`{name}()` returns nothing: the `return` in line {line} is never reached. Put it at the end, indented "
        "like the lines above."
    ),
    "empty-function": (
        "`{name}` is still empty: it builds nothing and returns nothing. Write all parts of the network into it, "
        "then `return` the model."
    ),
    "inner-function": (
        "`{name}` defines a function `{found}` inside and never calls it. Remove that inner `def`, so that its "
        "lines belong to `{name}`."
    ),
    "yields": (
        "`{name}` is a generator, because of `yield`: calling it runs none of its lines. Use `return` in its place."
    ),
    "async-function": "`{name}` begins with `async def`, so a call only promises a result. Remove `async`.",
    "local-before-assignment": (
        "Line {line} of the function reads `{name}` before any line there has made it: a function starts with names "
        "of its own."
    ),
    "local-not-made": (
        "`{name}` is not made inside `{function}`. A function should build everything itself, from the input to the "
        "output."
    ),
    "outer-tensors": (
        "`{name}` uses `{outer}` from outside, so all models it makes share that. Make everything inside the "
        "function, from the input on."
    ),
    "kept-model": (
        "`{name}()` keeps its first model outside the function (`global {found}`) and hands it out again at each "
        "call. Return the model that this call has made."
    ),
    "returns-outer": (
        "`{name}()` makes its model in `{other}` but returns `{found}`, which comes from outside the function. Use "
        "one name for both."
    ),
    "second-model": (
        "Line {line} makes another model, without the name that the task asks for. Return the model that has it, "
        "or give this one the name."
    ),
    "empty-sequential": (
        "`Sequential` is handed no layers here, so the model is empty. An input and an output are joined by "
        "`keras.Model`."
    ),
    "shared-layers": (
        "Two calls of `{name}()` give models that share their layers. Make every layer inside the function."
    ),
    "missing-name": "The model has no name of its own (Keras called it {found!r}). The task asks for a `name`.",
    "wrong-name": "The model's name is {found!r}; the task asks for {expected!r}.",
    "returns-other": "`{name}()` returns {found}. It should return the model that `keras.Model` makes.",
    "returns-with-comma": (
        "The comma at the end of line {line} makes `{name}()` return a tuple. Remove it: the model alone is wanted."
    ),
    "returns-several": (
        "`{name}()` returns several things, {found}. It should return only the model that `keras.Model` makes."
    ),
    "returns-text": "`{name}()` returns the text '{found}'. Without the quotes it would be the variable.",
    "returns-itself": (
        "`{name}()` returns the function itself. Return the model that it made: the variable left of `= keras.Model`."
    ),
    "returns-variable": "`{name}()` returns `{found}`, {kind}. It should return the model that `keras.Model` makes.",
    "ends-swapped": "`inputs` and `outputs` of the model are swapped: `{name}` is where the network ends.",
    "model-starts-late": "The model's `inputs` is `{name}`, {kind}. A model begins at what `keras.Input` returned.",
    "model-on-images": (
        "The model's `inputs` is `{name}`, the images themselves. A model begins at the placeholder that "
        "`keras.Input` returned."
    ),
    "model-new-input": (
        "The model's `inputs` makes a new input, {found}, that no layer reads. Give it the variable that the "
        "first layer reads."
    ),
    "model-disconnected": (
        "The network does not begin at the model's `inputs`: its first layer reads another input. Give `inputs` "
        "the variable that the first layer reads."
    ),
    "model-end-no-result": (
        "The model's `{setting}` is {found}, which is no layer's result. Give it the variable in which the "
        "network's {end} is stored."
    ),
    "model-ends": "The model should have one input and one output; this one has {found[0]} and {found[1]}.",
    "trained-inside": (
        "`{name}()` trains the model before it hands it out. Here it should only build it: leave `fit` to a later step."
    ),
    "never-ends": (
        "`{name}()` does not come to an end. Look for a loop that never stops, or for something it waits for."
    ),
    "too-large": (
        "`{name}()` asks for a layer with {found} weights, more than this machine should hold. Look at its numbers "
        "of filters and units."
    ),
    # functions that take arguments
    "missing-parameter": "`{name}` should also take `{parameter}`. In its `def` line stands now: {found}.",
    "extra-parameter": "`{name}` asks for `{parameter}`, which the task does not give it. It should take: {expected}.",
    "parameters-swapped": "`{name}` takes its parameters in the order {found}; the task has them as {expected}.",
    "parameter-name": "The parameter `{found}` of `{name}` should be called `{expected}`: it is given by its name.",
    "missing-default": (
        "`{parameter}` of `{name}` should have a default, {expected}, so that a call can leave it out. Write it with "
        "`=` in the `def` line."
    ),
    "wrong-default": "`{parameter}` of `{name}` is {found} when a call leaves it out; the task asks for {expected}.",
    "no-return": "`{name}` returns nothing (None). End it with a `return` line that hands out the result.",
    "returns-other-kind": "`{name}` returns {found}. It should return {expected}.",
    "returns-wrong": "`{call}` returns {found}; it should return {expected}.",
    "returns-wrong-shape": "`{call}` returns something of shape {found}; it should be {expected}.",
    "returns-wrong-numbers": (
        "`{call}` returns other numbers than it should: {place} is {found} where {expected} is expected."
    ),
    "prints-other": "`{call}` prints {found}; it should print {expected}.",
    "prints-nothing": "`{call}` prints nothing; it should print {expected}.",
    "changes-argument": (
        "`{name}` changes what it is given, so the caller's own data change too. Work on a copy, or make a new result."
    ),
    "other-change": "`{call}` should change what it is given, and leaves it otherwise than the task asks for.",
    "no-probe": (
        "The checker found nothing to try `{name}` on, which says nothing about your answer. Compare it with "
        "solution()."
    ),
}
