// What an expression is worth for a record: known, or unknown for reasons that are kept.
//
// An unknown value may still have bounds: a sum with one missing term is at least the rest of it.
// The causes are the facts that would have to be learnt; they travel upwards with the value, and stop
// where something else decides (false and unknown is false, and has no causes).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "program/program.hpp"
#include "record/record.hpp"
#include "trace/interval.hpp"
#include "trace/rarely.hpp"
#include "value/truth.hpp"

namespace shibo::engine {

/// One reason why something is not known.
struct Cause {
  enum class Kind : std::uint8_t {
    Missing,     ///< a fact that nobody gave
    Absent,      ///< evidence that is known not to exist
    Invalid,     ///< a fact that was given but cannot be read
    Incomplete,  ///< a list that may hold more, or that nobody gave
    NoDate,      ///< the date that selects the law
    NoLaw,       ///< no text is in force on the day
    NoRow,       ///< a table has no row for the key
    NoRate,      ///< no exchange rate, or none on the day
    Currencies,  ///< two currencies and no rule for converting
    Edition,     ///< a code of another HS edition
    Undefined,   ///< a division by zero, a least of nothing, a result too long to be kept
    Conflict,    ///< exceptions or rows that contradict each other
    Declared,    ///< the package says it cannot tell: `unknown "…"`
    TooShort,    ///< a code with fewer digits than the question needs
    Limit,       ///< working it out takes more than EvaluationLimits allows
  };
  Kind kind = Kind::Missing;
  std::string path;     ///< of the fact: `materials[2].value`; empty when it is no fact
  std::string message;  ///< one clause for people
  const FieldType* field = nullptr;
  Place place;      ///< where the fact stands, or the record that lacks it
  Written written;  ///< in the rules, when the reason is there
};

/// Facts by their path, then reasons that no fact cures; each once.
using Causes = std::vector<const Cause*>;
/// Of causes gathered in any order, with repetitions, makes what `Causes` is.
void put_in_order(Causes& causes);
/// Requires: both are in order.
void add_causes(Causes& to, const Causes& more);

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

struct Value {
  std::variant<std::monostate, bool, Number, Money, Quantity, Date, Time, Duration, Period, HsCode, std::string,
               const Record*, std::shared_ptr<const ListData>, KindData>
      data;                           ///< monostate: unknown
  Rarely<Number> low, high;           ///< bounds of an unknown number or amount
  bool undefined = false;             ///< perhaps no value at all: a division by zero
  Causes causes;                      ///< why it is unknown
  const Cause* short_code = nullptr;  ///< of a code in a record: what to name where its digits do not suffice
  bool conflict = false;
  bool not_applicable = false;  ///< of a rule or decision that does not apply
  bool may_not_apply = false;   ///< of a decision: its `open` outcomes are those if it applies

  [[nodiscard]] bool known() const { return !std::holds_alternative<std::monostate>(data); }
  [[nodiscard]] Truth truth() const {
    const bool* b = std::get_if<bool>(&data);
    return b == nullptr ? Truth::Unknown : to_truth(*b);
  }
  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(&data);
  }
  /// Of an undecided decision: the outcomes still possible.
  [[nodiscard]] const Outcomes& outcomes() const { return outcomes_ ? *outcomes_ : kNoOutcomes; }
  void set_outcomes(Outcomes outcomes) {
    if (outcomes.empty()) outcomes_ = std::nullopt;
    else outcomes_ = std::move(outcomes);
  }
  /// The currency or unit of the bounds; empty: any, or a number.
  [[nodiscard]] std::string unit_of_bounds() const { return unit_ ? *unit_ : std::string(); }
  void set_unit_of_bounds(std::string unit) {
    if (unit.empty()) unit_ = std::nullopt;
    else unit_ = std::move(unit);
  }

  static Value of(Scalar scalar);
  static Value of(Truth truth, Causes causes = {});
  static Value unknown(Causes causes);

 private:
  static const Outcomes kNoOutcomes;

  Rarely<std::string> unit_;
  Rarely<Outcomes> outcomes_;
};

/// The range that a number or amount lies in: a point where it is known.
[[nodiscard]] Interval interval_of(const Value& value);

/// Known when the interval is a point, otherwise unknown with its bounds and causes.
[[nodiscard]] Value value_of(const Interval& interval, const Type& type, Causes causes);

/// The value that all of these agree on; unknown, with all their causes and `more`, when they do not. An
/// amount then lies in the range that holds them all, where they have one unit. Requires: values is not empty.
[[nodiscard]] Value agreed(const std::vector<Value>& values, const Type& type, Causes more);

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
/// The same reasons, by what they say.
[[nodiscard]] bool same_reasons(const Causes& a, const Causes& b);

/// What a known value is exactly. Values of one type that are not lists have the same text only if they are the same.
[[nodiscard]] std::string exact_text(const Value& value);

/// For people: `CNY 1,240.00`, `38.2%`, `8703.23`, `true`, `unknown`.
[[nodiscard]] std::string to_text(const Value& value, const Type& type);

}  // namespace shibo::engine
