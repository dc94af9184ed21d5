"""The order of diagnosis, from top to bottom: of all that can be said of an answer, the first thing found is told."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs import afterwards, connected, instead, lines, lost, plain, returned, waiting
from lesson_utils.checking.rules.differs import settings as different
from lesson_utils.checking.rules.earlier import blame, variables
from lesson_utils.checking.rules.raised import (
    around,
    attributes,
    brackets,
    connections,
    error,
    imports,
    input_shape,
    inputs,
    inside,
    model_ends,
    names,
    places,
    positions,
    settings,
    solution,
    steps,
)
from lesson_utils.checking.rules.rule import Rule, Stage
from lesson_utils.checking.rules.stored import why
from lesson_utils.checking.rules.unreadable import blocks, looks, pairs, signs, words
from lesson_utils.checking.rules.written import blanks, cell

ORDER: tuple[Rule[Any], ...] = (
    # ------------------------------------------------------------------------------------------------------------------
    # Python cannot read it: signs that it does not know, blocks, brackets,
    signs.pasted,
    signs.smart_quotes,
    signs.unseen_sign,
    signs.odd_sign,
    blocks.foreign_function,
    blocks.mixed_tabs,
    blocks.class_for_def,
    blocks.return_outside,
    blocks.return_without_def,
    blocks.empty_block,
    blocks.missing_indent,
    blocks.lost_indent,
    blocks.unexpected_indent,
    blocks.indentation,
    pairs.unclosed_backtick,
    pairs.unclosed_quote,
    pairs.setting_not_closed,
    pairs.bracket_too_late,
    pairs.unclosed_bracket,
    pairs.bracket_too_early,
    pairs.wrong_partner,
    pairs.bracket_left_open,
    # what the line looks like (a table, row by row), what Python says, and the line above.
    looks.needless_word,
    looks.misspelt_keyword,
    looks.missing_hash,
    looks.missing_comma_in_line,
    *looks.ROWS,
    words.compares,
    words.shape_needs_tuple,
    words.tuple_brackets,
    words.positional_after_keyword,
    words.repeated_argument,
    words.missing_comma,
    words.missing_colon,
    words.equals_sign,
    looks.line_above,
    words.not_python,
    # ------------------------------------------------------------------------------------------------------------------
    # As written: there is nothing in it to run, or it stores nothing.
    blanks.blank_for_nothing,
    blanks.blanks_to_fill,
    cell.commented_out,
    cell.nothing_written,
    cell.compares,
    cell.arrow,
    cell.minus_for_equals,
    cell.pasted_label,
    cell.colon_for_equals,
    cell.adds_instead,
    # ------------------------------------------------------------------------------------------------------------------
    # What it raised. First what the exception itself tells.
    error.interrupted,
    error.stray_comma,
    error.own_exit,
    error.calls_itself,
    error.own_raise,
    error.own_assert,
    # A name that Python does not know: signs in it, words without quotes,
    names.compared,
    names.local_not_stored,
    names.variable_for_name,
    names.local_before_assignment,
    names.minus_in_name,
    names.comma_for_dot,
    names.bare_activation_function,
    names.bare_activation_called,
    names.missing_quotes,
    # what this challenge or an earlier one should have made,
    steps.function_not_defined,
    steps.target_read,
    steps.deleted_here,
    steps.lost_in_a_function,
    steps.local_not_made,
    steps.earlier_not_run,
    steps.first_cell_not_run,
    # words of Keras', of other libraries, of other languages,
    names.missing_prefix,
    names.layer_in_other_case,
    names.capital_word,
    names.other_library,
    # names of the answer's own, and what such a name stands for.
    names.result_not_stored,
    names.local_outside,
    names.misspelt_name,
    names.not_made_to_return,
    names.letter_for_digit,
    names.dot_in_name,
    places.argument_called,
    places.model_of_its_own,
    places.unknown_input,
    places.unknown_above,
    places.unknown_value,
    places.unknown_name,
    # Something looked up where it is not: in a layer's result, and anywhere else.
    attributes.given_overwritten,
    attributes.module_overwritten,
    attributes.misspelt_in_a_tensor,
    attributes.input_in_front,
    attributes.added_to_result,
    attributes.only_models_have,
    attributes.method_for_layer,
    attributes.no_such_method,
    attributes.dot_for_brackets,
    attributes.misspelt_shape,
    attributes.model_of_another_kind,
    attributes.activation_as_text,
    attributes.misspelt_attribute,
    attributes.not_in_library,
    attributes.unknown_layer,
    # An import that failed.
    imports.library_not_used_here,
    imports.misspelt_import,
    imports.layer_from_elsewhere,
    imports.misspelt_import_from,
    # The statement in the line that raised.
    error.two_names,
    error.not_asked_yet,
    brackets.slice_outside,
    brackets.square_brackets,
    # Each call in that line: what cannot be right, whatever the exception says. The shape of an input,
    input_shape.shape_called,
    input_shape.python_input,
    input_shape.waits_for_typing,
    input_shape.image_as_shape,
    input_shape.images_as_shape,
    input_shape.shape_needs_tuple,
    # what is called, and with which brackets,
    brackets.bracket_too_late,
    brackets.setting_behind_brackets,
    brackets.module_called,
    brackets.model_called,
    brackets.tensor_called,
    brackets.function_of_numbers,
    brackets.method_of_a_tensor,
    connections.input_in_first_brackets,
    # settings by a name,
    settings.other_model_class,
    settings.setting_of_another_layer,
    settings.value_as_argument,
    settings.worked_out,
    settings.given_already,
    settings.misspelt_argument,
    settings.unknown_argument,
    settings.given_twice,
    # settings without one, and their values,
    positions.model_name_by_place,
    positions.values_swapped_by_place,
    positions.argument_in_wrong_place,
    positions.value_too_many,
    settings.number_wanted,
    settings.activation_called,
    settings.activation_in_list,
    settings.unknown_activation,
    # what a layer is called on,
    connections.input_called,
    connections.setting_in_second_brackets,
    connections.brackets_too_many,
    connections.called_on_nothing,
    connections.two_inputs,
    inputs.part_of_a_result,
    inputs.input_in_list,
    inputs.two_inputs_in_list,
    inputs.called_on_shape,
    inputs.quoted_name,
    inputs.activation_in_second_brackets,
    inputs.line_without_brackets,
    inputs.function_not_called,
    inputs.line_not_connected,
    inputs.called_on_function,
    inputs.called_on_layer,
    inputs.called_on_value,
    # and where a model begins and ends.
    model_ends.quoted_end,
    model_ends.end_is_no_result,
    model_ends.model_new_input,
    model_ends.end_not_called,
    model_ends.model_on_images,
    model_ends.ends_swapped,
    brackets.layer_used_twice,
    # The function around the line, where the checker called it.
    inside.input_differs,
    inside.outer_result_by_a_slip,
    inside.outer_result,
    # Once more each call: does the model begin too late?
    model_ends.model_starts_late,
    # The cell around the line.
    around.other_layer_before,
    around.layers_in_a_list,
    around.too_many_rounds,
    around.stored_aside,
    around.begins_elsewhere,
    around.not_stored,
    around.flat_too_early,
    around.wrong_rank,
    # And each call beside the solution's.
    settings.missing_argument,
    solution.values_swapped,
    solution.left_out,
    solution.wrong_value,
    solution.unknown_padding,
    solution.unasked_argument,
    solution.other_layer,
    solution.model_for_layer,
    # ------------------------------------------------------------------------------------------------------------------
    # Nothing explains what it raised: the error's own words.
    error.raised_inside_tensorflow,
    error.raised_silently,
    error.function_raised,
    error.just_raised,
    # ------------------------------------------------------------------------------------------------------------------
    # What is stored: a name that holds nothing, or nothing new.
    why.not_run,
    why.line_behind_a_hash,
    why.no_such_function,
    why.hidden_error,
    why.deleted,
    why.function_never_called,
    why.condition_not_met,
    why.gone_since,
    why.unchanged,
    why.other_name,
    why.own_model,
    why.only_printed,
    why.call_not_stored,
    why.not_stored,
    # ------------------------------------------------------------------------------------------------------------------
    # What differs from what the solution stores: first what else may have happened, then how it is connected, then
    # settings and lines, then what a function returns; in the end the difference itself.
    connected.other_input,
    afterwards.changed_since,
    instead.called_and_not_stored,
    instead.input_among_settings,
    lost.under_another_name,
    instead.stray_comma,
    lost.behind_a_hash,
    instead.only_an_input,
    instead.in_a_collection,
    instead.print_stored,
    instead.stores_what_returns_nothing,
    instead.called_on_images,
    instead.lambda_not_called,
    waiting.computes_with_all_images,
    waiting.waits_for_typing,
    connected.reads_an_input_of_its_own,
    connected.starts_late,
    connected.starts_again,
    connected.reads_other,
    connected.model_starts_late,
    connected.model_new_input,
    connected.ends_swapped,
    connected.model_ends_early,
    lost.result_lost,
    different.batch_shape,
    different.curly_brackets,
    different.linear_activation,
    different.misspelt_name,
    different.set_by_a_line,
    different.values_swapped,
    different.argument_in_wrong_place,
    different.value_too_many,
    different.swapped_between,
    lines.sign_between_brackets,
    lines.two_attempts,
    lines.a_round_too_many,
    lines.extra_layer_in_a_line,
    returned.function_overwritten,
    returned.calls_itself,
    returned.async_function,
    returned.yields,
    returned.returns_early,
    returned.kept_model,
    returned.returns_outer,
    returned.inner_function,
    returned.empty_sequential,
    returned.second_model,
    returned.empty_function,
    returned.error_hidden_inside,
    returned.returns_what_a_method_gives,
    returned.returns_print,
    returned.bare_return,
    returned.inner_function_only,
    returned.returns_none,
    returned.emptied_before,
    returned.return_not_reached,
    returned.returns_a_tuple,
    returned.returns_a_text,
    returned.returns_itself,
    returned.returns_a_method,
    returned.returns_another_variable,
    plain.wrong_value,
    plain.wrong_layer,
    plain.wrong_input,
    plain.slips,
    plain.inputs,
    plain.layers,
    plain.activations,
    plain.no_result,
    plain.models,
    plain.trainings,
    plain.functions,
    plain.arrays,
    plain.values,
    # ------------------------------------------------------------------------------------------------------------------
    # Whatever was found: it may be no mistake of this answer.
    blame.other_answer,
    blame.given_changed,
    # ------------------------------------------------------------------------------------------------------------------
    # Each variable that earlier steps make and this one reads.
    variables.earlier_not_run,
    variables.something_else,
    variables.later_step,
    variables.ran_twice,
    variables.other_result,
    variables.overwrites_earlier,
    variables.earlier_ran_twice,
    variables.out_of_order,
    variables.earlier_wrong,
)


class Told(NamedTuple):
    """A finding, and whether the rule that found it says that it explains itself."""

    finding: Finding
    explains_itself: bool


def walk(cases: Mapping[Stage, Sequence[Any]]) -> Told | None:
    """What the first rule finds that finds anything, in the order from top to bottom.

    Parameters
    ----------
    cases : mapping of Stage to sequence
        What each stage hands its rules; see `rule`. Stages that are left out are passed over. Of several cases of a
        stage, each is looked at by all the rules that stand together before the next one is.
    """
    for stage, together in _GROUPS:
        for case in cases.get(stage, ()):
            for each in together:
                finding = each.look(case)
                if finding is not None:
                    return Told(finding, each.explains_itself)
    return None


def first(stage: Stage, case: Any) -> Told | None:
    """The same for one case of one stage."""
    return walk({stage: [case]})


_GROUPS = [(stage, tuple(together)) for stage, together in itertools.groupby(ORDER, key=lambda each: each.stage)]


def outline() -> str:
    """The order as a table of contents: each stage with its rules, their labels, and what each looks for."""
    lines: list[str] = []
    for stage, together in _GROUPS:
        lines += ["", f"{stage.value}", "-" * len(stage.value)]
        for each in together:
            mark = "*" if each.explains_itself else " "
            lines.append(f"{mark} {', '.join(each.labels):32} {each.meaning}")
    return "\n".join(["* explains itself: no earlier step is blamed", *lines])
