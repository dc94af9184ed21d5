"""The learner's network so far as one picture, which grows from challenge to challenge."""

from dataclasses import asdict, dataclass
from functools import cached_property
from html import escape
from typing import Any

from lesson_utils.visualise.network_picture.blocks import Block, blocks_of
from lesson_utils.visualise.network_picture.drawing import draw_block, scale_of
from lesson_utils.visualise.network_picture.questions import question_about, times

TITLE = "Your network so far"
_ROW = "display:flex;flex-wrap:wrap;align-items:flex-end;gap:0.9em 1.1em;margin:0.6em 0 0 0;padding:0;list-style:none"
_BLOCK = "display:grid;justify-items:start;align-content:end;gap:0.1em;margin:0"


@dataclass(frozen=True)
class GrowingNetwork:
    """A picture of a network, ready for a stored page and for a live one."""

    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The picture in one line of words."""
        return f"{TITLE}: {' → '.join(map(_in_words, self.blocks))}."

    @cached_property
    def html(self) -> str:
        """The picture as HTML that carries its looks with it and needs no script."""
        scale = scale_of([block.shape for block in self.blocks])
        items = [self._item(at, draw_block(block.kind, block.shape, scale).svg) for at, block in enumerate(self.blocks)]
        total = sum(block.count for block in self.blocks)
        learns = f", {total:,} numbers to learn in all" if total else ""
        return (
            f'<figure class="network-picture" style="margin:0.6em 0"><figcaption><b>{TITLE}</b>, one image in it, '
            f'drawn to scale{learns}</figcaption><ol style="{_ROW}">{"".join(items)}</ol></figure>'
        )

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the browser needs to show it and to ask for the newest block's size: a dict that JSON can hold."""
        question = question_about(self.blocks)
        return {"html": self.html, "question": asdict(question) if question else None}

    def _item(self, at: int, svg: str) -> str:
        block = self.blocks[at]
        newest = " data-newest" if at == len(self.blocks) - 1 else ""
        count = f"<small>learns {block.count:,}</small>" if block.count else "<small>learns nothing</small>"
        return (
            f'<li style="{_BLOCK}"{newest}>{svg}<b>{escape(block.kind)}</b>'
            f'<span class="size">{times(block.shape)}</span>{count}</li>'
        )


def growing_network(value: Any) -> GrowingNetwork | None:
    """Draw the learner's network so far, its blocks to scale from pixels to classes.

    Parameters
    ----------
    value : keras.KerasTensor or keras.Model
        What the newest layer returned, or the finished model.

    Returns
    -------
    GrowingNetwork or None
        None for anything else, and for a network that is no chain of layers with known sizes.
    """
    blocks = blocks_of(value)
    return GrowingNetwork(tuple(blocks)) if blocks else None


def _in_words(block: Block) -> str:
    learns = f" (learns {block.count:,} numbers)" if block.count else ""
    return f"{block.kind} {times(block.shape)}{learns}"
