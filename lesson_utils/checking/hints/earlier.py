"""Hints about earlier cells: run twice, not run, or run in another order."""

from lesson_utils.checking.hints.concepts import CHAIN, ORDER, STACKING, Families

HINTS = {
    "ran-twice": (
        STACKING,
        "Nothing is wrong with your code. `{name}` had been through `{layer}` already when this cell ran again.",
        'Type `catch_up("{restart}")` in a cell of its own and run it, then run your answer once.',
    ),
    "earlier-ran-twice": (
        STACKING,
        "Nothing is wrong with this cell. A `{layer}` too many came into `{name}` in a cell above.",
        'Type `catch_up("{challenge}")` in a cell of its own and run it, then run the cells after it once each.',
    ),
    "earlier-not-run": (
        ORDER,
        "`{name}` is made by an earlier challenge, `{challenge}`. Has its cell a number in front, or is it empty?",
        'Run the cell of `{challenge}` and then this one, or type `catch_up("{challenge}")`.',
    ),
    "earlier-missing": (
        ORDER,
        "Look at the challenge `{challenge}`: has its cell run since the network was begun?",
        'Run the cell of `{challenge}`, then this one, once each, or type `catch_up("{challenge}")` first.',
    ),
    "left-over": (
        "A name holds whatever was stored in it last. An earlier try replaced the result that this cell wants to read.",
        "This cell is not at fault: `{name}` held {found} when it ran.",
        'Type catch_up("{restart}"), then run this cell once more. No line has to change.',
    ),
    "earlier-wrong": (
        CHAIN + " So a mistake in an early layer shows in all that follow.",
        "Look at {layer} in the challenge `{challenge}`, not at this cell.",
        'Ask `check("{challenge}")`, mend that cell, and run the cells from there to here once each.',
    ),
    "stale-input": (
        ORDER,
        "`{name}` was made anew after the layers had been connected, so they still hang on the old one.",
        "Run the cells from `{challenge}` to this one again, once each and in their order.",
    ),
    "first-cell-not-run": (
        ORDER,
        "Look at the first code cell of this notebook. It imports the tools and makes `{name}`.",
        "Run the first code cell (Shift+Enter), wait until a number stands in front of it, then run this cell again.",
    ),
    "given-changed": (
        ORDER,
        "Look for a cell that begins with `{name} =`. The first cell made it {expected}, and it is {found} now.",
        "Run the first code cell again, then this one. Use another name where you want to keep something of your own.",
    ),
}

# Mistakes with the same idea behind them share three texts.
_AGAIN = (
    (
        "A name holds whatever was stored in it last, by whichever cell. The numbers in front of the cells, `[7]`, "
        "tell in which order they ran."
    ),
    "Look for another cell that stores something in `{name}` and whose number is higher than this one's.",
    "Do what the message says, and then run the cells below in their order, once each.",
)
FAMILIES: Families = (
    (
        HINTS["ran-twice"],
        "out-of-order",
    ),
    (
        _AGAIN,
        "remade-after stacked-after remade-input earlier-holds gone removed-since overwrites-earlier",
    ),
)
