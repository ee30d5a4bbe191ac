// What each construct of the language means, a function for each, by the file that holds it. A function of a construct
// is given its node, works its operands out as children of `step`, and sets what the step is worth.
//
// Here stands only what another file asks for; what a construct needs for itself is in its own file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/evaluation.hpp"

namespace shibo::engine {

// ── eval.cpp: any expression ─────────────────────────────────────────────────────────────────────

/// The step of an expression, by the construct that it is. Never null.
const Step* eval(Evaluation& ev, const Node& node, Frame& frame);
/// The same place, on another day; unknown if the day is.
Frame& frame_on(Evaluation& ev, const Frame& frame, const Value& day);
/// Of an answer for which something was presumed: is it the same where nothing is? `again` works it out once more.
template <class Again>
void see_whether_it_stands(Evaluation& ev, Step& step, const Again& again) {
  const bool settled = step.value.known() || step.value.not_applicable();
  if (!settled || !ev.above().presumes() || !ev.may_unpresume() || !leans_on_presumption(step)) return;
  const Evaluation::Unpresumed unpresumed(ev);
  const Evaluation::Mark mark = ev.mark();
  const Step& other = *again();
  step.stands = !ev.stopped() && other.status == step.status &&
                (step.value.not_applicable() ? other.value.not_applicable() : same(step.value, other.value));
  ev.forget_from(mark);
}

/// What stands before the dot of `of.name`: a record, or else a value that is none.
struct BeforeDot {
  const Record* record = nullptr;
  const Value* value = nullptr;  ///< of what is not the record itself
};
/// It is shown where it is more than the record itself, or an element at hand.
BeforeDot before_dot(Evaluation& ev, const Node& of, Frame& frame, Step& step);

// ── ask.cpp: names ───────────────────────────────────────────────────────────────────────────────

/// A name on a day. Whoever asks the same is given the same step.
const Step* ask_on(Evaluation& ev, const Named& named, const Record* record, const std::vector<Value>& arguments,
                   const LawDate& date, int column);
/// The text in force; null, with the reason, on a day without one.
const Text* text_on(Evaluation& ev, const Named& named, const LawDate& date, Value& why_not);
void work_out(Evaluation& ev, const node::Call& n, Frame& frame, Step& step);

// ── facts.cpp: what the record says ──────────────────────────────────────────────────────────────

void work_out(Evaluation& ev, const node::Field& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Parent& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Invalid& n, Frame& frame, Step& step);
/// A step that shows a fact where it stands; its value is still to be set.
Step& fact_step(Evaluation& ev, const Record& record, int index);
/// `fact X … only where C`: where C is false X is false, and nobody is asked.
Value guarded_fact(Evaluation& ev, const Record& record, int index, const Frame& frame, Step& step);
/// What a path of fields leads to, through records and parents: `shipment.import_date`.
Value field_on_path(Evaluation& ev, const Record& from, const std::vector<std::string>& path);
/// The same of the nearest record that has it: this one, or one around it.
Value nearest_date_on_path(Evaluation& ev, const Record& from, const std::vector<std::string>& path);
[[nodiscard]] std::string path_to(Evaluation& ev, const Record& record, const std::string& field);
/// The good that a part belongs to, through all that it is a part of; the record itself where it is none.
[[nodiscard]] const Record& outermost_whole(const Record& record);

// ── logic.cpp: truth, choosing, periods ──────────────────────────────────────────────────────────

void work_out(Evaluation& ev, const node::Not& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Logic& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Block& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Compare& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::OutcomeIs& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Test& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::FirstOf& n, Frame& frame, Step& step);
[[nodiscard]] Value both_hold(const Value& a, const Value& b);
[[nodiscard]] Value negated(const Value& value);
/// Is something with this period in force? Unknown when the day is, and it would matter.
[[nodiscard]] Truth in_period(const Law& law, const LawDate& date);
/// The same, with the reason.
[[nodiscard]] Value period_value(const Law& law, const LawDate& date);

// ── arithmetic.cpp: exact reckoning and comparing, of values and of ranges ───────────────────────

void work_out(Evaluation& ev, const node::Chain& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Rounded& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Negate& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Between& n, Frame& frame, Step& step);
Value apply(Evaluation& ev, dsl::Chain::Op op, const Value& left, const Type& left_type, const Value& right,
            const Type& right_type, const Type& type, Frame& frame);
/// A truth. Requires: the types can be compared by `op`, which types/ has seen to.
Value compare(Evaluation& ev, const Value& left, const Type& left_type, dsl::Comparison::Op op, const Value& right,
              const Type& right_type, const Frame& frame);
/// A result as a value: known if it is one number, unknown with the reason if it is too long to go on with.
Value result_of(Evaluation& ev, const Interval& range, const Type& type, Causes causes);
/// No value, whatever the record says, and nothing that is made of it.
Value undefined(Evaluation& ev, why::NoValue::Of what);
/// Unknown for the reasons of both; no value at all where one of them is none.
[[nodiscard]] Value unknown_of(const Value& a, const Value& b);

// ── measure.cpp: one unit, one currency ──────────────────────────────────────────────────────────

/// An amount in another unit or currency. Nothing is nothing in any; an amount of no unit yet takes any. Nothing, with
/// the reasons added, where there is no way.
std::optional<Interval> in_unit(Evaluation& ev, const Interval& amount, Measure unit, const Type& type,
                                const Frame& frame, Causes& why_not);
/// Puts two amounts into one unit. Where they do not meet, of the second its sign is left.
void measure_alike(Evaluation& ev, Interval& a, Interval& b, const Type& type, const Frame& frame, Causes& why_not);
/// The same for several, whatever their order: the unit of their type, or else the first by its name, to
/// which all can be converted. False, with their signs left, where there is none.
bool measure_alike(Evaluation& ev, std::vector<Interval>& amounts, const Type& type, const Frame& frame,
                   Causes& why_not);
/// `agreed`; where the values disagree, an amount lies in the range that holds them all, also by a rate of exchange.
Value agreed_alike(Evaluation& ev, const std::vector<Value>& values, const Type& type, Causes more, const Frame& frame);
/// Two of these cannot be the same: known and different, or known to lie apart.
bool some_differ(Evaluation& ev, const std::vector<const Value*>& values, const Type& type, const Frame& frame);

// ── days.cpp, units.cpp, word_of.cpp ────────────────────────────────────────────────────────────────

/// Requires: both are known.
Value apply_in_time(Evaluation& ev, dsl::Chain::Op op, const Value& left, const Value& right);
Value apply_to_span(Evaluation& ev, dsl::Chain::Op op, Duration span, const Value& right);
void work_out(Evaluation& ev, const node::UnitsBetween& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::DayOfGroup& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::DayOfYear& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::WordOf& n, Frame& frame, Step& step);

// ── lists.cpp: `every`, `some`, sums and counts (of terms: terms.hpp) ────────────────────────────

void work_out(Evaluation& ev, const node::List& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Quantified& n, Frame& frame, Step& step);
void work_out(Evaluation& ev, const node::Aggregate& n, Frame& frame, Step& step);

// ── series.cpp: counts of a history (history.hpp) ────────────────────────────────────────────────

/// Of an aggregate over a series.
[[nodiscard]] Value count_of_series(Evaluation& ev, const node::Aggregate& n, Frame& frame, Step& step);

// ── sets.cpp, kinds.cpp: membership ──────────────────────────────────────────────────────────────

void work_out(Evaluation& ev, const node::In& n, Frame& frame, Step& step);
/// Both ends belong to a range.
Value in_range_of(Evaluation& ev, const Value& value, const Type& type, const Value& from, const Value& to,
                  const Frame& frame);
/// In one of several ranges of codes. A code too short to tell, and one that is not known, name what lacks.
Value in_codes(Evaluation& ev, const Value& code, const std::vector<HsRange>& ranges);
/// A member counts while its row is in force.
Value in_group(Evaluation& ev, const Value& left, const Type& type, const Named& group, const LawDate& date);
/// Whether two lists hold the same, in whatever order, each as often.
Value same_elements(Evaluation& ev, const Value& left, const Value& right, const Type& type, const Frame& frame);
/// Why a code does not decide: it is not known, or has too few digits.
Causes too_short(Evaluation& ev, const Value& code);
/// A kind is asked of a candidate: of its code, or of the good itself.
Value in_kind(Evaluation& ev, const Value& candidate, const Node& kind, Frame& frame, Step& step);
/// Of `heading of hs` the digits, as a text; unknown where the code has fewer.
Value digits_of_level(Evaluation& ev, const node::SameLevel& n, Frame& frame);
/// A code of another edition than the rules' is unknown to them. Where nobody says which it is of, it is taken to be of
/// theirs.
Value edition_checked(Evaluation& ev, const Record& record, int index, const Value& code, const Frame& frame);

// ── table.cpp, law.cpp: what the law's own shapes mean ───────────────────────────────────────────

/// `column` is the result asked for.
void ask_table(Evaluation& ev, const Named& named, const TableText& table, Frame& frame, Step& step, int column);
void ask_rule(Evaluation& ev, const Named& named, const RuleText& rule, Frame& frame, Step& step);
void ask_decision(Evaluation& ev, const Named& named, const DecisionText& decision, Frame& frame, Step& step);
/// On an unknown day, of a rule or decision: false where by none of these texts it could apply, and else unknown. What
/// was looked at is under the step.
Value applies_by(Evaluation& ev, const Named& named, const std::vector<const Text*>& texts, const Causes& why_no_day,
                 Frame& frame, Step& step);
/// The base value, or that of the exceptions that hold. Two that hold and disagree are a conflict; one
/// that may hold leaves the value open unless it gives the same.
Value with_exceptions(Evaluation& ev, const Value& base, const std::vector<ExceptionText>& exceptions, const Type& type,
                      Frame& frame, Step& step);

}  // namespace shibo::engine
