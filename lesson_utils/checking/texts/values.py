"""What the checker says of values, arrays, tables, and how a model was compiled and trained."""

TEXTS = {
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
}
