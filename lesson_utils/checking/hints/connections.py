"""Hints about layers: which ones, in which order, and what each of them reads."""

from lesson_utils.checking.hints.concepts import BRACKETS, CHAIN, ORDER, SETTINGS, STACKING, Families

HINTS = {
    # which layers, in which order
    "wrong-layer": (
        "{concept}",
        "Look at the line with `{found}`: the task asks for another kind of layer there.",
        "Replace `{found}` by `{expected}`. What stands in its brackets may need another look.",
    ),
    "missing-layer": (
        "{concept}",
        (
            "Count the layers in the task and in your cell. {layer} is named there: has it a line, and does the next "
            "line read its result?"
        ),
        (
            "Add a line of the form `… = keras.layers.{kind}(…)(…)` at its place; the line below it must read what "
            "this one stores."
        ),
    ),
    "extra-layer": (
        "{concept}",
        (
            "Count the layers in the task and in your cell: one `{layer}` is too many. If your cell has no such line, "
            "an earlier run left it there."
        ),
        (
            "Remove the line with the `{layer}` that is too many. If there is none, run the cells from the first "
            "layer on once each."
        ),
    ),
    "wrong-order": (
        "The order of the layers matters: each works on what the one before has made. Dense before Flatten, for "
        "example, sees single positions instead of the whole image.",
        "Compare the order of your lines with the list in the task. `{expected}` should come where `{found}` is now.",
        "Move the line with `{expected}` up, before `{found}`, and see that each line still reads the one above it.",
    ),
    "branched": (
        CHAIN,
        "Look for the place where two results are put together, in `{layer}`. The task asks for one path only.",
        (
            "Each line should have the form `x = keras.layers.…(…)(x)`, where the last brackets hold the line above "
            "and nothing else."
        ),
    ),
    # how the layers are connected
    "layer-not-called": (
        BRACKETS,
        "Look at the end of the line with `{layer}`: the layer is made, but nothing says what it reads.",
        "Behind the closing bracket of `{layer}(…)` comes a second pair, with one variable in it: `{layer}(…)(…)`.",
    ),
    "called-on-nothing": (
        BRACKETS,
        "Look at the last pair of brackets after `{layer}(…)`: it is empty. Which variable holds the step before?",
        "Put the name of the variable that the line above made into the last brackets: `{layer}(…)(the_step_before)`.",
    ),
    "called-on-shape": (
        (
            "A layer reads another layer's result, not its measurements. The result carries its shape along, so "
            "nobody has to tell it."
        ),
        "Look at the second brackets of `{layer}`: {found} is a shape.",
        "Leave `.shape` and the numbers away, and write only the variable: `{layer}(…)(the_step_before)`.",
    ),
    "called-on-value": (
        BRACKETS,
        "Look at the second brackets of `{layer}`: {found} is not what a layer returned.",
        "The last brackets hold the variable of the step before, without quotes: `{layer}(…)(the_step_before)`.",
    ),
    "called-on-layer": (
        BRACKETS,
        "Look at the second brackets of `{layer}`: `{found}` is a layer itself, not what a layer returned.",
        "Store the result of the layer before under a name, then write that name: `{layer}(…)(its_name)`.",
    ),
    "called-on-images": (
        (
            "We plan a network before any image passes through. Layers are connected to a placeholder; the pixels "
            "come later, in training."
        ),
        "Look at what your first layer reads. Does it read the images, where the placeholder from Part 1 belongs?",
        "Put what `keras.Input` returned into the second brackets, in place of the images.",
    ),
    "wrong-input": (
        CHAIN,
        "Look at the second brackets of {layer}. The step before has the shape {expected}; which variable holds it?",
        (
            "Settings can stay. Only the last brackets change: they should hold the result of the challenge before "
            "this one."
        ),
    ),
    "cut-off": (
        CHAIN,
        "Look at the last brackets in line {line}: `{name}` is where the network began, not the line above.",
        (
            "In line {line}, replace `{name}` in the last brackets of `{layer}` by the variable that the line above "
            "stores."
        ),
    ),
    "starts-late": (
        STACKING,
        "Look at the last brackets of your *first* layer: `{found}` holds what earlier challenges have built.",
        "Only the first layer changes: its last brackets hold `{expected}`. All others go on reading the line above.",
    ),
    "own-input": (
        (
            "`keras.Input` makes a new placeholder each time. Layers that hang on different placeholders cannot "
            "become one model."
        ),
        "Does your cell call `keras.Input` again, although `{name}` exists already?",
        "Remove that line, and let the first layer read `{name}`.",
    ),
    "input-in-first-brackets": (
        BRACKETS,
        "Look at `{found}` in `{layer}(…)`: it stands among the settings.",
        "Move `{found}` out of the first brackets into a second pair: `{layer}(…)({found})`.",
    ),
    "setting-in-second-brackets": (
        BRACKETS,
        "Look for `{setting}` behind the first closing bracket of `{layer}`.",
        "Move `{setting}=…` in front of that bracket: `{layer}(…, {setting}=…)(…)`.",
    ),
    "bracket-too-late": (
        BRACKETS,
        (
            "Count the brackets behind {found}. The pair with the settings has to close before the pair for the input "
            "opens."
        ),
        "The pattern is `Layer(settings)(input)`: a closing bracket, and right behind it an opening one.",
    ),
    "wrong-rank": (
        (
            "A convolution or a pooling looks at neighbours, so it needs height, width and channels. After `Flatten` "
            "or the like they are gone."
        ),
        "Look at `{name}`: it has the shape {found} already. Did a later cell run before this one?",
        (
            'Run the cells of this part again in their order, once each, or type `catch_up("…")` with the challenge '
            "before this one."
        ),
    ),
    "flat-too-early": (
        (
            "A convolution or a pooling looks at neighbours, so it needs height, width and channels. `Flatten` gives "
            "them up."
        ),
        "Look at the order of your lines: `Flatten` comes before `{layer}`.",
        "Move the line with `Flatten` down, behind the last convolution and pooling.",
    ),
    "line-stored-aside": (
        CHAIN,
        "Line {line} keeps its result under the name `{name}`. Which name does the line below it read?",
        (
            "Either line {line} stores under the name that the next line reads, or the next line reads `{name}` in "
            "its last brackets."
        ),
    ),
    "reads-other": (
        CHAIN,
        "Look at the second brackets of `{layer}`: `{found}` stands in them.",
        "Only that name changes: `{layer}(…)({expected})`, with the settings that you have.",
    ),
    "two-attempts": (
        STACKING,
        "Compare lines {line} and {later}: both add a `{layer}`. Which of them is the one that you want to keep?",
        "Remove the other line, run the cell of the step before, then this cell once.",
    ),
    "later-step": (
        ORDER,
        "Nothing is wrong with your code: `{name}` was ahead of it already, at `{later}`.",
        'Type `catch_up("{restart}")` in a cell of its own and run it, then run your answer once.',
    ),
    "values-swapped": (
        "Each setting of a layer means something else, and two numbers in each other's place make another network.",
        "Look at `{one}` and `{other}` in {layer}, and at the two numbers in the task. Which belongs to which?",
        "Exchange the two values, and write each with its name.",
    ),
    "model-ends-early": (
        SETTINGS["outputs"],
        "Look at what stands behind `outputs=`: `{found}` is not the last variable of the chain.",
        "Behind `outputs=` write `{expected}`.",
    ),
}

# Mistakes with the same idea behind them share three texts.
_ONE_LAYER = (
    CHAIN,
    (
        "Look at the last brackets of that layer. They should hold exactly one thing: the variable that the step "
        "before has made."
    ),
    (
        "The pattern is `keras.layers.Name(…)(the_step_before)`, without brackets, commas or further names around the "
        "variable."
    ),
)
FAMILIES: Families = (
    (
        _ONE_LAYER,
        "two-inputs input-in-list extra-operation in-a-list own-model called-on-function quoted-name input-called "
        "only-an-input layer-used-twice sign-between brackets-too-many dot-for-brackets tensor-called "
        "unknown-input unknown-above target-read two-names added-to-result input-in-front "
        "loop-begins-again layers-in-a-list",
    ),
    (
        (BRACKETS, *HINTS["layer-not-called"][1:]),
        "layer-class-stored layer-beside-input line-not-connected line-without-brackets",
    ),
    (
        HINTS["wrong-layer"],
        "own-layer operation-for-layer",
    ),
    (
        HINTS["called-on-images"],
        "images-stored",
    ),
)
