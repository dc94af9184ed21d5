"""What the checker says of a cell that stopped with an error."""

TEXTS = {
    "interrupted": "The cell was stopped before it ended. Run it again when you are ready.",
    "raised": (
        "The cell stopped with {error}{where}: “{says}” Look at what that line calls, and with which arguments."
    ),
    "raised-silently": (
        "The cell stopped with {error}{where}, without any explanation. Look at what that line calls, and with "
        "which arguments."
    ),
    "own-raise": (
        "Line {line} itself raises an error, {error}. If it is a placeholder that says “to do”, put your answer "
        "in its place."
    ),
    "own-assert": (
        "The `assert` in line {line} does not hold, so the cell stopped there. Correct what it tests, or remove it."
    ),
    "own-exit": "The cell ends the program{where} (`exit`). A notebook's cell needs none: remove that line.",
    "calls-itself": "In line {line} the function calls itself, again and again, without an end. Remove that call.",
    "function-raised": (
        "`{name}()` stopped with {error}{where}: “{says}” Look at what that line calls, and with which arguments."
    ),
    "raised-inside": (
        "The cell stopped with {error}{where}, deep inside TensorFlow. Often a number in that line is far too large: "
        "compare each with the task."
    ),
    "earlier-not-run": (
        "`{name}` does not exist yet: the challenges before this one make it. Run their cells in order, or type "
        'catch_up("{challenge}").'
    ),
    "first-cell-not-run": (
        "`{name}` does not exist yet. Run the first code cell of this notebook, then this one again."
    ),
    "given-changed": (
        "`{name}` is {found} now, but the first cell made it {expected}. Something replaced it: run the first code "
        "cell again, then this one."
    ),
    "missing-quotes": "`{name}` is a text here, so it needs quotes: '{name}'.",
    "misspelt-name": "Python does not know `{name}`. Did you mean `{close}`? Capitals and underscores count.",
    "target-read": ("`{name}` is what this line makes, so it cannot be read here. What this step reads is `{needed}`."),
    "unknown-name": "Python does not know `{name}`. Is it misspelt, or made in a cell that has not run yet?",
    "unknown-input": "Python does not know `{name}`. What this step reads is stored in `{needed}`.",
    "unknown-above": (
        "Python does not know `{name}`: no line above stores anything there. Read the name in which the line "
        "above stored its result."
    ),
    "local-outside": (
        "`{name}` lives only inside the function `{function}`. Outside, call the function and store what it returns."
    ),
    "unknown-value": (
        "`{setting}` is given `{name}`, a name that Python does not know. Write the value itself, or make the "
        "name in a line above."
    ),
    "argument-called": (
        "`{name}` stands there like a function, but it is an argument of `{function}`. Write an `=` between its "
        "name and its value."
    ),
    "dot-for-brackets": (
        "`{name}` stands behind a dot. A layer reads what stands in its second pair of brackets: put it there."
    ),
    "capital-word": "Python does not know `{found}`. It writes `{close}`, with a capital.",
    "other-library": (
        "`{found}` belongs to {library}, which this cell has not got. The task is done with Keras alone: "
        "everything begins with `keras.`"
    ),
    "not-in-library": (
        "There is no `{found}`. {library} has no layers of this kind; those of Keras begin with `keras.layers.`"
    ),
    "misspelt-import": "There is no module `{found}`. Did you mean `{close}`?",
    "module-overwritten": (
        "`{name}` no longer holds the library: something else was stored there. Run the first code cell again, "
        "then this one, and use another name."
    ),
    "method-for-layer": (
        "`{name}` is a layer's result and has no `.{found}`. What you want is a layer, `{close}`, called on `{name}`."
    ),
    "no-such-method": (
        "`{name}` is a layer's result and has no `.{found}`. Work on it is done by layers, which are called on it."
    ),
    "only-models-have": "`.{found}` belongs to models; `{name}` is only a layer's result. Remove it here.",
    "input-in-front": (
        "`{name}` stands in front of a layer's name. The layer comes first, beginning with `keras.layers.`, and "
        "`{name}` goes in its second pair of brackets."
    ),
    "added-to-result": (
        "`.add` belongs to models; `{name}` is only a layer's result. Call the layer on `{name}`, in its second pair "
        "of brackets, and store the result."
    ),
    "own-model": (
        "`{name}` starts a model of your own, which is not asked for here. Call each layer on the variable from "
        "the step before, and store its result."
    ),
    "module-called": (
        "`{found}` is a module, a box of functions and classes. Call something in it, with a dot and its name."
    ),
    "function-of-numbers": (
        "`{found}` computes with numbers, but `{name}` is a placeholder that holds none yet. Use a layer of "
        "`keras.layers` instead."
    ),
    "function-not-defined": (
        "There is no function `{name}` yet. Begin with a `def` line of this name, and indent all that belongs to it."
    ),
    "misspelt-layer": "There is no `{found}`. Did you mean `{close}`?",
    "shape-needs-tuple": (
        "`shape` is {found} here, {kind}. It wants one tuple of whole numbers in round brackets, like (height, "
        "width, channels)."
    ),
    "activation-as-text": (
        "There is no `{found}`. An activation is handed over by its name, as a text in quotes: '{name}'."
    ),
    "shape-called": (
        "`{found}` is not a function: leave the round brackets away, and use square ones to pick a part of it."
    ),
    "slice-outside": (
        "`{found}` stands behind the brackets of `Input`, so it picks a part of the placeholder. Put it inside, "
        "right behind the shape."
    ),
    "images-as-shape": (
        "`shape` is given the images themselves. Their size stands in `{found}.shape`, behind the number of images."
    ),
    "image-as-shape": "`shape` is given an image, `{found}`. How big it is stands in its own `.shape`.",
    "given-already": (
        "`{function}` has no argument `{found}`, and `{close}`, which looks like it, is given already. Leave one out."
    ),
    "python-input": (
        "`input` is Python's own and asks the user a question. What you want is `keras.Input`, with a capital."
    ),
    "waits-for-typing": (
        "Line {line} asks the user a question (`input`) and waits for ever. Write the value itself into the code."
    ),
    "unknown-layer": (
        "There is no `{found}`. Is the name spelt as in the text above, and does it belong to what stands before the "
        "dot?"
    ),
    "missing-prefix": "`{found}` lives in `{module}`: write `{module}.{found}`.",
    "misspelt-argument": "`{function}` has no argument `{found}`. Did you mean `{close}`?",
    "unknown-argument": "`{function}` has no argument `{found}`. The text above lists the arguments it takes.",
    "value-as-argument": (
        "`{function}` has no argument `{found}`. That is a value: the argument is called `{setting}` and takes it as "
        "a text in quotes."
    ),
    "number-wanted": "In `{function}`, `{setting}` is {found}, {kind}. It wants {wanted}.",
    "worked-out": (
        "`{function}` has no argument `{found}`: Keras sees from what the layer reads how many numbers come in. "
        "Leave it out."
    ),
    "other-model-class": (
        "`{function}` does not take `{setting}`. A model that joins an input and an output is made by `keras.Model`."
    ),
    "unasked-argument": (
        "`{function}` is given `{setting}` = {found!r}, which the task does not ask for. Leave it out."
    ),
    "unknown-padding": (
        "Keras knows no padding {found!r}. Did you mean {close!r}? The task does not ask for one: you may also leave "
        "`padding` out."
    ),
    "lands-twice": (
        "Without a name, {found} lands in `{setting}` of `{function}`, which is also given by its name. Leave one of "
        "them out, or write the name that {found} is meant for."
    ),
    "model-name-by-place": (
        "`Model` takes the input and the output by their place, but not a third value. {found} needs its name in "
        "front: `name=`."
    ),
    "missing-argument": "`{function}` needs `{setting}`, and it is not given.",
    "unknown-activation": (
        "Keras knows no activation {found!r}. Did you mean {close!r}? Names are written in lower case, without spaces."
    ),
    "activation-called": (
        "`{found}` calls the activation on nothing. Hand it over without brackets, or by its name in quotes: '{name}'."
    ),
    "activation-in-list": (
        "`activation` is given {found}, a collection. It wants the name alone, without brackets around it."
    ),
    "value-too-many": (
        "`{function}` is given a value too many: without a name, {found} lands in `{setting}`. Leave it out."
    ),
    "setting-behind-brackets": (
        "`{setting}` stands behind the brackets of `{layer}`. It is one of its settings: write it inside them, with "
        "`=` before its value."
    ),
    "two-names": (
        "Left of `=` in line {line} stand several names, {found}, but a layer gives one result. Keep only the name "
        "that the task asks for."
    ),
    "not-asked-yet": "Line {line} calls `{found}`, which belongs to a later step. Leave that line out here.",
    "layer-used-twice": (
        "`{name}` is one layer, and line {line} calls it a second time. Here each step needs a layer of its own: make "
        "another one."
    ),
    "argument-in-wrong-place": (
        "Without a name, {found} lands in `{setting}`. Give the argument its name, so that `{function}` knows what "
        "it is for."
    ),
    "bracket-too-late": (
        "The bracket after {found} opens too early. First close the pair that holds the settings, then open the one "
        "for the input."
    ),
    "input-in-first-brackets": (
        "`{layer}` gets `{found}` among its settings. Settings go in the first pair of brackets, the input in a "
        "second pair behind it."
    ),
    "setting-in-second-brackets": (
        "`{setting}` stands in the second pair of brackets. Settings of `{layer}` go in the first pair; the second "
        "holds only the input."
    ),
    "called-on-nothing": (
        "The second pair of brackets after `{layer}(…)` is empty. Put the variable in it that this layer shall read."
    ),
    "model-called": "`{found}` calls the model on nothing. Leave the brackets away: the model itself is wanted.",
    "brackets-too-many": (
        "`{layer}` has a third pair of brackets, {found}. Two are enough: the settings, then the variable that it "
        "reads."
    ),
    "called-on-shape": (
        "`{layer}` is called on a shape, {found}. A layer reads the result of another layer: the variable from the "
        "step before."
    ),
    "called-on-value": (
        "`{layer}` is called on {found}, which is no layer's result. It reads the variable from the step before."
    ),
    "quoted-name": (
        "`{name}` stands in quotes, so it is only a text. Remove the quotes: then it is the variable of that name."
    ),
    "input-called": (
        "`{layer}` is where a network begins: it reads nothing. Remove the second pair of brackets, {found}."
    ),
    "called-on-function": (
        "`{layer}` is called on `{found}`, a function that has not been called. It wants the variable in which the "
        "result of the step before was stored."
    ),
    "called-on-images": (
        "`{name}` holds numbers, because a layer was called on the images themselves. In its second brackets belongs "
        "`{reads}`, as the step before made it."
    ),
    "called-on-layer": (
        "`{layer}` is called on `{found}`, which is a layer. It wants a layer's result: the variable in which that "
        "was stored."
    ),
    "tensor-called": (
        "`{found}` is a layer's result, which cannot be called. It is the other way round: a layer is called, "
        "with `{found}` in its second brackets."
    ),
    "line-not-connected": (
        "Line {line} makes a `{layer}` layer without connecting it: `{name}` now holds the layer, not a result. "
        "Add a second pair of brackets there with what it shall read."
    ),
    "line-without-brackets": (
        "In line {line}, `{layer}` stands without any brackets, so `{name}` holds the class itself. It wants two pairs "
        "there: one for the settings, even empty, and one for what it reads."
    ),
    "layers-in-a-list": (
        "Line {line} makes a list of layers. Each layer wants a line of its own, so that the next one can read its "
        "result."
    ),
    "two-inputs": (
        "The second brackets of `{layer}` hold {found}: more than one. This layer reads exactly one variable, the "
        "step before."
    ),
    "input-in-list": (
        "`{layer}` is called on {found}, which has brackets of its own around the variable. Remove those."
    ),
    "wrong-rank": (
        "`{layer}` wants feature maps (batch, height, width, channels), but `{name}` has the shape {found}. Is it "
        "the variable that this step should read?"
    ),
    "flat-too-early": (
        "`{layer}` wants feature maps (height, width, channels), but `{name}` is already flat here: {found}. Look at "
        "the order of the lines above it."
    ),
}
