"""Hints about functions that build a model, and about the model itself."""

from lesson_utils.checking.hints.concepts import FUNCTION, SETTINGS, Families

HINTS = {
    "not-a-function": (
        FUNCTION,
        "Look at the first line of your answer. Does it begin with `def`, and with the name that the task gives?",
        (
            "The frame is `def …():` with the name from the task, everything else indented by four spaces below "
            "it, and a `return` line at "
            "the end."
        ),
    ),
    "model-not-function": (
        (
            "A function is a recipe, a model is the cake. The recipe is stored under its name with `def`; calling it "
            "makes the cake."
        ),
        "Look at what is stored in `{name}`: is it what the function returned?",
        (
            "Use another name on the left side where you call it, such as `model = {name}()`, and run the `def` cell "
            "again."
        ),
    ),
    "returns-nothing": (
        FUNCTION,
        "Look at the last line inside `{name}`. What does it hand out?",
        "The last line inside the function is `return` and the name of the variable that holds the model.",
    ),
    "prints-instead": (
        (
            "Printing shows something to people. Returning hands something to the program. Only what is returned can "
            "be used further."
        ),
        "Look at the last lines inside `{name}`: is there a `print` where a `return` belongs?",
        "End the function with `return` and the name of the variable that holds the model.",
    ),
    "returns-other": (
        (
            "A chain of layers is not a model yet. `keras.Model` joins its two ends to one object, and that is what "
            "the function should hand out."
        ),
        "Look at the `return` line of `{name}`: what does the name behind it hold?",
        "Behind `return` comes the variable in which you stored `keras.Model(inputs=…, outputs=…, name=…)`.",
    ),
    "outer-tensors": (
        FUNCTION,
        "Look for `{outer}` inside `{name}`: it was made outside, in an earlier cell.",
        "Make `{outer}` inside the function, in a line above the one that reads it.",
    ),
    "shared-layers": (
        FUNCTION,
        "Look at where the layers of `{name}` are made: is it inside the function, or above it?",
        "Move every `keras.layers.…(…)` and `keras.Input(…)` into the function, indented by four spaces.",
    ),
    "local-not-made": (
        FUNCTION,
        "Look for the line inside `{function}` that makes `{name}`. There is none, or it comes too late.",
        "Add a line that begins with `{name} =` inside the function, above the first line that reads it.",
    ),
    "local-before-assignment": (
        FUNCTION,
        "Look at the first line inside the function that reads `{name}`. Which line makes it?",
        "Move the line that begins with `{name} =` above the one that reads it.",
    ),
    "missing-name": (
        SETTINGS["name"],
        "Look at the brackets of `keras.Model`: inputs and outputs are there, a name is not.",
        "Add a comma and `name=` with the text that the task gives, in quotes, to `keras.Model(…)`.",
    ),
    "wrong-name": (
        SETTINGS["name"],
        "Look at the text behind `name=` in `keras.Model` and compare it with the task, letter by letter.",
        "Write `name=` and, in quotes, the name exactly as the task writes it: {expected}.",
    ),
    "ends-swapped": (
        SETTINGS["inputs"],
        "Look at what stands behind `inputs=` and behind `outputs=`: `{name}` is where the network ends.",
        "Exchange the two variables: `inputs=` gets what `keras.Input` returned, `outputs=` the last layer's result.",
    ),
    "model-starts-late": (
        SETTINGS["inputs"],
        "Look at `inputs=` in `keras.Model`: `{name}` is the result of a layer.",
        "Behind `inputs=` write the variable that holds what `keras.Input` returned.",
    ),
    "tensor-not-model": (
        (
            "A chain of layers is not a model yet. `keras.Model` joins its two ends to one object, which can be "
            "trained and saved."
        ),
        "Look at what is stored in `{name}`: it is what the last layer returned.",
        "Store `keras.Model(inputs=…, outputs=…)` in it, with the first and the last variable of the chain.",
    ),
    "model-not-tensor": (
        (
            "A model is a whole network. Here we are still adding single layers, each of which returns a result for "
            "the next one."
        ),
        "Look at the line that makes `{name}`: does it call `Model` or `Sequential`?",
        "The pattern is `{name} = keras.layers.…(…)(…)`: one layer, called on the step before.",
    ),
}

# Mistakes with the same idea behind them share three texts.
_RETURNS = (
    FUNCTION,
    "Look at the `return` line of the function, and at the variable whose name stands behind it. What does it hold?",
    (
        "The last line, indented like those above it, is `return` and the name left of `= keras.Model(…)`: nothing "
        "before it, nothing behind it."
    ),
)
_TRIED = (
    (
        "A function is judged by what it gives back for examples. It gets its values through its parameters and hands "
        "out the result with `return`."
    ),
    (
        "Call the function yourself with the values that the message names, and print what comes back. Which line "
        "makes the difference?"
    ),
    (
        "Go through the function line by line for that one example, on paper or with `print`, and stop where the "
        "value is no longer what the task says."
    ),
)
_NEW_MODEL = (
    FUNCTION,
    "Look at the line that makes the model and at the `return` line: do both speak of the same name?",
    "The function ends with two steps: `model = keras.Model(…)` with input, output and name, then `return model`.",
)
_JOINED = (
    SETTINGS["inputs"],
    "Look at the brackets of `keras.Model`. Which variable holds what `keras.Input` returned, which the last result?",
    "The pattern is `keras.Model(inputs=…, outputs=…, name=…)`: the first layer's input, and the last layer's result.",
)
_CALLED = (
    "A function is a recipe: it does nothing until it is called, with round brackets, and its result is stored.",
    "Look at where the function's name stands without brackets, or with brackets too many.",
    "A call reads `result = name(…)`: the name, round brackets with the arguments, and on the left where to keep it.",
)
FAMILIES: Families = (
    (
        _RETURNS,
        "returns-variable returns-text returns-several returns-print returns-method returns-itself returns-bare "
        "returns-with-comma no-return return-not-reached yields returns-none emptied-before returns-early "
        "not-made-to-return",
    ),
    (
        HINTS["not-a-function"],
        "class-for-def return-without-def function-not-defined empty-function inner-function async-function",
    ),
    (
        _TRIED,
        "returns-wrong returns-wrong-numbers returns-wrong-shape returns-other-kind prints-other prints-nothing "
        "other-change changes-argument extra-parameter missing-parameter parameter-name parameters-swapped "
        "missing-default wrong-default unexpected-parameter",
    ),
    (
        HINTS["model-starts-late"],
        "model-on-images",
    ),
    (
        HINTS["model-not-tensor"],
        "model-for-input",
    ),
    (
        _NEW_MODEL,
        "kept-model returns-outer second-model empty-sequential function-overwritten same-model",
    ),
    (
        _JOINED,
        "model-new-input model-disconnected model-end-no-result model-ends model-not-built model-called "
        "other-model-class",
    ),
    (
        _CALLED,
        "function-not-called function-for-result local-outside",
    ),
)
