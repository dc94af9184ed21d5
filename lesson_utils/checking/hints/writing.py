"""Hints about writing code: names, quotes, brackets, and cells that Python cannot read."""

from lesson_utils.checking.hints.concepts import NAMES, PAIRS, QUOTES, STORE, Families

HINTS = {
    # names, spelling, quotes
    "not-stored": (
        STORE,
        "Look at the beginning of your line: nothing there takes the result.",
        "Begin the line with `{name} =` and let everything else follow.",
    ),
    "other-name": (
        STORE,
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
        NAMES,
        "Look for `{name}` in your cell. There is something that is called nearly like it.",
        "Write `{close}` instead of `{name}`.",
    ),
    "unknown-name": (
        NAMES,
        "Look for `{name}` in your cell. Where should it have been made: here, or in a cell above that has not run?",
        "Correct its spelling, or run the cell above that begins with `{name} =`.",
    ),
    "misspelt-layer": (
        NAMES,
        "Look at `{found}`, letter by letter. Layers begin with a capital, and they live in `keras.layers`.",
        "Write `{close}(…)` instead of `{found}(…)`.",
    ),
    "unknown-layer": (
        NAMES,
        "Look at `{found}` and compare it with the names of the layers in the text above.",
        "The pattern is `keras.layers.Name(…)`, with the name exactly as the text above writes it.",
    ),
    "missing-prefix": (
        "Keras keeps its tools in drawers: a dot leads from one into the next. A name alone is not found in them.",
        "Look at `{found}`: what stands in front of it in the examples above?",
        "Put `{module}.` directly in front of `{found}`.",
    ),
    "missing-quotes": (
        QUOTES,
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
        PAIRS,
        (
            "Put the cursor behind the opening brackets in line {line}: JupyterLab shows the partner of each. One has "
            "none."
        ),
        "The pattern is `x = Layer(…)(…)`, where a tuple inside, such as `(3, 3)`, brings a pair of its own.",
    ),
    "unmatched-bracket": (
        PAIRS,
        (
            "Read line {line} from the left: add one at each opening bracket, take one away at each closing one. "
            "Where do you fall below zero?"
        ),
        "Remove the closing bracket that has no partner, or add the opening one that it belongs to.",
    ),
    "unclosed-quote": (
        PAIRS,
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
        PAIRS,
        "Compare line {line} with the example above it, sign by sign: brackets, commas, quotes, equals signs.",
        "The pattern of a layer's line is `x = keras.layers.Name(setting=…, setting=…)(…)`.",
    ),
}

# Mistakes with the same idea behind them share three texts.
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
_NOT_ASKED = (
    "A task asks for certain steps; more than those make something else of the network.",
    "Hold your cell line by line against the task. Which line does it not ask for?",
    "Put a `#` in front of that line, or remove it, and run the cell again.",
)
_KNOWN = (
    NAMES,
    "Look at `{name}`: in which line, or in which cell above, does it get its value?",
    "Write the value itself in place of the name, or run the cell that makes it.",
)
_LETTERS = (
    NAMES,
    "Read the word in the message letter by letter, and compare it with the text above.",
    "Copy the name from the text above, or type it anew with a plain keyboard layout.",
)
FAMILIES: Families = (
    (
        _SIGNS,
        "arrow backticks colon-for-equals curly-brackets double-comma double-dot loose-end minus-for-equals "
        "minus-in-name missing-equals missing-hash misspelt-keyword needless-word name-in-quotes digit-first "
        "space-in-name space-for-dot semicolon square-brackets times-sign two-equals walrus reversed-assignment "
        "print-brackets odd-sign unseen-sign pasted bracket-too-early def-without-brackets tuple-brackets "
        "set-for-tuple repeated-argument empty-argument adds-instead sign-for-dot dot-before-bracket dot-in-name "
        "dot-for-comma note-behind-code "
        "missing-between missing-def",
    ),
    (
        HINTS["indentation"],
        "missing-indent unexpected-indent mixed-tabs return-outside empty-block",
    ),
    (
        _RAISED,
        "raised raised-inside raised-silently function-raised hidden-error own-raise own-assert never-ends "
        "too-large trained-inside",
    ),
    (
        _LIBRARY,
        "other-library not-in-library module-called misspelt-import method-for-layer no-such-method "
        "only-models-have function-of-numbers",
    ),
    (
        HINTS["not-stored"],
        "line-not-stored call-not-stored only-printed print-stored never-called own-returns-nothing",
    ),
    (
        HINTS["other-name"],
        "other-name-overwrites exchanged",
    ),
    (
        HINTS["equals-sign"],
        "compares",
    ),
    (
        HINTS["unmatched-bracket"],
        "wrong-closing-bracket round-for-slice setting-not-closed",
    ),
    (
        _INDENTED,
        "lost-indent",
    ),
    (
        _WHOLE_NUMBER,
        "number-wanted letter-for-digit",
    ),
    (
        _NOT_ASKED,
        "not-asked-yet sets-attribute extra-round other-challenge deleted own-exit waits-for-typing calls-itself",
    ),
    (
        _KNOWN,
        "unknown-value module-overwritten",
    ),
    (
        _LETTERS,
        "capital-word other-alphabet",
    ),
)
