"""Hints about plain values and arrays."""

from lesson_utils.checking.hints.concepts import VALUE, Families

HINTS = {
    "wrong-type": (
        VALUE,
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
        VALUE,
        "Print what goes into the line that makes `{name}`. Are these the numbers that you expect?",
        "It is {found} and should be {expected}. Check each number and each sign of that line against the task.",
    ),
    "wrong-numbers": (
        VALUE,
        "Print the first few numbers of `{name}` and work one of them out by hand.",
        (
            "The shape is right, so the arithmetic is not: check factors, signs and the axis in the line that makes "
            "`{name}`."
        ),
    ),
}

# Mistakes with the same idea behind them share three texts.
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
FAMILIES: Families = (
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
        "rounded percent other-case other-spaces differs-within wrong-length wrong-item wrong-sign wrong-setting "
        "comma-too-many other-order other-key missing-key extra-key missing-member extra-member",
    ),
    (
        _TABLE,
        "other-columns missing-columns extra-columns columns-in-other-order other-rows rows-sorted-otherwise "
        "other-index wrong-cell wrong-column-type",
    ),
    (
        _COMPILED,
        "not-compiled wrong-loss wrong-loss-setting wrong-optimizer wrong-optimizer-setting wrong-metric "
        "wrong-metric-settings missing-metric extra-metric",
    ),
    (
        _FITTED,
        "not-trained wrong-epochs wrong-steps not-validated validated-unasked not-recorded",
    ),
)
