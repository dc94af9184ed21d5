"""Hints about settings: a layer's arguments, its activation, the input's shape."""

from lesson_utils.checking.hints.concepts import LAYERS, NAMES, SETTINGS, Families

HINTS = {
    # settings of layers
    "wrong-value": (
        "{concept}",
        "The layer is the right one. Look at `{setting}` in {layer}, and at the number that the task names for it.",
        "Among the settings of {layer}, write `{code}`. Everything else can stay.",
    ),
    "swapped-between": (
        "{concept}",
        "Look at `{setting}` in both `{layer}` lines, and at the order in which the task names the two.",
        "Exchange the two values of `{setting}`; everything else can stay.",
    ),
    "missing-argument": (
        "{concept}",
        "Look at the brackets of `{function}`: `{setting}` has no default value, so you have to give it.",
        "Add `{setting}=…` to the brackets of `{function}`, separated by a comma, with the value from the task.",
    ),
    "misspelt-argument": (
        NAMES,
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
}

# Mistakes with the same idea behind them share three texts.
_ACTIVATION_NAME = (
    SETTINGS["activation"],
    "Look at what stands behind `activation=`.",
    "The name alone, in quotes and in lower case, is enough: `activation='…'`.",
)
_BY_NAME = (
    (
        "Arguments without a name go to a layer's settings in a fixed order. With their names, `setting=value`, they "
        "can stand in any order, and none gets lost."
    ),
    "Write the name in front of each value in the first brackets. Is there one without a setting that the task names?",
    "The pattern is `keras.layers.Name(setting=…, setting=…)(…)`, with exactly the settings of the task.",
)
_SHAPES = (
    SETTINGS["shape"],
    "Look at the round and square brackets of that line, one pair after the other: what does each of them do?",
    "A shape is a plain tuple in round brackets; a part of one is cut out with square brackets and a colon: `[…:…]`.",
)
FAMILIES: Families = (
    (
        _ACTIVATION_NAME,
        "activation-called activation-class activation-in-list activation-setting linear-activation activation-as-text",
    ),
    (
        HINTS["wrong-input-shape"],
        "input-flattened input-grey input-left-open input-without-height images-as-shape input-too-long image-as-shape",
    ),
    (
        _BY_NAME,
        "value-too-many value-as-argument setting-behind-brackets argument-called worked-out unasked-argument "
        "lands-twice unknown-padding model-name-by-place given-already variable-for-name",
    ),
    (
        HINTS["input-counts-images"],
        "batch-shape",
    ),
    (
        _SHAPES,
        "shape-called slice-outside python-input layer-for-input only-a-shape shape-for-input",
    ),
)
