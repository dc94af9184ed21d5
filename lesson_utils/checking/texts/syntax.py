"""What the checker says of a cell that Python cannot read."""

TEXTS = {
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
        "The indentation of line {line} is missing: it belongs to the line above that ends with a colon. Begin it, and "
        "every line that belongs there, four spaces further right."
    ),
    "mixed-tabs": (
        "The indentation of line {line} is made of tabs where other lines have spaces. They look alike, but not "
        "to Python: use spaces only."
    ),
    "return-outside": (
        "The `return` in line {line} stands outside any function. Inside a function, it and the lines above it "
        "are indented; elsewhere it is not needed."
    ),
    "return-without-def": (
        "The `return` in line {line} belongs to a function, and no line above begins one. Begin with a `def` line, and "
        "indent all that belongs to it."
    ),
    "unclosed-bracket": (
        "The bracket `{bracket}` in line {line} is never closed. Count the opening and the closing ones: each needs "
        "its partner."
    ),
    "setting-not-closed": (
        "In line {line} the bracket behind `{name}=` is not closed before the next setting begins. Close it right "
        "behind its last number."
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
    "class-for-def": (
        "Line {line} begins with `class`, which describes a new kind of thing. A function begins with `def`: write "
        "that in its place."
    ),
    "needless-word": (
        "In line {line}, remove `{found}`: Python stores a value without such a word, with a name and one `=`."
    ),
    "print-brackets": "In line {line}, `print` needs round brackets around what it shall print.",
    "note-behind-code": (
        "Behind the code in line {line} stands `{found}`, which reads like a note. Put a `#` in front of it, or "
        "remove it."
    ),
    "dot-for-comma": "In line {line} a dot stands behind `{found}`, where a comma belongs.",
    "empty-block": (
        "Line {line} opens a block, but no code follows in it; a comment does not count. Write its lines below, "
        "indented by four spaces."
    ),
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
}
