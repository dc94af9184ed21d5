"""Every sentence the checker can say, one per label: for a novice, kind, concrete, at most about forty words.

`{name}` and the like are filled from the finding's values; `!r` writes a value the way Python does, texts in quotes.
"""

import re
from collections.abc import Sequence

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.reading.blanks import Blank

TEXTS = {
    # right
    "correct": "Well done. {facts}",
    "open-question": "This question has no code to check. Compare your answer with solution().",
    "only-shown": (
        "Your cell ran without an error. What it shows is for your own eyes: the checker does not compare it. See "
        "solution() beside it."
    ),
    # not there yet
    "blank-for-nothing": (
        "The first pair of brackets behind `{layer}` stays empty here (line {line}): delete the _____ in it, then run "
        "the cell again."
    ),
    "blanks-left": "{blanks}. Replace every _____ with your answer, then run the cell again.",
    "nothing-written": "This cell holds no answer yet. Write your code in it and run it, or ask for a hint.",
    "not-run": (
        "Your answer's cell has not run yet since the kernel started. Run it first (Shift+Enter), then check again."
    ),
    "not-there": (
        "`{name}` is not there. Run your answer's cell again (Shift+Enter); if a `try` in it hides an error, remove "
        "that."
    ),
    "deleted": (
        "Line {line} deletes `{name}` again (`del`). The next steps need it: remove that line, then run the cell again."
    ),
    "never-called": (
        "The function `{found}` is defined but never called, so nothing is stored in `{name}`. Call it, and store "
        "what it returns there."
    ),
    "commented-out": (
        "Line {line} is a comment, because it begins with `#`, so Python does not run it. Remove that sign."
    ),
    "condition-not-met": (
        "`{name}` is stored only if the condition in line {line} holds, and it does not. Store it without any "
        "`if` or loop around."
    ),
    "hidden-error": (
        "The `try` in line {line} hides an error, so nobody sees what went wrong. Remove `try` and `except`, and "
        "run the cell again."
    ),
    # the text does not parse
    "smart-quotes": (
        "Line {line} holds {found}, a quote as slides and word processors make it. Python wants straight ones: ' "
        'or ". Type the quotes again.'
    ),
    "unseen-sign": (
        "Line {line} holds a space or sign that cannot be seen, copied along from a web page or document. Delete "
        "the line's spaces and type them again."
    ),
    "odd-sign": (
        "Line {line} holds {found}, a sign that Python does not use. Type it again with plain brackets, commas "
        "and signs from the keyboard."
    ),
    "backticks": "Line {line} holds a backtick (`). Python's quotes are straight and upright: ' or \".",
    "pasted": (
        "Line {line} holds {found}, which was copied along from somewhere. Remove it: only the code itself belongs "
        "in the cell."
    ),
    "indentation": (
        "The indentation of line {line} fits none of the lines above it. Lines that belong together start at the "
        "same column."
    ),
    "unexpected-indent": (
        "Line {line} has spaces in front that do not belong there. Its indentation should be that of the line "
        "above it; a first line has none."
    ),
    "lost-indent": (
        "Line {line} begins further left than the lines around it, which ends the block above. Indent it like them; "
        "the line after it is right as it is."
    ),
    "missing-indent": (
        "The indentation of line {line} is missing: it belongs to the line above that ends with a colon. Begin it "
        "four spaces further right."
    ),
    "mixed-tabs": (
        "The indentation of line {line} is made of tabs where other lines have spaces. They look alike, but not "
        "to Python: use spaces only."
    ),
    "return-outside": (
        "The `return` in line {line} stands outside any function. Inside a function, it and the lines above it "
        "are indented; elsewhere it is not needed."
    ),
    "unclosed-bracket": (
        "The bracket `{bracket}` in line {line} is never closed. Count the opening and the closing ones: each needs "
        "its partner."
    ),
    "unmatched-bracket": (
        "In line {line} a `{found}` closes a bracket that was never opened. Remove it, or open its partner where it "
        "belongs."
    ),
    "wrong-closing-bracket": (
        "In line {line}, `{found}` closes what `{bracket}` opened. A bracket is closed by its own kind: look what "
        "each of them holds together."
    ),
    "round-for-slice": (
        "In line {line}, a part of `{found}` is picked with round brackets. To pick with a colon, Python wants square "
        "ones."
    ),
    "bracket-too-early": (
        "In line {line} a bracket closes too early: `{name}` stands outside the brackets it belongs in. Move the "
        "closing bracket behind the last setting."
    ),
    "square-brackets": (
        "In line {line}, `{found}` is followed by square brackets. Those pick a part of something; to call it, "
        "write round ones."
    ),
    "curly-brackets": "In line {line}, `{found}` is followed by curly brackets. To call something, write round ones.",
    "unclosed-quote": (
        "A text in line {line} has a quote at one end only. Texts begin and end with the same quote, like 'this'."
    ),
    "missing-comma": "Something is missing between two arguments in line {line}: probably a comma.",
    "missing-between": (
        "In line {line} something is missing before `{name}`: brackets around it, a comma, or the beginning of a "
        "new line."
    ),
    "missing-colon": (
        "Line {line} needs a colon `:` at its end, as every line that begins with `def`, `for`, `if` or `while` does."
    ),
    "def-without-brackets": (
        "In line {line} the brackets behind `{name}` are missing: a function's name is followed by round "
        "brackets, even empty ones, and then the colon."
    ),
    "missing-def": "Line {line} reads like the beginning of a function, but `def` and a space are missing in front.",
    "misspelt-keyword": "Python has no word `{found}` (line {line}). Did you mean `{close}`?",
    "needless-word": (
        "In line {line}, remove `{found}`: Python stores a value without such a word, with a name and one `=`."
    ),
    "print-brackets": "In line {line}, `print` needs round brackets around what it shall print.",
    "missing-hash": "Line {line} reads like a note, not like code. Put a `#` in front of it, or remove it.",
    "positional-after-keyword": (
        "In line {line} a value without a name stands behind named ones. Give it a name too; a layer's input goes in "
        "a second pair of brackets."
    ),
    "tuple-brackets": (
        "In line {line}, `{name}` gets several numbers, {found}, that are not held together. Put round brackets "
        "around them: then they are one tuple."
    ),
    "repeated-argument": "In line {line} the argument `{name}` is given twice. Keep one of them.",
    "empty-argument": "In line {line}, `{name}=` has no value behind it. Write one, or remove the argument.",
    "double-comma": "Line {line} has a comma with nothing before it. Remove one comma, or write what is missing.",
    "semicolon": "Line {line} has a semicolon inside brackets. Arguments and numbers are kept apart with commas.",
    "colon-for-equals": (
        "In line {line} there is a colon behind `{name}`. To store a value or name an argument, Python wants `=`."
    ),
    "times-sign": (
        "In line {line}, Python cannot read `{found}`. A size is a tuple: numbers in round brackets, with a comma "
        "between them."
    ),
    "equals-sign": (
        "Look at the `=` in line {line}. One `=` stores a value or names an argument; `==` compares. On its left "
        "stands a plain name."
    ),
    "compares": (
        "Line {line} has `==` behind `{name}`: two signs compare, and nothing is stored. To {aim}, Python wants one "
        "`=`."
    ),
    "missing-equals": "In line {line} the `=` behind `{name}` is missing.",
    "two-equals": "Line {line} has two `=` behind `{name}`, with a space between them. One is enough.",
    "walrus": "Line {line} has `:=` behind `{name}`. A line that stores a value needs a plain `=`.",
    "arrow": (
        "In line {line}, `{found}` stands behind `{name}`. Other languages store a value that way; Python does it "
        "with `=`."
    ),
    "minus-for-equals": (
        "In line {line}, `-` stands behind `{name}`, so Python subtracts. To store a value, it wants `=`."
    ),
    "adds-instead": (
        "Line {line} has `+=`, which adds to `{name}`. The layer's result shall replace it: write a plain `=`."
    ),
    "space-in-name": (
        "In line {line}, the name `{found}` has a space in it. A name is one word: put an underscore there."
    ),
    "minus-in-name": (
        "In line {line}, `{found}` has a minus in it, so Python wants to subtract. Names have underscores: look "
        "how it is spelt in the task."
    ),
    "letter-for-digit": (
        "In line {line}, `{found}` mixes digits with a letter that looks like one. Type the zero or one again, as a "
        "digit."
    ),
    "digit-first": "In line {line}, the name `{found}` begins with a digit. Names begin with a letter.",
    "name-in-quotes": (
        "In line {line}, {found} on the left of `=` is a text. A name to store something in has no quotes."
    ),
    "reversed-assignment": (
        "Line {line} is the wrong way round: the name, `{name}`, stands on the left of `=`, and what it shall "
        "hold on the right."
    ),
    "space-for-dot": "In line {line} something is missing between `{left}` and `{right}`: probably a dot.",
    "sign-for-dot": "In line {line}, `{found}` stands where Python has a dot.",
    "dot-in-name": "In line {line}, the name `{found}` has a dot in it. Here it should be an underscore.",
    "double-dot": "Line {line} has two dots in a row. One is enough.",
    "dot-before-bracket": "Line {line} has a dot right before a bracket. Remove the dot.",
    "loose-end": "Line {line} ends with `{found}`, and nothing follows. Remove it, or write what is missing.",
    "syntax": (
        "Python cannot read line {line}, from `{near}` on. Compare it, sign by sign, with the example above: "
        "brackets, commas, quotes."
    ),
    # the cell raised
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
    "images-as-shape": "`shape` is given the images themselves. How big they are stands in `{found}.shape`.",
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
        "`{name}` holds numbers, because a layer was called on the images themselves. Here layers are called on the "
        "placeholder from Part 1 and on what follows from it."
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
    # nothing, or the wrong thing, in the variable
    "not-stored": (
        "Nothing is stored in `{name}`. Begin the line with `{name} =`, so that the next step can use the result."
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
        "Your function `{found}` has no `return`, so `{name}` holds nothing (None). Let its last line return the "
        "layer's result."
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
        "`{name}` holds only a shape, {found}. The task asks for what {asked} returns: leave `.shape` away, or "
        "hand the shape on."
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
    "input-grey": (
        "The input's shape is {found}: one channel, as for grey images. Ours are in colour, with three channels: "
        "{expected}."
    ),
    "input-without-height": (
        "The input's shape is {found}. Only the number of images should be cut off: {expected} remains."
    ),
    "input-flattened": (
        "The input's shape is {found}, all numbers of an image in one row. The network wants the image as it is: "
        "{expected}."
    ),
    "input-left-open": (
        "The input's shape is {found}, with sizes left open. All our images have the same size: {expected}."
    ),
    "batch-shape": (
        "`batch_shape` = {found} counts the images too, as its first number. The argument that describes a single "
        "image is `shape`."
    ),
    "set-for-tuple": (
        "The curly brackets in line {line}, {found}, make a set, which drops repeated numbers and their order. A "
        "shape wants round brackets."
    ),
    "input-channels-first": (
        "The input's shape is {found}, channels first. Here the channels come last, after height and width."
    ),
    "wrong-value": "In {layer}, `{setting}` is {found!r}; {asks}.",
    "values-swapped": (
        "In {layer}, `{one}` is {found!r} and `{other}` is {found_other!r}: the two look swapped. Exchange them."
    ),
    "sets-attribute": (
        "Line {line} sets `{found}`, which changes how the network learns. The task does not ask for that: leave that "
        "line out."
    ),
    "unasked-setting": (
        "{layer} sets `{setting}`, which changes how it learns. The task does not ask for that: leave it out."
    ),
    "wrong-activation": "The activation of {layer} is {found!r}; the task asks for {expected!r}.",
    "own-activation": (
        "The activation of {layer} is a function of your own, `{found}`, which is not the same as {expected!r}."
    ),
    "activation-class": (
        "The activation of {layer} is the class `{found}` itself. Give the name in quotes, {expected!r}, or make "
        "the layer with brackets."
    ),
    "activation-setting": (
        "`{found}` is used with `{setting}` = {value}, so it is no plain {expected!r}. Leave that setting out."
    ),
    "linear-activation": (
        "The activation of {layer} is {found}, which changes nothing. The task asks for {expected!r}."
    ),
    "missing-activation": (
        "{layer} has no activation. The task asks for {expected!r}: without it the layer only computes weighted sums."
    ),
    "extra-activation": "`{layer}` got the activation {found!r}, which the task does not ask for. Leave it out.",
    "doubled-activation": (
        "`{layer}` has two activations, one after the other: {other!r} and {found!r}. Keep only the one that the "
        "task asks for."
    ),
    "wrong-layer": "Here{where} stands `{found}`{does} where the task asks for `{expected}`.",
    "operation-for-layer": (
        "Here something is computed with {found}, where the task asks for a layer: `{expected}`, called on the "
        "step before."
    ),
    "sign-between": (
        "Between the two pairs of brackets behind `{layer}` stands `{found}`. Remove it: the second pair follows "
        "directly on the first."
    ),
    "own-layer": (
        "Here stands a class of your own, `{found}`, which computes something else than Keras' `{expected}`. Remove "
        "it, and use `keras.layers.{expected}`."
    ),
    "wrong-order": (
        "All the steps are there, but in another order: `{found}` comes where `{expected}` should. Each step works on "
        "the result of the one before it."
    ),
    "missing-layer": (
        "On the way from the input, {layer} is missing. Is there a line for it, and does the next line read its result?"
    ),
    "extra-layer": "There is one `{layer}` too many{where}. The task does not ask for it: leave it out.",
    "extra-round": (
        "`{layer}` stands too often in the network: the loop that begins in line {line} adds it. Look how often that "
        "loop runs."
    ),
    "extra-operation": (
        "Beside the layers, something more is computed with {found}. The task asks for the layers alone: leave it out."
    ),
    "two-attempts": (
        "Lines {line} and {later} both add a `{layer}`, one on top of the other. Keep only your last attempt; run "
        "the step before again first."
    ),
    "wrong-input": (
        "{layer} reads something of shape {found}. It should read the step before, whose shape is {expected}."
    ),
    "reads-other": (
        "`{layer}` reads `{found}`. In this step it should read `{expected}`: put that in the second brackets."
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
    "branched": (
        "`{layer}` joins several results. In this network each layer reads exactly one other, the one above it."
    ),
    # an earlier cell
    "ran-twice": (
        "`{name}` had already been through `{layer}` when this cell ran: each run puts a layer on top. Go back with "
        'catch_up("{restart}"), then run this cell once.'
    ),
    "remade-after": (
        "After this cell ran, another cell stored something else in `{name}`: what is there now is not from here. {how}"
    ),
    "remade-input": (
        "`{name}` was made anew after this cell ran, so the network hangs on the old one. Run this cell once more."
    ),
    "stacked-after": ("After this cell ran, another cell put a `{layer}` on top of `{name}`. {how}"),
    "later-step": (
        "`{name}` already holds the result of a later step, `{later}`. To do this step again, go back with "
        'catch_up("{restart}"), then run this cell once.'
    ),
    "overwrites-earlier": (
        "This cell itself stores in `{name}`, so at each run it reads its own result. Keep that name for the step "
        'before: use another here, type catch_up("{challenge}"), then run this cell.'
    ),
    "out-of-order": (
        "`{name}` has already been through `{layer}`, which belongs to a later step. Go back with "
        'catch_up("{restart}"), then run the cells in their order.'
    ),
    "earlier-missing": (
        'Missing before this step: {layer}. Type catch_up("{challenge}"), which does all the steps up to there, then '
        "run this cell once."
    ),
    "left-over": (
        '`{name}` held {found} when this cell ran, left over from an earlier try or step. Type catch_up("{restart}") '
        "to get the step before back, then run this cell once."
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
    "returns-print": "`{name}()` returns what `print` returns: nothing. Return the model itself.",
    "returns-method": "`{name}()` returns what `{found}` gives, which is not the model. Return `{owner}` itself.",
    "returns-bare": "The `return` in line {line} hands out nothing. Write the model's name behind it.",
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
        "`{name}` is a generator, because of `yield` or of brackets around a `for`. Nothing in it runs: use "
        "`return`, or a plain line."
    ),
    "async-function": "`{name}` begins with `async def`, so a call only promises a result. Remove `async`.",
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
    # values
    "wrong-result": "`{name}` is {found}; the task asks for {expected}.",
    "wrong-item": "{place} of the collection, `{name}`, is {found}; the task asks for {expected}.",
    "comma-too-many": (
        "`{name}` is a tuple of one. A comma at the end of a line makes one: remove it, or put [0] behind the value."
    ),
    "exchanged": (
        "`{name}` holds what belongs in `{other}`. Are the names left of the `=` in the order in which the values come?"
    ),
    "wrong-sign": "`{name}` is {found}; only its sign differs from what the task asks for.",
    "percent": (
        "`{name}` is {found}; the task asks for {expected}. The two differ by a factor of 100: one counts in per cent."
    ),
    "rounded": (
        "`{name}` is {found}, which looks rounded. Keep the number as it is ({expected}), and round only when you "
        "show it."
    ),
    "other-case": "`{name}` is {found}: only capitals differ from what the task asks for, {expected}.",
    "other-spaces": "`{name}` is {found}: only spaces or line ends differ from what the task asks for, {expected}.",
    "differs-within": "`{name}` differs at one place: yours reads {found} there, the task's {expected}.",
    "wrong-length": (
        "`{name}` has the length {found}; it should have {expected}. Is something left out, or there twice?"
    ),
    "other-order": (
        "`{name}` holds the right things in another order: {place} is {found}, and the task asks for {expected} there."
    ),
    "other-key": "`{name}` has the key {found}, where the task asks for {expected}. Capitals count.",
    "missing-key": "`{name}` has no key {expected}. The task asks for it.",
    "extra-key": "`{name}` has a key too many: {found}.",
    "missing-member": "`{name}` lacks {expected}, which belongs in the set.",
    "extra-member": "`{name}` holds {found}, which does not belong in the set.",
    "wrong-setting": "In `{name}`, `{setting}` is {found}; the task asks for {expected}.",
    "missing-method": "The class `{name}` has no method `{expected}`. The task asks for it.",
    "cannot-compare": (
        "`{name}` is {found}. The checker cannot look into such a thing, which says nothing about your answer. Compare "
        "it with solution()."
    ),
    "reference-failed": (
        "The published solution could not be run here ({error}), so nothing can be said about your answer. Compare it "
        "with solution()."
    ),
    # arrays
    "wrong-shape": "`{name}` has the shape {found}; it should be {expected}.",
    "transposed": (
        "`{name}` is turned over: its shape is {found} and should be {expected}. Rows and columns are exchanged."
    ),
    "extra-first-axis": (
        "`{name}` has the shape {found}; it should be {expected}. There is an axis too many at the front, as for a "
        "batch of one."
    ),
    "missing-first-axis": (
        "`{name}` has the shape {found}; it should be {expected}. The first axis, which counts the images, is missing."
    ),
    "extra-last-axis": (
        "`{name}` has the shape {found}; it should be {expected}, without the axis of length 1 at the end."
    ),
    "missing-last-axis": (
        "`{name}` has the shape {found}; it should be {expected}, with an axis of length 1 at the end."
    ),
    "not-one-hot": (
        "`{name}` has the shape {found}; it should be {expected}. These are class numbers; asked for is one column per "
        "class (one-hot)."
    ),
    "one-hot-too-many": (
        "`{name}` has the shape {found}, one column per class (one-hot). Asked for are the class numbers themselves: "
        "{expected}."
    ),
    "wrong-number-of-rows": (
        "`{name}` has the shape {found}; it should be {expected}. Only the number of rows differs: which part was "
        "taken?"
    ),
    "wrong-dtype": "`{name}` holds {found} numbers; it should hold {expected}.",
    "wrong-numbers": "`{name}` has the right shape, but other numbers in it than the task asks for.",
    "not-divided": (
        "`{name}` goes from {found}; the task asks for {expected}. It looks as if it was not divided by 255."
    ),
    "divided-twice": (
        "`{name}` goes from {found}; the task asks for {expected}. It looks as if it was divided by 255 twice: make it "
        "anew, then divide once."
    ),
    "other-scale": (
        "`{name}` is {factor} times what it should be: it goes from {found}, and the task asks for {expected}."
    ),
    "holds-nan": (
        "`{name}` holds NaN (“not a number”) at {found} of {expected} places. Look for a division of zero by zero, or "
        "a logarithm of something negative."
    ),
    "signs-turned": "`{name}` has the right numbers with the wrong sign: each should be turned around.",
    "truths-turned": "`{name}` says True where it should say False, and the other way round.",
    "transposed-square": "`{name}` is turned over: its rows stand where its columns should be.",
    "channels-turned": "`{name}` has its colour channels in reverse order, such as blue, green, red.",
    "rows-turned": "`{name}` has the right numbers, but its first axis runs backwards.",
    "columns-turned": "`{name}` has the right numbers, but its second axis runs backwards (left and right exchanged).",
    "rows-in-other-order": "`{name}` has the right rows in another order. Was something sorted or shuffled?",
    "all-numbers-differ": (
        "`{name}` has the right shape, but all its numbers differ. The first, `{where_first}`, is {found}; the task "
        "asks "
        "for {expected}."
    ),
    "some-numbers-differ": (
        "`{name}` is right but for {count} of {size} numbers. The first of them, `{where_first}`, is {found}; the "
        "task asks "
        "for {expected}."
    ),
    # tables
    "other-columns": "`{name}` has the column {found} where the task asks for {expected}. Capitals count.",
    "missing-columns": "`{name}` has no column {expected}. The task asks for it.",
    "extra-columns": "`{name}` has a column too many: {found}.",
    "columns-in-other-order": (
        "`{name}` has the right columns in another order: {found}. The task has them as {expected}."
    ),
    "other-rows": "`{name}` has the wrong number of rows: {found}; the task asks for {expected}.",
    "rows-sorted-otherwise": (
        "`{name}` has the right rows in another order: the first is {found} and should be {expected}. Is it sorted "
        "as asked?"
    ),
    "other-index": "The index of `{name}`, its row names, has {found} where the task asks for {expected}.",
    "wrong-column-type": "In `{name}`, {column} holds {found}; the task asks for {expected}.",
    "wrong-cell": "In `{name}`, {where_first}: there stands {found}, and the task asks for {expected}.",
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
    # compiling and training
    "not-compiled": "`{name}` is not compiled yet. Call its `compile` with an optimizer, a loss and metrics.",
    "wrong-optimizer": "The optimizer of `{name}` is {found}; the task asks for {expected}.",
    "wrong-optimizer-setting": (
        "The optimizer of `{name}`, {optimizer}, has `{setting}` {found}; the task asks for {expected}."
    ),
    "wrong-loss": "The loss of `{name}` is {found}; the task asks for {expected}.",
    "wrong-loss-setting": "The loss of `{name}`, {loss}, has `{setting}` {found}; the task asks for {expected}.",
    "wrong-metric": "`{name}` measures {found}; the task asks for {expected}.",
    "wrong-metric-settings": "`{name}` measures {found} as it should, but with other settings than the task asks for.",
    "missing-metric": "`{name}` does not measure {expected}. Add it to the list of `metrics` where you compile.",
    "extra-metric": "`{name}` also measures {found}, which the task does not ask for.",
    "not-trained": "`{name}` has not been trained: its weights are still random. Call its `fit` first.",
    "not-validated": (
        "`{name}` comes from a training without validation. Give `fit` its `validation_data`, images and labels."
    ),
    "validated-unasked": "`{name}` comes from a training with validation data, which this task does not ask for.",
    "wrong-epochs": "`{name}` comes from {found} epochs of training; the task asks for {expected}.",
    "wrong-steps": (
        "`{name}`: each epoch took {found} steps, where {expected} are expected. Look at the images given to `fit` and "
        "at `batch_size`."
    ),
    "not-recorded": (
        "`{name}` holds {found}, but nothing called {expected}. Which metrics did you compile the model with?"
    ),
    # the call of check itself, and our own faults
    "unknown-challenge": "There is no challenge called “{found}”. Did you mean “{close}”?",
    "checker-problem": (
        "The checker itself stumbled ({error}), which says nothing about your answer. Please go on with the lesson "
        "and tell your instructor."
    ),
}


# What a layer does, in half a sentence: tells two layers apart that are easily taken for one another.
DOES = {
    "Conv1D": "is for sequences",
    "Conv2D": "slides filters over an image",
    "Conv3D": "is for volumes",
    "Conv2DTranspose": "makes images larger",
    "SeparableConv2D": "takes channels and neighbours in two steps",
    "DepthwiseConv2D": "leaves the channels apart",
    "MaxPooling1D": "is for sequences",
    "MaxPooling2D": "keeps the largest number of each window",
    "MaxPooling3D": "is for volumes",
    "AveragePooling2D": "takes the mean of each window",
    "GlobalMaxPooling2D": "leaves one number for a whole feature map",
    "GlobalAveragePooling2D": "leaves one number for a whole feature map",
    "Dense": "makes weighted sums of the last axis",
    "Flatten": "lays all numbers out in one row",
    "Reshape": "gives a new shape of your choice",
    "Dropout": "switches some numbers off while training",
    "UpSampling2D": "makes feature maps larger",
}


def message_for(finding: Finding) -> str:
    """What the learner reads for a finding."""
    values = dict(finding.values)
    if "blanks" in finding.values:
        values["blanks"] = _blanks(finding.values["blanks"])  # type: ignore[arg-type]
    if "facts" in finding.values:
        values["facts"] = " ".join(f"{fact}." for fact in finding.values["facts"])  # type: ignore[attr-defined]
    values["where"] = f" in line {values['line']}" if values.get("line") else ""
    if finding.label == "wrong-value":
        values["asks"] = _asks(values["expected"], is_default=bool(values.get("default")))
    if finding.label == "wrong-layer":
        values["does"] = _does(values["found"])
    text = TEXTS[finding.label].format(**values).strip()
    text = re.sub(r"\b([Aa]) (?=`[AEIOU])", r"\1n ", text)
    text = f"{text} {values['note']}" if values.get("note") else text
    return text[0].upper() + text[1:]


def _asks(expected: object, is_default: bool) -> str:
    return f"its default, {expected!r}, is right" if is_default else f"the task asks for {expected!r}"


def _does(layer: object) -> str:
    return f", which {DOES[str(layer)]}," if str(layer) in DOES else ""


def _blanks(blanks: Sequence[Blank]) -> str:
    names = list(dict.fromkeys(blank.stands_for for blank in blanks))
    most = 3 if sum(map(len, names)) < 80 else 1
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    joined = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
    lines = sorted({blank.line for blank in blanks})
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"
    return f"{joined} {'is' if len(names) == 1 else 'are'} still blank ({where})"
