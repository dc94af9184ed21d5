"""What the checker says of right answers, answers that are not there yet, and what the checker says of itself."""

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
    "check-stopped": "The check was stopped before it ended. Run it again when you are ready.",
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
    # the call of check itself, and our own faults
    "unknown-challenge": "There is no challenge called “{found}”. Did you mean “{close}”?",
    "checker-problem": (
        "The checker itself stumbled ({error}), which says nothing about your answer. Please go on with the lesson "
        "and tell your instructor."
    ),
}
