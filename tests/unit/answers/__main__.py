"""Print how the checker judges every table: `python3 -m tests.unit.answers`."""

from tests.unit.answers import play, tables


def main() -> None:
    """One line per answer, then the accuracy per challenge."""
    summary = []
    for challenge_id, answers in tables().items():
        told = [(answer, play(answer)) for answer in answers]
        for answer, diagnosis in told:
            mark = " " if diagnosis.label == answer.label else "!"
            print(f"{mark} {challenge_id}: {answer.why}\n    {diagnosis.label}: {diagnosis.message}")
            if mark == "!":
                print(f"    expected: {answer.label}")
        verdicts = sum((answer.label == "correct") == diagnosis.passed for answer, diagnosis in told)
        labels = sum(answer.label == diagnosis.label for answer, diagnosis in told)
        summary.append(f"{challenge_id}: {verdicts} of {len(told)} judged right, {labels} labels as expected")
    print("\n" + "\n".join(summary))


if __name__ == "__main__":
    main()
