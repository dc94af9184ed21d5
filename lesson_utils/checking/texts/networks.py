"""What the checker says of the first difference between two networks, in this cell or in an earlier one."""

TEXTS = {
    # the first difference in the network
    "wrong-input-shape": (
        "The input's shape is {found}; one image of this data set is {expected}: height, width, channels."
    ),
    "input-counts-images": (
        "The input's shape is {found}. Its first number counts the images; the input describes a single image: "
        "{expected}."
    ),
    "input-too-long": (
        "The input's shape is {found}, with a number too many at the end. One image has three: {expected}, height, "
        "width, channels."
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
        "The activation of {layer} is the function `{found}`, which does not do the same as {expected!r}."
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
    "swapped-between": (
        "Two `{layer}` have each other's `{setting}`: the first should have {expected!r}, the second "
        "{expected_second!r}."
    ),
    "loop-begins-again": (
        "In each round of the loop, `{layer}` in line {line} reads `{name}` again, so nothing is left of the round "
        "before. Read what the loop itself stores, and store `{name}` there first."
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
    "gone": (
        "`{name}` is gone since this cell ran, and the cell itself reads it. Go back with "
        'catch_up("{restart}"), then run this cell once.'
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
    "earlier-holds": (
        '`{name}` held {found} when this cell ran, not what `{challenge}` makes. See what check("{challenge}") '
        'says, or type catch_up("{challenge}"); then run this cell once.'
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
}
