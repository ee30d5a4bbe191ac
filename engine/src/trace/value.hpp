// What an expression is worth for a record: known, or unknown for reasons that are kept.
//
// An unknown value may still have bounds: a sum with one missing term is at least the rest of it.
// The causes are the facts that would have to be learnt; they travel upwards with the value, and stop
// where something else decides (false and unknown is false, and has no causes).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "program/program.hpp"
#include "record/record.hpp"
#include "trace/cause.hpp"
#include "trace/interval.hpp"
#include "trace/rarely.hpp"
#include "value/truth.hpp"

namespace shibo::engine {

struct Value;
struct Frame;

struct PerhapsElement;

/// A list that may be open: its elements, those that may be elements, and whether there may be others.
struct ListData {
  std::vector<Value> items;
  std::vector<PerhapsElement> perhaps;
  bool complete = true;  ///< there are no others
  Causes open;           ///< why there may be others

  /// Whether it is known what all its elements are.
  [[nodiscard]] bool whole() const;
  /// Why it is not whole.
  [[nodiscard]] Causes why_not_whole() const;
};

/// A kind with the record in which it was written.
struct KindData {
  const Node* node = nullptr;
  Frame* frame = nullptr;
};

using Outcomes = std::vector<std::string>;

struct Fact;

/// A code, and the fact that says it.
struct HeldCode : HsCode {
  HeldCode(HsCode code) : HsCode(code) {}  // NOLINT(google-explicit-constructor): it is a code
  const Fact* said_by = nullptr;           ///< where its digits may not suffice; null of a code in the rules
};

/// What only values have that are unknown, or that are a rule's or decision's.
struct ValueMore {
  Causes causes;                    ///< why it is unknown
  std::optional<Number> low, high;  ///< bounds of an unknown number or amount
  Measure unit;                     ///< of the bounds; empty: any, or a number
  bool undefined = false;           ///< perhaps no value at all: a division by zero
  bool conflict = false;
  bool not_applicable = false;  ///< of a rule or decision that does not apply
  bool may_not_apply = false;   ///< of a decision: its `outcomes` are those if it applies
  Outcomes outcomes;            ///< of an undecided decision: those still possible
};

struct Value {
  std::variant<std::monostate, bool, Number, Money, Quantity, Date, Time, Duration, Period, HeldCode, TextValue,
               const Record*, std::shared_ptr<const ListData>, KindData>
      data;  ///< monostate: unknown

  [[nodiscard]] bool known() const { return data.index() != 0; }
  [[nodiscard]] Truth truth() const {
    const bool* b = std::get_if<bool>(&data);
    return b == nullptr ? Truth::Unknown : to_truth(*b);
  }
  template <class T>
  [[nodiscard]] const T* get() const {
    if constexpr (std::is_same_v<T, HsCode>) return std::get_if<HeldCode>(&data);
    else return std::get_if<T>(&data);
  }
  /// Of a code in a record that has fewer digits than a code may have: the fact that says it; else null.
  [[nodiscard]] const Fact* short_code() const {
    const auto* code = std::get_if<HeldCode>(&data);
    return code != nullptr ? code->said_by : nullptr;
  }
  [[nodiscard]] const Causes& causes() const { return more().causes; }
  [[nodiscard]] const std::optional<Number>& low() const { return more().low; }
  [[nodiscard]] const std::optional<Number>& high() const { return more().high; }
  [[nodiscard]] Measure unit_of_bounds() const { return more().unit; }
  [[nodiscard]] bool undefined() const { return more().undefined; }
  [[nodiscard]] bool conflict() const { return more().conflict; }
  [[nodiscard]] bool not_applicable() const { return more().not_applicable; }
  [[nodiscard]] bool may_not_apply() const { return more().may_not_apply; }
  [[nodiscard]] const Outcomes& outcomes() const { return more().outcomes; }

  [[nodiscard]] const ValueMore& more() const { return *more_; }
  [[nodiscard]] ValueMore& add_more() { return more_.made(); }
  void set_causes(Causes causes) {
    if (more_ || !causes.empty()) add_more().causes = std::move(causes);
  }
  void set_outcomes(Outcomes outcomes) {
    if (more_ || !outcomes.empty()) add_more().outcomes = std::move(outcomes);
  }
  void set_unit_of_bounds(Measure unit) {
    if (more_ || !unit.empty()) add_more().unit = unit;
  }
  void set_not_applicable(bool yes) {
    if (more_ || yes) add_more().not_applicable = yes;
  }

  static Value of(const Scalar& scalar);
  static Value of(Truth truth) {
    Value value;
    if (truth != Truth::Unknown) value.data = truth == Truth::True;
    return value;
  }
  static Value of(Truth truth, const Causes& causes) {
    Value value = of(truth);
    if (truth == Truth::Unknown) value.set_causes(causes);
    return value;
  }
  static Value unknown(Causes causes) {
    Value value;
    value.set_causes(std::move(causes));
    return value;
  }

 private:
  Rarely<ValueMore> more_;
};
static_assert(sizeof(Value) <= 32);

/// The range that a number or amount lies in: a point where it is known.
[[nodiscard]] Interval interval_of(const Value& value);

/// Known when the interval is a point, otherwise unknown with its bounds and causes.
[[nodiscard]] Value value_of(const Interval& interval, const Type& type, Causes causes);

/// The value that all of these agree on; unknown, with all their causes and `more`, when they do not. An
/// amount then lies in the range that holds them all, where they have one unit. Requires: values is not empty.
[[nodiscard]] Value agreed(const std::vector<Value>& values, const Type& type, Causes more);

/// What may be no value at all, as of laws that contradict each other: whatever is made of it is none either, and what
/// was known of it decides nothing. Requires: it is unknown.
void forget_bounds(Value& value);
/// Gives an unknown number or amount its bounds.
void set_bounds(Value& value, const Interval& bounds);

/// What a list holds if it holds it: `list of x.k for x in items where x.i`, of an element whose `i` nobody gave.
struct PerhapsElement {
  Value value;
  Causes why;  ///< why it is not known whether it is an element
};

/// Known, and the same. Lists are when both are whole and hold the same, in whatever order.
[[nodiscard]] bool same(const Value& a, const Value& b);

/// Nothing can be asked of one that has another answer of the other: known and written alike, or unknown within the
/// same bounds for the same reasons.
[[nodiscard]] bool identical(const Value& a, const Value& b);
/// The same for all that are identical.
[[nodiscard]] std::size_t hash_of(const Value& value);

/// What a known value is exactly, as the language writes it: `2/3`, `USD 1240`. Values of one type that are not lists
/// have the same text only if they are the same.
[[nodiscard]] std::string exact_text(const Value& value);

/// For people: `CNY 1,240.00`, `38.2%`, `8703.23`, `true`, `unknown`.
[[nodiscard]] std::string to_text(const Value& value, const Type& type);

}  // namespace shibo::engine
