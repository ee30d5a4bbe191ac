// One reason why something is not known, as data: what kind it is, the fact that is wanting, the place in the rules,
// and what its sentence speaks of. The sentence itself is made in `explain` (cause_words.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "program/program.hpp"
#include "record/record.hpp"
#include "value/date.hpp"

namespace shibo::engine {

enum class CauseKind : std::uint8_t {
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
  Reading,     ///< the law has two readings, and nobody said which is meant
  Limit,       ///< working it out takes more than EvaluationLimits allows
};

/// What reasons speak of: a type for each sentence. Names are those of the rules, amounts' units and days as they are;
/// they compare by what they hold, in an order that is the same in every run.
namespace why {

/// Units and currencies go by their names.
using Units = std::pair<std::string, std::string>;

struct NotGiven {  ///< of a field
  static constexpr CauseKind kKind = CauseKind::Missing;
  auto operator<=>(const NotGiven&) const = default;
};
struct NothingAround {  ///< the record that this one should be in
  static constexpr CauseKind kKind = CauseKind::Missing;
  std::string type;  ///< of the record that stands alone
  auto operator<=>(const NothingAround&) const = default;
};
struct KnownToLack {  ///< of a paper
  static constexpr CauseKind kKind = CauseKind::Absent;
  auto operator<=>(const KnownToLack&) const = default;
};
struct Unreadable {
  static constexpr CauseKind kKind = CauseKind::Invalid;
  std::string text;  ///< as it stands in the input
  std::string fault;
  auto operator<=>(const Unreadable&) const = default;
};
struct PerhapsMore {  ///< of a list
  static constexpr CauseKind kKind = CauseKind::Incomplete;
  auto operator<=>(const PerhapsMore&) const = default;
};
struct HistoryNotWhole {  ///< of a series
  static constexpr CauseKind kKind = CauseKind::Incomplete;
  enum class Why : std::uint8_t {
    IsWhole,
    NotGiven,  ///< there is no history
    NotSaid,   ///< that it holds all records of the days
    Torn,      ///< it was said, and something of it could not be read
  };
  Why why = Why::NotGiven;
  std::optional<Date> from, to;
  auto operator<=>(const HistoryNotWhole&) const = default;
};
struct NotKnownInFull {  ///< of a record of a history, of which more are not than are told one by one
  static constexpr CauseKind kKind = CauseKind::Incomplete;
  auto operator<=>(const NotKnownInFull&) const = default;
};
struct NoDateInType {  ///< no field of the record selects the law
  static constexpr CauseKind kKind = CauseKind::NoDate;
  std::string type;
  auto operator<=>(const NoDateInType&) const = default;
};
struct NoDateSays {  ///< the field that would select the law says nothing
  static constexpr CauseKind kKind = CauseKind::NoDate;
  auto operator<=>(const NoDateSays&) const = default;
};
struct NoDayForText {
  static constexpr CauseKind kKind = CauseKind::NoDate;
  std::string of;
  auto operator<=>(const NoDayForText&) const = default;
};
struct NoCase {
  static constexpr CauseKind kKind = CauseKind::NoLaw;
  auto operator<=>(const NoCase&) const = default;
};
struct NoOutcome {
  static constexpr CauseKind kKind = CauseKind::NoLaw;
  std::string decision;
  auto operator<=>(const NoOutcome&) const = default;
};
struct NoText {
  static constexpr CauseKind kKind = CauseKind::NoLaw;
  std::string of;
  Date day;
  auto operator<=>(const NoText&) const = default;
};
struct NoFigure {  ///< of a parameter
  static constexpr CauseKind kKind = CauseKind::NoLaw;
  std::string of;
  std::optional<Date> day;
  auto operator<=>(const NoFigure&) const = default;
};
struct NoRow {
  static constexpr CauseKind kKind = CauseKind::NoRow;
  std::string table;
  std::vector<std::string> keys;  ///< the values that were looked up, as they are written
  auto operator<=>(const NoRow&) const = default;
};
struct NoDayNamed {  ///< the group of days does not reach so far
  static constexpr CauseKind kKind = CauseKind::NoRow;
  std::string group;
  std::optional<Date> end;  ///< its last day, or its first where `back`; none: it names no day at all
  bool back = false;
  auto operator<=>(const NoDayNamed&) const = default;
};
struct NoDayForRate {
  static constexpr CauseKind kKind = CauseKind::NoRate;
  Units between;
  auto operator<=>(const NoDayForRate&) const = default;
};
struct NoRate {
  static constexpr CauseKind kKind = CauseKind::NoRate;
  std::string rates;
  Units between;
  std::optional<Date> day;  ///< none: there is none on any
  auto operator<=>(const NoRate&) const = default;
};
struct NoConversion {  ///< of money, in the package
  static constexpr CauseKind kKind = CauseKind::Currencies;
  Units between;
  auto operator<=>(const NoConversion&) const = default;
};
struct OtherDimension {
  static constexpr CauseKind kKind = CauseKind::Currencies;
  Units units;
  auto operator<=>(const OtherDimension&) const = default;
};
struct OtherEdition {
  static constexpr CauseKind kKind = CauseKind::Edition;
  std::string said;
  std::string wanted;  ///< by the rules
  auto operator<=>(const OtherEdition&) const = default;
};
/// What has no value.
struct NoValue {
  static constexpr CauseKind kKind = CauseKind::Undefined;
  enum class Of : std::uint8_t {
    DivisionByZero,
    TooManyDigits,     ///< of an exact result
    RangeTurnedRound,  ///< it ends before it begins
    HoursOnDay,        ///< added to a day
    DateOutOfYears,
    TimeOutOfYears,
    MonthsNotWhole,  ///< or too many of them
    SpanTooFine,     ///< or too long
    ExtremeOfNothing,
    CurrencyOfNothing,
  };
  Of of = Of::DivisionByZero;
  auto operator<=>(const NoValue&) const = default;
};
struct OtherRecord {  ///< a question about a record of another type
  static constexpr CauseKind kKind = CauseKind::Undefined;
  std::string type;  ///< that can be asked; empty: any record
  auto operator<=>(const OtherRecord&) const = default;
};
struct ExceptionsDisagree {
  static constexpr CauseKind kKind = CauseKind::Conflict;
  std::vector<std::string> citations;
  auto operator<=>(const ExceptionsDisagree&) const = default;
};
struct RowsDisagree {
  static constexpr CauseKind kKind = CauseKind::Conflict;
  std::string table;
  std::vector<std::string> keys;
  auto operator<=>(const RowsDisagree&) const = default;
};
struct SaidByRules {  ///< `unknown "…"`
  static constexpr CauseKind kKind = CauseKind::Declared;
  std::string words;
  auto operator<=>(const SaidByRules&) const = default;
};
struct BetweenTwo {  ///< `between … and …`
  static constexpr CauseKind kKind = CauseKind::Declared;
  auto operator<=>(const BetweenTwo&) const = default;
};
struct FewDigits {
  static constexpr CauseKind kKind = CauseKind::TooShort;
  std::string code;
  auto operator<=>(const FewDigits&) const = default;
};
struct OpenReading {
  static constexpr CauseKind kKind = CauseKind::Reading;
  std::string name;  ///< with its package: `china_customs.fee_runs`
  std::string question;
  auto operator<=>(const OpenReading&) const = default;
};
struct TooMuch {  ///< to be worked out
  static constexpr CauseKind kKind = CauseKind::Limit;
  enum class Of : std::uint8_t { StepsOfOne, StepsOfAll, Depth };
  Of of = Of::StepsOfOne;
  std::uint64_t most = 0;  ///< steps of one record
  auto operator<=>(const TooMuch&) const = default;
};

using About =
    std::variant<NotGiven, NothingAround, KnownToLack, Unreadable, PerhapsMore, HistoryNotWhole, NotKnownInFull,
                 NoDateInType, NoDateSays, NoDayForText, NoCase, NoOutcome, NoText, NoFigure, NoRow, NoDayNamed,
                 NoDayForRate, NoRate, NoConversion, OtherDimension, OtherEdition, NoValue, OtherRecord,
                 ExceptionsDisagree, RowsDisagree, SaidByRules, BetweenTwo, FewDigits, OpenReading, TooMuch>;

}  // namespace why

struct Cause {
  why::About about;
  std::string path = {};             ///< of the fact: `materials[2].value`; empty when it is no fact
  const FieldType* field = nullptr;  ///< of the fact, where it is a field's
  Place place = {};                  ///< where the fact stands, or the record that lacks it
  Written written = {};              ///< in the rules, when the reason is there

  [[nodiscard]] CauseKind kind() const {
    return std::visit([](const auto& one) { return one.kKind; }, about);
  }
};

/// Facts by their path, then reasons that no fact cures; each once.
using Causes = std::vector<const Cause*>;
/// Facts by their path, and after them the reasons that no fact would cure.
[[nodiscard]] bool comes_before(const Cause* a, const Cause* b);
/// Of causes gathered in any order, with repetitions, makes what `Causes` is.
void put_in_order(Causes& causes);
/// Requires: both are in order.
void add_causes(Causes& to, const Causes& more);
/// The same reasons, by what they say and where the rules give them.
[[nodiscard]] bool same_reasons(const Causes& a, const Causes& b);

}  // namespace shibo::engine
