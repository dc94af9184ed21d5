"""Hints that follow a mistake: for each label of a diagnosis three texts, each saying more than the one before.

The first explains the concept behind the mistake, the second says where to look, the third gives nearly the code and
never a whole line of a solution. The texts are Markdown. `{name}` and the like are filled from the diagnosis; besides,
`{concept}` explains the setting, layer or activation it speaks of, and `{code}` writes the setting as an argument.
"""

import ast
import re
from collections.abc import Mapping

from lesson_utils.checking.findings import Diagnosis, Status

SETTINGS = {
    "filters": (
        "Each filter searches the image for one pattern and makes one feature map. So `filters` decides how many maps "
        "come out: it is the last number of the output's shape."
    ),
    "kernel_size": (
        "`kernel_size` is the height and width of the little window that slides over the image. It decides how many "
        "neighbouring pixels one output number sees, and how much the image shrinks at its rim."
    ),
    "strides": (
        "`strides` says how many pixels the window moves at each step. One keeps nearly every position; two skips "
        "every other one and halves height and width."
    ),
    "padding": (
        "`padding` decides what happens at the rim: with `'valid'` the window never hangs over it and the output "
        "shrinks; with `'same'` a frame of zeros keeps the size."
    ),
    "dilation_rate": (
        "`dilation_rate` spreads the kernel's numbers apart, with gaps between them. One, the default, means no gaps."
    ),
    "pool_size": (
        "`pool_size` is the window of a pooling layer. Each window becomes a single number, so a window of 2 by 2 "
        "halves the height and the width."
    ),
    "units": (
        "`units` is the number of neurons in a dense layer. Each neuron gives one number, so `units` is the last "
        "number of the output's shape. In an output layer there is one for each class."
    ),
    "activation": (
        "An activation is a simple rule applied to every number that a layer computes. Without one, a layer only "
        "forms weighted sums, and several such layers are no better than one."
    ),
    "shape": (
        "The input's `shape` describes *one* example: for an image its height, its width and its channels. How many "
        "images there are is left open."
    ),
    "name": (
        "A model's `name` is a text that shows in its summary. It helps to tell models apart when you compare "
        "several; it has nothing to do with the variable that holds the model."
    ),
    "inputs": (
        "A model runs from its `inputs` to its `outputs` and finds all the layers between them by itself. `inputs` is "
        "what `keras.Input` returned."
    ),
    "outputs": (
        "A model runs from its `inputs` to its `outputs` and finds all the layers between them by itself. `outputs` "
        "is the result of the last layer."
    ),
    "rate": "`rate` is the share of numbers that a dropout layer sets to zero while the network is trained.",
    "use_bias": (
        "The bias is one number of its own that each neuron or filter adds to its sum; layers have it unless told not "
        "to."
    ),
    "data_format": (
        "`data_format` says whether the channels come last or first in a shape. In this course they come last, which "
        "is the default."
    ),
    "optimizer": "The optimizer is the rule by which the weights are changed after each batch of images.",
    "loss": (
        "The loss is the number that training makes smaller: it measures how far the predictions are from the labels."
    ),
    "metrics": "Metrics are numbers for people to watch during training, such as the share of right answers.",
}

LAYERS = {
    "Input": "`Input` is the placeholder at which a network begins. It holds no pixels, only the shape of one example.",
    "Conv2D": (
        "A convolutional layer slides small kernels over the image and makes one feature map per filter. It is where "
        "a network finds patterns."
    ),
    "MaxPooling2D": (
        "A max pooling layer keeps the largest number of each window. It learns nothing; it makes the feature maps "
        "smaller and keeps the strongest response."
    ),
    "AveragePooling2D": (
        "An average pooling layer gives the mean of each window, and max pooling its largest number. Their shapes are "
        "alike, what they pass on is not: a mean waters the strongest response down."
    ),
    "Flatten": (
        "`Flatten` lays all the numbers of an image out in one row and changes none of them. A dense layer behind it "
        "sees every number; one before it sees a single position at a time."
    ),
    "Dense": (
        "In a dense layer every neuron is connected to all the numbers on the last axis of what comes in. It weighs "
        "up evidence instead of searching neighbourhoods."
    ),
    "Dropout": "A dropout layer sets some numbers to zero at random while the network is trained, against overfitting.",
    "Activation": "An activation can be an argument of a layer or a layer of its own. Both do the same; one is enough.",
}

ACTIVATIONS = {
    "relu": "ReLU keeps a positive number and turns a negative one into 0. It is the usual choice for hidden layers.",
    "softmax": (
        "Softmax turns any numbers into shares between 0 and 1 that add up to 1. That is what an output layer with "
        "one neuron per class wants, and hidden layers do not."
    ),
    "sigmoid": (
        "The sigmoid squeezes each number into the range from 0 to 1, every one for itself: they need not add up to 1."
    ),
    "tanh": "The hyperbolic tangent squeezes each number into the range from -1 to 1.",
    "linear": "A linear activation changes nothing: the layer hands on its weighted sums as they are.",
}

_BRACKETS = (
    "Two pairs of brackets follow a layer's name. The first makes the layer, with its settings; the second connects "
    "it: in it stands the variable that the layer reads."
)
_STACKING = (
    "A cell of the form `x = layer(x)` reads a variable and writes it again. Each run puts one more layer on top, so "
    "such a cell wants to run exactly once after the cells above it."
)
_CHAIN = (
    "A network is a chain: every layer reads the result of the one before. Whatever a layer's second brackets name is "
    "where its numbers come from."
)
_FUNCTION = (
    "A function has a small world of its own. It should make everything it needs from the first to the last line, and "
    "hand out its result with `return`."
)
_STORE = (
    "Only what is stored under a name can be used again later. The next steps of this episode look for certain names."
)
_NAMES = (
    "Python takes names letter by letter: capitals, underscores and plurals all count, and nearly right is not right."
)
_QUOTES = "A text needs quotes around it; without them Python takes it for the name of a variable and looks for that."
_PAIRS = "Brackets and quotes come in pairs. If one partner is missing, Python reads on and stumbles somewhere later."
_ORDER = (
    "Cells work on what other cells have left behind. What counts is the order in which they *ran*, not the order in "
    "which they stand on the page."
)
_VALUE = (
    "The checker runs the published solution and compares its result with yours: first the kind, then the shape, then "
    "the content."
)

HINTS: dict[str, tuple[str, str, str]] = {
    # settings of layers
    "wrong-value": (
        "{concept}",
        "The layer is the right one. Look at `{setting}` in {layer}, and at the number that the task names for it.",
        "Among the settings of {layer}, write `{code}`. Everything else can stay.",
    ),
    "missing-argument": (
        "{concept}",
        "Look at the brackets of `{function}`: `{setting}` has no default value, so you have to give it.",
        "Add `{setting}=…` to the brackets of `{function}`, separated by a comma, with the value from the task.",
    ),
    "misspelt-argument": (
        _NAMES,
        (
            "Look at `{found}` in the brackets of `{function}`, and compare it letter by letter with the line in the "
            "text above."
        ),
        "Write `{close}=…` instead of `{found}=…`, and leave its value as it is.",
    ),
    "unknown-argument": (
        "A function knows a fixed set of argument names. Anything else it refuses, even when the idea is right.",
        (
            "Look at `{found}` in the brackets of `{function}`. Is it in the list of arguments above? Does it belong "
            "to another line?"
        ),
        "Remove `{found}=…` from `{function}(…)`, or give its value to the argument of the list that means the same.",
    ),
    "argument-in-wrong-place": (
        "Values without a name are handed out by their place: the first goes to the first argument, the second to the "
        "second, and so on. A value with its name lands where it belongs.",
        "Look at {found} in `{function}(…)`. By its place it lands in `{setting}`: is that what it was meant for?",
        (
            "Write every setting with its name, as in `{function}(first_name=…, second_name=…)`, and take the names "
            "from the text above."
        ),
    ),
    "unasked-setting": (
        "Some settings change how a layer learns rather than what it computes. They are useful when you need them; "
        "this network is meant to be plain.",
        "Look at `{setting}` in {layer}: the task does not mention it.",
        "Remove `{setting}=…` and the comma before it. The settings that the task names stay.",
    ),
    "positional-after-keyword": (
        (
            "An argument is given by its place or by its name. Once a name has been used, all that follow in the same "
            "brackets need one too."
        ),
        "Look at line {line} for a value without `name=` behind others that have one. Is it perhaps the layer's input?",
        "A setting there becomes `name=…`. A layer's input moves into a second pair: `Layer(name=…)(input)`.",
    ),
    # activations
    "wrong-activation": (
        "{concept}",
        "Look at `activation` of {layer}: it is {found} now. What does the task name for this layer?",
        "Give {layer} the setting `activation='{expected}'`. Its other settings can stay.",
    ),
    "missing-activation": (
        "{concept}",
        "Look at the settings of {layer}: none of them speaks of an activation, and the default is none at all.",
        "Behind the other settings of {layer}, add a comma and `activation='{expected}'`.",
    ),
    "extra-activation": (
        (
            "An activation bends every number that passes through. Where a layer only moves or selects numbers, it "
            "has no work to do."
        ),
        (
            "Look at what follows `{layer}`: is there an activation, as an argument or in a line of its own, that the "
            "task does not ask for?"
        ),
        "Take the `{found}` away that belongs to `{layer}`, whether it is an `activation=…` or a line of its own.",
    ),
    "doubled-activation": (
        LAYERS["Activation"],
        (
            "Look for two places that give `{layer}` its activation: the argument `activation=…`, and a line of its "
            "own below it."
        ),
        "Keep `activation='…'` inside `{layer}(…)` and remove the other one.",
    ),
    "own-activation": (
        (
            "Keras knows the common activations by their names. A function of your own is welcome as long as it "
            "computes exactly the same."
        ),
        (
            "Try `{found}` on a negative number, on 0 and on a positive one, and compare with what `{expected}` "
            "should give."
        ),
        "The simplest way is the name in quotes: `activation='{expected}'`.",
    ),
    "unknown-activation": (
        "Keras finds an activation by its name, a text in lower case. A slip in one letter, and it is not found.",
        "Look at the text {found} behind `activation=`, letter by letter.",
        "Write `activation='{close}'`.",
    ),
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
        _CHAIN,
        "Look for the place where two results are put together, in `{layer}`. The task asks for one path only.",
        (
            "Each line should have the form `x = keras.layers.…(…)(x)`, where the last brackets hold the line above "
            "and nothing else."
        ),
    ),
    # how the layers are connected
    "layer-not-called": (
        _BRACKETS,
        "Look at the end of the line with `{layer}`: the layer is made, but nothing says what it reads.",
        "Behind the closing bracket of `{layer}(…)` comes a second pair, with one variable in it: `{layer}(…)(…)`.",
    ),
    "called-on-nothing": (
        _BRACKETS,
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
        _BRACKETS,
        "Look at the second brackets of `{layer}`: {found} is not what a layer returned.",
        "The last brackets hold the variable of the step before, without quotes: `{layer}(…)(the_step_before)`.",
    ),
    "called-on-layer": (
        _BRACKETS,
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
        _CHAIN,
        "Look at the second brackets of {layer}. The step before has the shape {expected}; which variable holds it?",
        (
            "Settings can stay. Only the last brackets change: they should hold the result of the challenge before "
            "this one."
        ),
    ),
    "cut-off": (
        _CHAIN,
        "Look at the last brackets in line {line}: `{name}` is where the network began, not the line above.",
        (
            "In line {line}, replace `{name}` in the last brackets of `{layer}` by the variable that the line above "
            "stores."
        ),
    ),
    "starts-late": (
        _STACKING,
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
        _BRACKETS,
        "Look at `{found}` in `{layer}(…)`: it stands among the settings.",
        "Move `{found}` out of the first brackets into a second pair: `{layer}(…)({found})`.",
    ),
    "setting-in-second-brackets": (
        _BRACKETS,
        "Look for `{setting}` behind the first closing bracket of `{layer}`.",
        "Move `{setting}=…` in front of that bracket: `{layer}(…, {setting}=…)(…)`.",
    ),
    "bracket-too-late": (
        _BRACKETS,
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
        _CHAIN,
        "Line {line} keeps its result under the name `{name}`. Which name does the line below it read?",
        (
            "Either line {line} stores under the name that the next line reads, or the next line reads `{name}` in "
            "its last brackets."
        ),
    ),
    "reads-other": (
        _CHAIN,
        "Look at the second brackets of `{layer}`: `{found}` stands in them.",
        "Only that name changes: `{layer}(…)({expected})`, with the settings that you have.",
    ),
    "two-attempts": (
        _STACKING,
        "Compare lines {line} and {later}: both add a `{layer}`. Which of them is the one that you want to keep?",
        "Remove the other line, run the cell of the step before, then this cell once.",
    ),
    "later-step": (
        _ORDER,
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
    # the input
    "wrong-input-shape": (
        SETTINGS["shape"],
        "Look at `shape` in `keras.Input`: it is {found}. What does `train_images.shape` say of a single image?",
        (
            "`shape` takes three numbers in round brackets, height, width, channels, or the slice `[1:]` of the "
            "images' shape."
        ),
    ),
    "input-counts-images": (
        SETTINGS["shape"],
        "Look at the first number of the shape you gave, {found}: it counts images.",
        "Leave the first number out. A slice does it: of any tuple, `[1:]` is everything but its first number.",
    ),
    "input-without-channels": (
        (
            "A colour image is three tables laid on top of each other: red, green and blue. They are its channels, "
            "and a part of its shape."
        ),
        "Look at the shape you gave, {found}. Height and width are there; what comes third?",
        "Add the number of channels as a third number, behind a comma, inside the same round brackets.",
    ),
    "input-channels-first": (
        SETTINGS["data_format"],
        "Look at the order of the numbers in {found}, and compare it with `train_images.shape`.",
        "Height first, then width, and the 3 for the colours last.",
    ),
    "shape-needs-tuple": (
        "A shape is *one* thing made of several numbers: a tuple, in round brackets of its own.",
        "Look at what stands behind `shape=`. Is there one pair of round brackets around all its numbers?",
        "The pattern is `shape=(height, width, channels)`, with brackets inside the brackets.",
    ),
    # names, spelling, quotes
    "not-stored": (
        _STORE,
        "Look at the beginning of your line: nothing there takes the result.",
        "Begin the line with `{name} =` and let everything else follow.",
    ),
    "other-name": (
        _STORE,
        "Look at the left side of the equals sign: `{found}` stands there.",
        "Write `{expected} =` in place of `{found} =`. If later lines use the old name, change it there too.",
    ),
    "stray-comma": (
        (
            "In Python a comma makes a tuple, even without brackets. One at the end of a line packs the result into a "
            "tuple of one."
        ),
        "Look at the very end of the line that makes `{name}`.",
        "Remove the comma behind the last closing bracket.",
    ),
    "misspelt-name": (
        _NAMES,
        "Look for `{name}` in your cell. There is something that is called nearly like it.",
        "Write `{close}` instead of `{name}`.",
    ),
    "unknown-name": (
        _NAMES,
        "Look for `{name}` in your cell. Where should it have been made: here, or in a cell above that has not run?",
        "Correct its spelling, or run the cell above that begins with `{name} =`.",
    ),
    "misspelt-layer": (
        _NAMES,
        "Look at `{found}`, letter by letter. Layers begin with a capital, and they live in `keras.layers`.",
        "Write `{close}(…)` instead of `{found}(…)`.",
    ),
    "unknown-layer": (
        _NAMES,
        "Look at `{found}` and compare it with the names of the layers in the text above.",
        "The pattern is `keras.layers.Name(…)`, with the name exactly as the text above writes it.",
    ),
    "missing-prefix": (
        "Keras keeps its tools in drawers: a dot leads from one into the next. A name alone is not found in them.",
        "Look at `{found}`: what stands in front of it in the examples above?",
        "Put `{module}.` directly in front of `{found}`.",
    ),
    "missing-quotes": (
        _QUOTES,
        "Look at `{name}`: is it the name of a variable, or a text?",
        "Write `'{name}'`, with the same quote on both sides.",
    ),
    # the text does not parse
    "smart-quotes": (
        (
            "Slides and word processors turn straight quotes into curly ones. They look nicer, and Python does not "
            "know them."
        ),
        "Look at the quotes, dashes and spaces in line {line}.",
        "Delete each quote of line {line} and type it anew on your keyboard: `'` or `\"`.",
    ),
    "unclosed-bracket": (
        _PAIRS,
        (
            "Put the cursor behind the opening brackets in line {line}: JupyterLab shows the partner of each. One has "
            "none."
        ),
        "The pattern is `x = Layer(…)(…)`, where a tuple inside, such as `(3, 3)`, brings a pair of its own.",
    ),
    "unmatched-bracket": (
        _PAIRS,
        (
            "Read line {line} from the left: add one at each opening bracket, take one away at each closing one. "
            "Where do you fall below zero?"
        ),
        "Remove the closing bracket that has no partner, or add the opening one that it belongs to.",
    ),
    "unclosed-quote": (
        _PAIRS,
        "Look at the texts in line {line}: each begins and ends with the same quote.",
        "Write the text like `'this'`, with the closing quote directly behind its last letter.",
    ),
    "missing-comma": (
        "Arguments in brackets are separated by commas, one between each and the next.",
        "Read the brackets in line {line} argument by argument. Where does one end without a comma?",
        "The pattern is `Layer(first=…, second=…, third=…)`.",
    ),
    "missing-colon": (
        (
            "A line that opens a block, such as `def`, `for` or `if`, ends with a colon; what belongs to it is "
            "indented below."
        ),
        "Look at the end of line {line}.",
        "Put `:` at the end of line {line}, behind the closing bracket.",
    ),
    "equals-sign": (
        "One `=` stores a value or names an argument. Two, `==`, ask whether two things are equal and store nothing.",
        "Look at every `=` in line {line}: is it to store, to name, or to compare?",
        "Storing is `name = …`, an argument is `name=…` inside the brackets; neither wants `==`.",
    ),
    "indentation": (
        (
            "The space at the beginning of a line tells Python what belongs together. Lines of one block start at the "
            "same column."
        ),
        "Compare the beginning of line {line} with the line above it.",
        "Outside a function no space at all; inside one, four spaces before each line.",
    ),
    "syntax": (
        _PAIRS,
        "Compare line {line} with the example above it, sign by sign: brackets, commas, quotes, equals signs.",
        "The pattern of a layer's line is `x = keras.layers.Name(setting=…, setting=…)(…)`.",
    ),
    # earlier cells
    "ran-twice": (
        _STACKING,
        "Nothing is wrong with your code. `{name}` had been through `{layer}` already when this cell ran again.",
        'Type `catch_up("{restart}")` in a cell of its own and run it, then run your answer once.',
    ),
    "earlier-ran-twice": (
        _STACKING,
        "Nothing is wrong with this cell. A `{layer}` too many came into `{name}` in a cell above.",
        'Type `catch_up("{challenge}")` in a cell of its own and run it, then run the cells after it once each.',
    ),
    "earlier-not-run": (
        _ORDER,
        "`{name}` is made by an earlier challenge, `{challenge}`. Has its cell a number in front, or is it empty?",
        'Run the cell of `{challenge}` and then this one, or type `catch_up("{challenge}")`.',
    ),
    "earlier-missing": (
        _ORDER,
        "Look at the challenge `{challenge}`: has its cell run since the network was begun?",
        'Run the cell of `{challenge}`, then this one, once each, or type `catch_up("{challenge}")` first.',
    ),
    "left-over": (
        "A name holds whatever was stored in it last. An earlier try replaced the result that this cell wants to read.",
        "This cell is not at fault: `{name}` held {found} when it ran.",
        'Type catch_up("{restart}"), then run this cell once more. No line has to change.',
    ),
    "earlier-wrong": (
        _CHAIN + " So a mistake in an early layer shows in all that follow.",
        "Look at {layer} in the challenge `{challenge}`, not at this cell.",
        'Ask `check("{challenge}")`, mend that cell, and run the cells from there to here once each.',
    ),
    "stale-input": (
        _ORDER,
        "`{name}` was made anew after the layers had been connected, so they still hang on the old one.",
        "Run the cells from `{challenge}` to this one again, once each and in their order.",
    ),
    "first-cell-not-run": (
        _ORDER,
        "Look at the first code cell of this notebook. It imports the tools and makes `{name}`.",
        "Run the first code cell (Shift+Enter), wait until a number stands in front of it, then run this cell again.",
    ),
    "given-changed": (
        _ORDER,
        "Look for a cell that begins with `{name} =`. The first cell made it {expected}, and it is {found} now.",
        "Run the first code cell again, then this one. Use another name where you want to keep something of your own.",
    ),
    # functions
    "not-a-function": (
        _FUNCTION,
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
        _FUNCTION,
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
        _FUNCTION,
        "Look for `{outer}` inside `{name}`: it was made outside, in an earlier cell.",
        "Make `{outer}` inside the function, in a line above the one that reads it.",
    ),
    "shared-layers": (
        _FUNCTION,
        "Look at where the layers of `{name}` are made: is it inside the function, or above it?",
        "Move every `keras.layers.…(…)` and `keras.Input(…)` into the function, indented by four spaces.",
    ),
    "local-not-made": (
        _FUNCTION,
        "Look for the line inside `{function}` that makes `{name}`. There is none, or it comes too late.",
        "Add a line that begins with `{name} =` inside the function, above the first line that reads it.",
    ),
    "local-before-assignment": (
        _FUNCTION,
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
    # plain values
    "wrong-type": (
        _VALUE,
        "Look at what is stored in `{name}`: it is {found}, and it should be {expected}.",
        "Let the *last* line that begins with `{name} =` store {expected}; `type({name})` shows what it holds.",
    ),
    "wrong-shape": (
        (
            "The shape says how many numbers lie along each axis. Slicing, transposing and joining change it; "
            "arithmetic mostly does not."
        ),
        "Print `{name}.shape` after each line of your cell. From which line on is it not what you expect?",
        "It should become {expected}. Look at the line before it turned into {found}.",
    ),
    "wrong-result": (
        _VALUE,
        "Print what goes into the line that makes `{name}`. Are these the numbers that you expect?",
        "It is {found} and should be {expected}. Check each number and each sign of that line against the task.",
    ),
    "wrong-numbers": (
        _VALUE,
        "Print the first few numbers of `{name}` and work one of them out by hand.",
        (
            "The shape is right, so the arithmetic is not: check factors, signs and the axis in the line that makes "
            "`{name}`."
        ),
    ),
}


# Labels that one set of three texts serves: mistakes with the same idea behind them.
_SIGNS = (
    (
        "Python reads a line sign by sign and guesses nothing. A line that stores something has three parts: a name, "
        "one `=`, and what is stored."
    ),
    "Look at line {line}, and compare it sign by sign with an example above that works.",
    (
        "The pattern of a layer's line is `x = keras.layers.Name(setting=…, setting=…)(…)`. What in line {line} has "
        "no place in it?"
    ),
)
_RETURNS = (
    _FUNCTION,
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
_TABLE = (
    (
        "A table has columns with names, rows in an order, and an index that labels the rows. Each of the three can "
        "differ."
    ),
    "Show the first rows of `{name}` with `.head()`, and its `.columns`, beside what the task asks for.",
    (
        "Names of columns are texts and count letter by letter. Selecting takes `[[…]]`, sorting `sort_values(…)`, "
        "and neither changes the table unless you store the result."
    ),
)
_COMPILED = (
    (
        "Compiling prepares a model for training: the loss is what training makes smaller, the optimizer is how, and "
        "the metrics are what people watch."
    ),
    "Look at the brackets of `compile` and compare each argument with the task: `optimizer`, `loss`, `metrics`.",
    (
        "The pattern is `model.compile(optimizer=…, loss=…, metrics=[…])`; run it again after every change, then the "
        "training."
    ),
)
_FITTED = (
    "`fit` shows the training images to the model, one batch after the other. An epoch is one pass over all of them.",
    (
        "Look at the brackets of `fit`: which images and labels, how many `epochs`, which `batch_size`, which "
        "`validation_data`?"
    ),
    (
        "The pattern is `history = model.fit(images, labels, epochs=…, validation_data=(…, …))`, with the values from "
        "the task."
    ),
)
_RAISED = (
    (
        "An error is a message, not a verdict. Its last line says what happened; the arrow in the lines above points "
        "to where."
    ),
    (
        "Read the last line of the error, then go to the line of your cell that it points to. What does that line "
        "call, and with what?"
    ),
    (
        "Take that line apart: put a `print` or a shorter line in front of it, until you see which value is not what "
        "you expect."
    ),
)
_LIBRARY = (
    (
        "Tools live in libraries, and a dot leads from one into the next. The layers of this course live in "
        "`keras.layers`; a layer's result has no layers of its own."
    ),
    "Look at the words before and behind each dot of that line, and compare them with an example above.",
    "The pattern is `keras.layers.Name(…)(…)`, with the name exactly as the text above writes it.",
)
_ONE_LAYER = (
    _CHAIN,
    (
        "Look at the last brackets of that layer. They should hold exactly one thing: the variable that the step "
        "before has made."
    ),
    (
        "The pattern is `keras.layers.Name(…)(the_step_before)`, without brackets, commas or further names around the "
        "variable."
    ),
)
_ACTIVATION_NAME = (
    SETTINGS["activation"],
    "Look at what stands behind `activation=`.",
    "The name alone, in quotes and in lower case, is enough: `activation='…'`.",
)
_AGAIN = (
    (
        "A name holds whatever was stored in it last, by whichever cell. The numbers in front of the cells, `[7]`, "
        "tell in which order they ran."
    ),
    "Look for another cell that stores something in `{name}` and whose number is higher than this one's.",
    "Do what the message says, and then run the cells below in their order, once each.",
)
_INDENTED = (
    "Lines that belong together begin at the same column. One that begins further left ends the block.",
    "Look at line {line} and at the lines above and below it: where does each begin?",
    "Put as many spaces in front of line {line} as the line above it has.",
)
_WHOLE_NUMBER = (
    (
        "Python tells numbers from texts: 3 is a number, '3' is a text, 3.0 a decimal number. What is counted needs a "
        "whole number."
    ),
    "Look at the quotes, points and brackets around the number, and at letters that look like digits.",
    "Leave away quotes, point and brackets: the plain number, such as `=3`, is all that is wanted.",
)
_BY_NAME = (
    (
        "Arguments without a name go to a layer's settings in a fixed order. With their names, `setting=value`, they "
        "can stand in any order, and none gets lost."
    ),
    "Write the name in front of each value in the first brackets. Is there one without a setting that the task names?",
    "The pattern is `keras.layers.Name(setting=…, setting=…)(…)`, with exactly the settings of the task.",
)
_NEW_MODEL = (
    _FUNCTION,
    "Look at the line that makes the model and at the `return` line: do both speak of the same name?",
    "The function ends with two steps: `model = keras.Model(…)` with input, output and name, then `return model`.",
)
_NOT_ASKED = (
    "A task asks for certain steps; more than those make something else of the network.",
    "Hold your cell line by line against the task. Which line does it not ask for?",
    "Put a `#` in front of that line, or remove it, and run the cell again.",
)
_KNOWN = (
    _NAMES,
    "Look at `{name}`: in which line, or in which cell above, does it get its value?",
    "Write the value itself in place of the name, or run the cell that makes it.",
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
_SHAPES = (
    SETTINGS["shape"],
    "Look at the round and square brackets of that line, one pair after the other: what does each of them do?",
    "A shape is a plain tuple in round brackets; a part of one is cut out with square brackets and a colon: `[…:…]`.",
)
_LETTERS = (
    _NAMES,
    "Read the word in the message letter by letter, and compare it with the text above.",
    "Copy the name from the text above, or type it anew with a plain keyboard layout.",
)
_SHARED = (
    (
        _SIGNS,
        "arrow backticks colon-for-equals curly-brackets double-comma double-dot loose-end minus-for-equals "
        "minus-in-name "
        "missing-equals missing-hash misspelt-keyword needless-word name-in-quotes digit-first space-in-name "
        "space-for-dot "
        "semicolon square-brackets times-sign two-equals walrus reversed-assignment print-brackets odd-sign "
        "unseen-sign "
        "pasted bracket-too-early def-without-brackets tuple-brackets set-for-tuple repeated-argument empty-argument",
    ),
    (HINTS["indentation"], "missing-indent unexpected-indent mixed-tabs return-outside"),
    (
        _RETURNS,
        "returns-variable returns-text returns-several returns-print returns-method returns-itself returns-bare "
        "returns-with-comma no-return return-not-reached yields",
    ),
    (HINTS["not-a-function"], "function-not-defined empty-function inner-function async-function"),
    (
        _TRIED,
        "returns-wrong returns-wrong-numbers returns-wrong-shape returns-other-kind prints-other prints-nothing "
        "other-change changes-argument extra-parameter missing-parameter parameter-name parameters-swapped "
        "missing-default wrong-default unexpected-parameter",
    ),
    (
        HINTS["wrong-shape"],
        "extra-first-axis missing-first-axis extra-last-axis missing-last-axis not-one-hot one-hot-too-many "
        "wrong-number-of-rows transposed",
    ),
    (
        HINTS["wrong-numbers"],
        "all-numbers-differ some-numbers-differ other-scale not-divided divided-twice signs-turned rows-turned "
        "columns-turned channels-turned transposed-square truths-turned holds-nan rows-in-other-order wrong-dtype",
    ),
    (
        HINTS["wrong-result"],
        "rounded percent other-case other-spaces differs-within wrong-length wrong-item",
    ),
    (
        _TABLE,
        "other-columns missing-columns extra-columns columns-in-other-order other-rows rows-sorted-otherwise "
        "other-index "
        "wrong-cell wrong-column-type",
    ),
    (
        _COMPILED,
        "not-compiled wrong-loss wrong-loss-setting wrong-optimizer wrong-optimizer-setting wrong-metric "
        "wrong-metric-settings missing-metric extra-metric",
    ),
    (_FITTED, "not-trained wrong-epochs wrong-steps not-validated validated-unasked not-recorded"),
    (
        _RAISED,
        "raised raised-inside raised-silently function-raised hidden-error own-raise own-assert never-ends too-large "
        "trained-inside",
    ),
    (
        _LIBRARY,
        "other-library not-in-library module-called misspelt-import method-for-layer no-such-method only-models-have "
        "function-of-numbers",
    ),
    (_ONE_LAYER, "two-inputs input-in-list extra-operation in-a-list own-model"),
    (_ACTIVATION_NAME, "activation-called activation-class activation-in-list activation-setting linear-activation"),
    (HINTS["wrong-input-shape"], "input-flattened input-grey input-left-open input-without-height images-as-shape"),
    (HINTS["ran-twice"], "out-of-order"),
    (_AGAIN, "remade-after stacked-after remade-input overwrites-earlier"),
    (
        (_BRACKETS, *HINTS["layer-not-called"][1:]),
        "layer-class-stored layer-beside-input line-not-connected line-without-brackets",
    ),
    (_ONE_LAYER, "called-on-function quoted-name input-called only-an-input layer-used-twice sign-between"),
    (HINTS["not-stored"], "line-not-stored only-printed print-stored never-called own-returns-nothing"),
    (HINTS["other-name"], "other-name-overwrites exchanged"),
    (HINTS["wrong-layer"], "own-layer operation-for-layer"),
    (HINTS["model-starts-late"], "model-on-images"),
    (HINTS["called-on-images"], "images-stored"),
    (HINTS["model-not-tensor"], "model-for-input"),
    (HINTS["equals-sign"], "compares"),
    (HINTS["unmatched-bracket"], "wrong-closing-bracket round-for-slice"),
    (_INDENTED, "lost-indent"),
    (_WHOLE_NUMBER, "number-wanted letter-for-digit"),
    (_BY_NAME, "value-too-many value-as-argument setting-behind-brackets"),
    (_ACTIVATION_NAME, "activation-as-text"),
    (_NEW_MODEL, "kept-model returns-outer second-model empty-sequential"),
    (_NOT_ASKED, "not-asked-yet sets-attribute extra-round other-challenge"),
    (_KNOWN, "unknown-value module-overwritten"),
    (HINTS["input-counts-images"], "batch-shape"),
    (_SIGNS, "adds-instead sign-for-dot dot-before-bracket dot-in-name missing-between missing-def"),
    (_BY_NAME, "argument-called worked-out unasked-argument"),
    (_ONE_LAYER, "brackets-too-many dot-for-brackets tensor-called unknown-input unknown-above target-read two-names"),
    (
        _JOINED,
        "model-new-input model-disconnected model-end-no-result model-ends model-not-built model-called "
        "other-model-class",
    ),
    (_CALLED, "function-not-called function-for-result local-outside"),
    (_SHAPES, "shape-called slice-outside python-input layer-for-input only-a-shape"),
    (_LETTERS, "capital-word other-alphabet"),
    (_NOT_ASKED, "deleted own-exit waits-for-typing calls-itself"),
    (
        HINTS["wrong-result"],
        "wrong-sign wrong-setting comma-too-many other-order other-key missing-key extra-key missing-member "
        "extra-member",
    ),
)
HINTS |= {label: texts for texts, labels in _SHARED for label in labels.split()}


def hints_for(diagnosis: Diagnosis) -> tuple[str, str, str] | None:
    """The three hints for a mistake, or None when there is none to speak of, or no text for it.

    Parameters
    ----------
    diagnosis : Diagnosis
        What was found in the present answer.

    Examples
    --------
    >>> details = {"layer": "`Conv2D`", "setting": "filters", "found": "8", "expected": "16"}
    >>> hints_for(Diagnosis("conv2d", Status.NEEDS_WORK, "wrong-value", "", details))[2]
    'Among the settings of `Conv2D`, write `filters=16`. Everything else can stay.'
    """
    texts = HINTS.get(diagnosis.label)
    if texts is None or diagnosis.status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
        return None
    known = {**diagnosis.details, **_explained(diagnosis.details)}
    try:
        first, second, third = (text.format_map(known) for text in texts)
    except KeyError:  # a finding that knows less than these texts speak of
        return None
    return first, second, third


def _explained(details: Mapping[str, str]) -> dict[str, str]:
    """What the texts speak of besides the details themselves."""
    setting, expected = details.get("setting", ""), details.get("expected", "")
    kind = re.sub(r".*`(.+)`.*", r"\1", details.get("layer", expected))
    concepts = (
        SETTINGS.get(setting),
        ACTIVATIONS.get(expected),
        LAYERS.get(details.get("found", "")) if expected in LAYERS else None,
        LAYERS.get(expected),
        LAYERS.get(kind),
    )
    general = (
        f"`{setting}` is one of the settings that we choose ourselves; the network does not learn it."
        if setting
        else _CHAIN
    )
    return {
        "concept": next((one for one in concepts if one), general),
        "kind": kind,
        "code": f"{setting}={_literal(expected)}",
    }


def _literal(value: str) -> str:
    """The value as it is typed: a text with its quotes."""
    try:
        ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return repr(value)
    return value
