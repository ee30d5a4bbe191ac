// What the rules say about a record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shibo/explanation.hpp"
#include "shibo/place.hpp"
#include "shibo/record.hpp"
#include "shibo/standing.hpp"
#include "shibo/truth.hpp"

namespace shibo {

/// One reason why something is not known.
struct Cause {
  std::string kind;  ///< `missing`, `absent`, `invalid`, `incomplete`, `no_date`, `no_law`, `no_row`, `no_rate`,
                     ///< `currencies`, `edition`, `undefined`, `conflict`, `declared`, `too_short`, `reading`, `limit`
  std::string path;  ///< of the fact, `materials[2].value`; empty when it is no fact
  std::string message;   ///< one clause for people
  std::string question;  ///< what to ask for, in the field's own words; may be empty
  Place place;           ///< in the input
  Place rule;            ///< in the rules, when the reason is there
};

/// What the package says it does not encode, and that could touch the verdict.
struct Gap {
  std::string what;
  std::vector<std::string> citations;
  Place rule;
  std::string package;  ///< that says so: the verdict's, or one that added rows to a table
};

/// What nobody said and the law presumes.
struct Presumption {
  std::string what;  ///< in the rule's words: `repacked presumed false`
  std::string by;    ///< the definition, rule or decision that presumes it
  std::vector<std::string> citations;
  std::vector<std::string> paths;  ///< of the facts that would say otherwise
  Place rule;
};

/// A fact that was not said: a mapping takes a blank for it.
struct FromBlank {
  std::string path;
  std::string value;
  Place place;  ///< of the blank; the record's where there is no cell
};

/// What an outcome carries: `late with fee, days_late`.
struct Figure {
  std::string name;
  std::string value;               ///< for people: `CNY 1,240.00`, `3`, `at least USD 20.00`, `unknown`
  bool known = false;              ///< whether it is one value
  std::vector<Cause> causes = {};  ///< why it is not, facts first
  std::size_t cause_count = 0;     ///< how many there are
};

/// Of a question that a text of the law leaves open (`reading fee_runs "Does the fee run …?"`): how it is read.
struct Reading {
  std::string package;
  std::string name;
  std::string question;
  Truth read = Truth::Unknown;  ///< unknown: it is left open, and the verdict is not known for that
  bool by_run = false;          ///< by CheckOptions::readings; else by the package
  std::vector<std::string> citations;
  bool unverified = false;  ///< that it is open, or that the package reads it so
  std::string unverified_why;
  Place rule;
};

/// What a verdict would be if the open readings were read in one of the ways they can be.
struct UnderReadings {
  std::vector<bool> read;  ///< of each of the verdict's readings that is open, in their order
  bool asked = true;       ///< false: the question is not put then
  Standing standing = Standing::Undetermined;
  std::string outcome;  ///< the following as of Verdict
  std::vector<std::string> possible_outcomes;
  std::vector<Figure> figures;
};

/// A figure or day of the record at which the verdict turns, all else as it is. The rules were run at `last` and at
/// `first`, which lie beside each other: a minor unit of the currency, a day, a place of the decimals that are given.
struct Turning {
  /// Of what can be told finer than that, a weight or a share: where between the two it turns.
  enum class Edge : std::uint8_t {
    Between,  ///< somewhere, or there is nothing between them
    AtLast,   ///< right behind `last`: the verdict is today's at it, and nowhere beyond
    AtFirst,  ///< right before `first`: the verdict is today's up to it, and not at it
  };

  std::string path;      ///< `materials[1].value`
  std::string question;  ///< of the field, in its own words; may be empty
  Place place;           ///< in the input
  bool up = false;       ///< whether the figure would grow, or the day be later
  std::string today;     ///< for people, as the following: `USD 60.001`
  std::string last;      ///< as far as this the verdict is today's
  std::string first;     ///< here it is not
  Edge edge = Edge::Between;
  Standing standing = Standing::Undetermined;  ///< what it is there
  std::vector<std::string> possible_outcomes;  ///< of a decision
};

struct TurningPoints {
  std::vector<Turning> points;
  bool cut = false;  ///< more figures were to be tried than a verdict may cost
};

/// A fact as it would have to be.
struct OtherFact {
  std::string path;
  std::string question;    ///< of the field, in its own words; may be empty
  Place place;             ///< in the input; without a file where nobody said
  std::string today;       ///< for people, as `other`; empty where nobody said
  std::string other;       ///< of a figure: the nearest to today's that suffices
  bool is_figure = false;  ///< then what lies beyond it, away from today's, may do as well
  bool up = false;         ///< of a figure: whether it would have to grow
};

/// Facts that suffice together for a verdict that passes, of which none can be left out.
struct Cure {
  std::vector<OtherFact> facts;
  std::string outcome;  ///< of a decision: `eligible`; else empty
};

struct Cures {
  std::vector<Cure> cures;  ///< of one fact before those of two
  std::size_t facts = 0;    ///< how many were tried, each alone and each two together
  bool cut = false;         ///< more was to be tried than a verdict may cost
};

/// One answer about one record: of a decision, or of a rule that no decision rests on. Copying one
/// copies a pointer; it keeps alive all it needs.
class Verdict {
 public:
  [[nodiscard]] Standing standing() const;
  [[nodiscard]] Record record() const;
  [[nodiscard]] const std::string& package() const;
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::string& title() const;
  [[nodiscard]] bool is_decision() const;

  /// Of a decision that is settled: `eligible`. Empty otherwise.
  [[nodiscard]] std::string outcome() const;
  /// Of a decision: the outcomes that are still possible, in the order of its text.
  [[nodiscard]] std::vector<std::string> possible_outcomes() const;

  /// Of a decision that is settled: what its outcome carries, in the order of its text. Of each, `most` causes are
  /// given.
  [[nodiscard]] std::vector<Figure> figures(std::size_t most = SIZE_MAX) const;
  /// Whether it is settled, and its outcome carries a figure that is not known.
  [[nodiscard]] bool lacks_a_figure() const;

  [[nodiscard]] std::vector<std::string> citations() const;
  /// Why it is not known, facts first; of a sum over many lines there may be many, of which `most` are given.
  [[nodiscard]] std::vector<Cause> causes(std::size_t most = SIZE_MAX) const;
  /// How many there are.
  [[nodiscard]] std::size_t cause_count() const;
  /// What it leans on that nobody has verified against the text of the law.
  [[nodiscard]] std::vector<std::string> unverified() const;
  [[nodiscard]] std::vector<Gap> gaps() const;
  /// What nobody said and the law presumes, of what it leans on.
  [[nodiscard]] std::vector<Presumption> presumed() const;
  /// The same by what the rules say, each once for all it is presumed of, without the paths. Where a shipment has
  /// thousands of lines, each of its verdicts may lean on a presumption of each line.
  [[nodiscard]] std::vector<Presumption> presumed_by_law() const;
  /// What it leans on that a mapping took from blanks.
  [[nodiscard]] std::vector<FromBlank> from_blanks() const;
  /// Of what the law leaves open: how it is read, where the verdict leans on that; and what is left open, where the
  /// verdict or a figure that it carries is not known for that. By package and name.
  [[nodiscard]] std::vector<Reading> readings() const;
  /// What the verdict would be under each way to read what is left open, yes before no. Empty where nothing is, and
  /// where more than three are.
  [[nodiscard]] std::vector<UnderReadings> under_readings() const;
  /// Does it concern the record? Unknown where scope or `when` is: a verdict may pass all the same.
  [[nodiscard]] Truth applies() const;
  /// Of a rule that fails or advises: what it says to do, with the record's figures. May be empty.
  [[nodiscard]] std::string advice() const;
  [[nodiscard]] Place rule() const;

  /// How far figures of the record may go before the verdict turns, and where it would: the nearest to each side. Of a
  /// verdict that is settled; of fields that are `fixed` none. Runs the rules some hundred times.
  [[nodiscard]] TurningPoints turning_points() const;

  /// Of a verdict that fails or advises: what else would have to be so, of truths, choices and, beside one of these, a
  /// figure; a figure that suffices alone is among the turning points. Fields that are `fixed`, lists and papers stay
  /// as they are. Each was put to the rules: thousands of runs.
  [[nodiscard]] Cures cures() const;

  /// The part of the reasoning that made it so: of a failing verdict what is false, of an undetermined
  /// one what is unknown, of a passing one what holds.
  [[nodiscard]] Explanation reasons() const;
  /// All that was looked at.
  [[nodiscard]] Explanation trace() const;

  struct State;  ///< not for users
  explicit Verdict(std::shared_ptr<const State> state);

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace shibo
