// Putting the law to a record.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shibo/explanation.hpp"
#include "shibo/history.hpp"
#include "shibo/record.hpp"
#include "shibo/rules.hpp"
#include "shibo/verdict.hpp"

namespace shibo {

struct CheckOptions {
  /// The day whose law applies, instead of each record's own date. One that is no day of the calendar throws
  /// std::invalid_argument.
  std::optional<std::chrono::year_month_day> as_of;
  /// Packages (`rcep`), or rules and decisions (`rcep.preference`), to put; empty: all. A rule that is
  /// named answers for itself even where a decision rests on it, and so does a condition without parameters
  /// (`rcep.originating`), which passes where it holds.
  std::vector<std::string> only;
  /// What the series of the rules are counted in; without one each count is that of the record alone, and a bound.
  /// Requires: it was read with the same rules.
  std::optional<History> history = {};
  /// Tell also of what does not concern a record, by verdicts that are NotApplicable.
  bool not_applicable = false;
  /// How to read what a text of the law leaves open, by the reading's name (`china_customs.fee_runs`, or `fee_runs`
  /// where only one is called so): true for yes. It stands before what the package says; what neither says is unknown.
  std::map<std::string, bool> readings = {};
};

/// The verdicts about the record and the records nested in it, in the order of the packages and of
/// their texts. A pure function: nothing but the rules, the record and the options reaches it, and any
/// number of threads may call it.
/// Requires: the record was read or made with these rules, `only` passed `unknown_names`, and `readings`
/// `unknown_readings`.
[[nodiscard]] std::vector<Verdict> check(const Rules& rules, const Record& record, const CheckOptions& options = {});

/// A question that is about a record, and was not put to it.
struct Unasked {
  enum class Because {
    NoText,        ///< no text of the decision is in force on the record's day
    AskedWhen,     ///< its `asked when` is false
    DoesNotApply,  ///< its scope or `when` is false, or an exception holds
  };
  Because because = Because::NoText;
  Record record;
  std::string package;
  std::string name;
  std::string title;
  std::string asked_when;  ///< as it is written; else empty
  Explanation why;         ///< children: what made the condition false, or keeps the question from applying
  Place rule;
  std::vector<Presumption> presumed;  ///< in what keeps it from being asked
};

/// A record that the rules have questions about, none of which was put to it: no `asked when` holds, no text is in
/// force on its day, no rule applies.
struct NotAsked {
  Record record;
  std::vector<Unasked> questions;
};

/// What of a law is not put to a record, or does not concern it, and why: of all its questions that have the reason in
/// common.
struct NotPut {
  std::vector<std::string> names;  ///< of decisions and rules
  Unasked::Because because = Unasked::Because::NoText;
  std::vector<std::string> says;  ///< what made it so, a clause each, three at most: `exporter.country is DE`
  bool presumed = false;          ///< nobody said what made it so: the law presumes it
  Place rule;                     ///< the scope, the condition, or the question itself
};

/// What a package that has questions about records of its type says of a record.
struct LawOfRecord {
  std::string package;
  std::string title;
  Truth applies = Truth::False;  ///< whether it has a verdict about the record; unknown where each may not concern it
  std::vector<std::string> verdicts;  ///< their names
  std::vector<NotPut> not_put;
};

/// Which laws apply to a record, which do not, and why: of each package that is put to records of its type, in order.
struct LawsOfRecord {
  Record record;
  std::vector<LawOfRecord> laws;
};

/// What a run puts to records: the rules and the options, looked at once. A handle that is cheap to copy; any number of
/// threads may use one. Requires: `only` passed `unknown_names`. A day that is none throws std::invalid_argument.
class Agenda {
 public:
  explicit Agenda(const Rules& rules, const CheckOptions& options = {});

  struct State;
  [[nodiscard]] const State& state() const { return *state_; }

 private:
  std::shared_ptr<const State> state_;
};

/// As the other `check`, each verdict handed over as it is reached. A shipment of any number of lines then takes the
/// memory of one line, unless `take` keeps the verdicts. Of each record `not_asked` hears, after its verdicts, that
/// nothing was asked of it, and after that `laws` which laws apply to it; who does not listen does not pay for it.
/// Requires: the record was read or made with the agenda's rules.
void check(const Agenda& agenda, const Record& record, const std::function<void(const Verdict&)>& take,
           const std::function<void(const NotAsked&)>& not_asked = nullptr,
           const std::function<void(const LawsOfRecord&)>& laws = nullptr);

/// The names of `only` that the rules do not have; each with the nearest one they do, if any is near.
struct UnknownName {
  std::string name;
  std::string nearest;
};
[[nodiscard]] std::vector<UnknownName> unknown_names(const Rules& rules, const std::vector<std::string>& only);

/// The names of CheckOptions::readings that are no reading's, with the nearest one that is; or that are those of
/// several packages, with all of them.
struct UnknownReading {
  std::string name;
  std::string nearest;
  std::vector<std::string> several;  ///< `a.fee_runs`, `b.fee_runs`: which is meant is not said
};
[[nodiscard]] std::vector<UnknownReading> unknown_readings(const Rules& rules,
                                                           const std::map<std::string, bool>& readings);

}  // namespace shibo
