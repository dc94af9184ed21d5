"""Print the order of diagnosis: `python3 -m lesson_utils.checking.rules`."""

from lesson_utils.checking.rules.walking import outline

if __name__ == "__main__":
    print(outline())
