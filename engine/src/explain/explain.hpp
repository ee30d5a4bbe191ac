// From the steps of an evaluation to an explanation: all of it, or the part that made it so.
#pragma once

#include <variant>

#include "judge/judge.hpp"
#include "shibo/explanation.hpp"

namespace shibo::engine {

/// Every step, in order. A step that was used twice is told once and then named (`repeated`).
[[nodiscard]] Explanation trace(const Verdict& verdict);

/// Of a verdict that fails what is false, of one that is undetermined what is unknown, of any other what
/// holds: the steps that agree with it, from the top down to facts and comparisons.
[[nodiscard]] Explanation reasons(const Verdict& verdict);

/// Why a condition is what it is: the part of it that made it so.
[[nodiscard]] Explanation reasons(const Step& condition);

/// The causes of an undetermined verdict in the order in which they decide: what cannot be read; then facts as the law
/// asks for them, of alternatives only for the one that needs least; then for the other alternatives, and then for
/// exceptions; last what no fact cures. Of many the first, and no more is looked at than these take.
[[nodiscard]] Causes in_order_of_need(const Verdict& verdict, std::size_t most);
/// The same of a figure, which is not known for these causes.
[[nodiscard]] Causes in_order_of_need(const Step& figure, const Causes& causes, std::size_t most);

/// The step by itself, without children.
[[nodiscard]] Explanation node_of(const Step& step);

/// Appends the periods that decided whether something is a member of a group, and the day that was judged.
void add_periods(const Step& step, std::vector<Explanation>& out);

/// What an expression that only asks for a definition, or only carries a value on, stands for.
[[nodiscard]] const Step* looked_through(const Step* step);

/// The step's expression, where it is of this kind; null otherwise.
template <class T>
[[nodiscard]] const T* as(const Step& step) {
  return step.node != nullptr ? std::get_if<T>(&step.node->what) : nullptr;
}

/// Whether one of the step's parts suffices: `or`, `any of`, `at least`.
[[nodiscard]] bool is_choice(const Step& step);

/// Whether the step tells nothing by itself: a constant, a record, a kind of goods.
[[nodiscard]] bool is_silent(const Step& step);

/// An expression that sets values against each other: its figures are told beside it.
[[nodiscard]] bool is_comparison(const Step& step);

/// As it is written, on one line, whatever the lines of the file.
[[nodiscard]] std::string words_of(const Written& written);

}  // namespace shibo::engine
