"""Every sentence the checker can say, one per label: for a novice, kind, concrete, at most about forty words.

`{name}` and the like are filled from the finding's values; `!r` writes a value the way Python does, texts in quotes.
"""

from collections.abc import Sequence

from lesson_utils.checking.blanks import Blank
from lesson_utils.checking.findings import Finding

TEXTS = {
    # right
    "correct": "Well done. {facts}",
    "open-question": "This question has no code to check. Compare your answer with solution().",
    # not there yet
    "blanks-left": "{blanks}. Replace every _____ with your answer, then run the cell again.",
    "nothing-written": "This cell holds no answer yet. Write your code in it and run it, or ask for a hint.",
    "not-run": (
        "Your answer's cell has not run yet since the kernel started. Run it first (Shift+Enter), then check again."
    ),
    "not-there": (
        "`{name}` is not there. Run your answer's cell again (Shift+Enter); if a `try` in it hides an error, remove "
        "that."
    ),
    # the text does not parse
    "smart-quotes": (
        "Line {line} holds curly quotes or other typographic signs (some cannot be seen), as slides and word "
        "processors make them. Python wants straight ones: ' or \". Type them again."
    ),
    "pasted": (
        "Line {line} holds {found}, which was copied along from somewhere. Remove it: only the code itself belongs "
        "in the cell."
    ),
    "indentation": (
        "The indentation of line {line} does not fit its neighbours. Lines that belong together start at the same "
        "column; inside a function, four spaces in."
    ),
    "unclosed-bracket": (
        "The bracket `{bracket}` in line {line} is never closed. Count the opening and the closing ones: each needs "
        "its partner."
    ),
    "unmatched-bracket": (
        "Line {line} closes a bracket that was not opened, or one of another kind. Each opening bracket needs "
        "exactly one partner."
    ),
    "unclosed-quote": (
        "A text in line {line} has no closing quote. Texts begin and end with the same quote, like 'this'."
    ),
    "missing-comma": "Something is missing between two arguments in line {line}: probably a comma.",
    "missing-colon": "Line {line} needs a colon `:` at its end; `def …():` always ends with one.",
    "positional-after-keyword": (
        "In line {line} a value without a name stands behind named ones. Give it a name too; a layer's input goes in "
        "a second pair of brackets."
    ),
    "equals-sign": (
        "Look at the `=` in line {line}. One `=` stores a value or names an argument; `==` compares. On its left "
        "stands a plain name."
    ),
    "syntax": (
        "Python cannot read line {line}. Compare it, sign by sign, with the example above: brackets, commas, quotes."
    ),
    # the cell raised
    "interrupted": "The cell was stopped before it ended. Run it again when you are ready.",
    "raised": (
        "The cell stopped with {error}{where}: “{says}” Look at what that line calls, and with which arguments."
    ),
    "function-raised": (
        "`{name}()` stopped with {error}{where}: “{says}” Look at what that line calls, and with which arguments."
    ),
    "raised-inside": (
        "The cell stopped with {error}{where}, deep inside TensorFlow. Often a number in that line is far too large: "
        "compare each with the task."
    ),
    "earlier-not-run": (
        "`{name}` does not exist yet: an earlier challenge makes it. Run that cell first, or type "
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
    "misspelt-layer": "There is no `{found}`. Did you mean `{close}`? Capitals and plurals count.",
    "shape-needs-tuple": (
        "`shape` wants one tuple of whole numbers in round brackets, like (height, width, channels)."
    ),
    "shape-called": (
        "`{found}` is not a function: leave the round brackets away, and use square ones to pick a part of it."
    ),
    "images-as-shape": "`shape` is given the images themselves. How big they are stands in `{found}.shape`.",
    "python-input": (
        "`input` is Python's own and asks the user a question. What you want is `keras.Input`, with a capital."
    ),
    "unknown-layer": (
        "There is no `{found}`. Is the name spelt as in the text above, and does it belong to what stands before the "
        "dot?"
    ),
    "missing-prefix": "`{found}` lives in `{module}`: write `{module}.{found}`.",
    "misspelt-argument": "`{function}` has no argument `{found}`. Did you mean `{close}`?",
    "unknown-argument": "`{function}` has no argument `{found}`. The text above lists the arguments it takes.",
    "missing-argument": "`{function}` needs `{setting}`, and it is not given.",
    "unknown-activation": (
        "Keras knows no activation {found!r}. Did you mean {close!r}? Their names are written in lower case."
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
    "called-on-shape": (
        "`{layer}` is called on a shape, {found}. A layer reads the result of another layer: the variable from the "
        "step before."
    ),
    "called-on-value": (
        "`{layer}` is called on {found}, which is no layer's result. It reads the variable from the step before."
    ),
    "called-on-images": (
        "`{name}` holds numbers, because a layer was called on the images themselves. Here layers are called on the "
        "placeholder from Part 1 and on what follows from it."
    ),
    "called-on-layer": (
        "`{layer}` is called on `{found}`, which is a layer. It wants a layer's result: the variable in which that "
        "was stored."
    ),
    "wrong-rank": (
        "`{layer}` wants feature maps (batch, height, width, channels), but `{name}` has the shape {found}. It comes "
        "from a later step: run the cells again in their order."
    ),
    "flat-too-early": (
        "`{layer}` wants feature maps (height, width, channels), but `{name}` is already flat here: {found}. Look at "
        "the order of the lines above it."
    ),
    # nothing, or the wrong thing, in the variable
    "not-stored": (
        "Nothing is stored in `{name}`. Begin the line with `{name} =`, so that the next step can use the result."
    ),
    "other-name": "Your result is stored in `{found}`. The next steps look for `{expected}`: use that name.",
    "other-alphabet": (
        "`{found}` looks like `{expected}` but holds a letter of another alphabet. Type the name again."
    ),
    "stray-comma": "`{name}` is a tuple, because of a comma at the end of the line. Remove the comma.",
    "layer-not-called": (
        "`{name}` is a `{layer}` layer that has not been connected. Add a second pair of brackets with the variable "
        "that it shall read."
    ),
    "model-not-tensor": (
        "`{name}` is a whole model. Here it should hold the result of one layer called on the step before."
    ),
    "tensor-not-model": "`{name}` holds a layer's result, not a model. Join input and output with `keras.Model`.",
    "model-not-built": "The model has no layers that are connected to an input yet.",
    "wrong-type": "`{name}` holds {found}; it should hold {expected}.",
    "only-a-shape": (
        "`{name}` holds only a shape, {found}. What belongs here is the result of a layer or of `keras.Input`: leave "
        "`.shape` away, or hand it on."
    ),
    # the first difference in the network
    "wrong-input-shape": (
        "The input's shape is {found}; one image of this data set is {expected}: height, width, channels."
    ),
    "input-counts-images": (
        "The input's shape is {found}. Its first number counts the images; the input describes a single image: "
        "{expected}."
    ),
    "input-without-channels": "The input's shape is {found}: height and width. The colour channels are missing.",
    "input-channels-first": (
        "The input's shape is {found}, channels first. Here the channels come last, after height and width."
    ),
    "wrong-value": "In {layer}, `{setting}` is {found!r}; the task asks for {expected!r}.",
    "unasked-setting": (
        "{layer} sets `{setting}`, which changes how it learns. The task does not ask for that: leave it out."
    ),
    "wrong-activation": "The activation of {layer} is {found!r}; the task asks for {expected!r}.",
    "own-activation": (
        "The activation of {layer} is a function of your own, `{found}`, which is not the same as {expected!r}."
    ),
    "missing-activation": (
        "{layer} has no activation. The task asks for {expected!r}: without it the layer only computes weighted sums."
    ),
    "extra-activation": "`{layer}` got the activation {found!r}, which the task does not ask for.",
    "doubled-activation": ("`{layer}` has two activations, one after the other. Keep the one that the task asks for."),
    "wrong-layer": (
        "Here stands `{found}` where the task asks for `{expected}`. Even where the shapes look alike, they are "
        "different layers."
    ),
    "wrong-order": (
        "All the layers are there, but in another order: `{found}` comes where `{expected}` should. Compare with the "
        "list in the task."
    ),
    "missing-layer": (
        "On the way from the input, {layer} is missing. Is there a line for it, and does the next line read its result?"
    ),
    "extra-layer": "There is one `{layer}` more than the task asks for. Remove the line that adds it.",
    "wrong-input": (
        "{layer} reads something of shape {found}. It should read the step before, whose shape is {expected}."
    ),
    "cut-off": (
        "In line {line}, `{layer}` reads `{name}` again, so the layers before it are cut off. It should read the "
        "result of the line above."
    ),
    "starts-late": (
        "Your first layer reads `{found}`, which comes from the steps before. This task begins again at `{expected}`."
    ),
    "own-input": (
        "This layer reads an input of its own. It should read `{name}`, so that one model can run from there to the "
        "end."
    ),
    "branched": "Two paths meet in `{layer}`. In this network each layer reads exactly one other.",
    # an earlier cell
    "ran-twice": (
        "`{name}` had already been through `{layer}` when this cell ran: each run puts a layer on top. Go back with "
        'catch_up("{restart}"), then run this cell once.'
    ),
    "earlier-missing": (
        "A step before this one is missing: {layer}. Run its cell first, then this one, or type "
        'catch_up("{challenge}").'
    ),
    "earlier-wrong": (
        'Something earlier is not as asked: {layer}. See what check("{challenge}") says about it, then come back to '
        "this step."
    ),
    "earlier-ran-twice": (
        "`{name}` had been through a `{layer}` too many before this cell: an earlier cell ran twice, or stored its "
        'result there. Type catch_up("{challenge}"), then run the cells after it once each.'
    ),
    "stale-input": (
        "`{name}` was made anew, but this network still hangs on the old one. Run the cells again from `{challenge}` "
        'on, or type catch_up("{challenge}").'
    ),
    # functions
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
    "local-before-assignment": (
        "Inside the function, `{name}` is used before it is made. Make it first: a function starts with names of its "
        "own."
    ),
    "local-not-made": (
        "`{name}` is not made inside `{function}`. A function should build everything itself, from the input to the "
        "output."
    ),
    "outer-tensors": (
        "`{name}` uses `{outer}` from outside, so all models it makes share their layers. Make every layer inside "
        "the function, from the input on."
    ),
    "shared-layers": (
        "Two calls of `{name}()` give models that share their layers. Make every layer inside the function."
    ),
    "missing-name": "The model has no name of its own (Keras called it {found!r}). The task asks for a `name`.",
    "wrong-name": "The model's name is {found!r}; the task asks for {expected!r}.",
    "returns-other": "`{name}()` returns {found}. It should return the model that `keras.Model` makes.",
    "ends-swapped": "`inputs` and `outputs` of the model are swapped: `{name}` is where the network ends.",
    "model-starts-late": (
        "The model's `inputs` is `{name}`, a layer's result. A model begins at what `keras.Input` returned."
    ),
    "model-ends": "The model should have one input and one output; this one has {found[0]} and {found[1]}.",
    "never-ends": (
        "`{name}()` does not come to an end. Look for a loop that never stops, or for something it waits for."
    ),
    "too-large": (
        "`{name}()` asks for a layer with {found} weights, more than this machine should hold. Look at its numbers "
        "of filters and units."
    ),
    # values
    "wrong-shape": "`{name}` has the shape {found}; it should be {expected}.",
    "wrong-dtype": "`{name}` holds {found} numbers; it should hold {expected}.",
    "wrong-numbers": "`{name}` has the right shape, but other numbers in it than the task asks for.",
    "wrong-result": "`{name}` is {found}; the task asks for {expected}.",
    # the call of check itself, and our own faults
    "unknown-challenge": "There is no challenge called “{found}”. Did you mean “{close}”?",
    "checker-problem": (
        "The checker itself stumbled ({error}), which says nothing about your answer. Please go on with the lesson "
        "and tell your instructor."
    ),
}


def message_for(finding: Finding) -> str:
    """What the learner reads for a finding."""
    values = dict(finding.values)
    if "blanks" in finding.values:
        values["blanks"] = _blanks(finding.values["blanks"])  # type: ignore[arg-type]
    if "facts" in finding.values:
        values["facts"] = " ".join(f"{fact}." for fact in finding.values["facts"])  # type: ignore[attr-defined]
    if "line" in finding.values:
        values["where"] = f" in line {finding.values['line']}" if finding.values["line"] else ""
    text = TEXTS[finding.label].format(**values).strip()
    return text[0].upper() + text[1:]


def _blanks(blanks: Sequence[Blank]) -> str:
    names = list(dict.fromkeys(blank.stands_for for blank in blanks))
    most = 3 if sum(map(len, names)) < 80 else 1
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    joined = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
    lines = sorted({blank.line for blank in blanks})
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"
    return f"{joined} {'is' if len(names) == 1 else 'are'} still blank ({where})"
