// The work on one record: what was asked of it so far, the steps that came of it, and what it may still cost.
//
// The obvious evaluation: a walk over the checked tree that keeps every step. It is the one that explains, and the
// oracle of any faster one, so it looks at everything: both sides of an `and`, every branch of an `any of`. What a
// construct means is written in docs/semantics.md, and is a function of its own over an Evaluation (constructs.hpp).
//
// Its steps live as long as it does. What is asked of a record around the one it serves, of a shipment by each of its
// lines, is worked out once for all of them (Above).
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "eval/limits.hpp"
#include "eval/places.hpp"
#include "eval/run.hpp"
#include "trace/shelf.hpp"
#include "trace/step.hpp"

namespace shibo::engine {

/// The day whose law applies. Unknown when the record does not give its date.
struct LawDate {
  std::optional<Date> day;
  Causes why;  ///< when unknown
};

/// Where an expression is being worked out.
struct Frame {
  const Record* self = nullptr;
  const PackageInstance* package = nullptr;
  LawDate date;
  std::vector<Value> arguments;
  std::vector<Value> slots;  ///< what quantifiers have bound, by slot
};

/// What may have been answered before. Two questions of one key need not be the same: see Memo.
struct Question {
  static constexpr int kEveryColumn = -1;

  const Named* named = nullptr;
  const Record* record = nullptr;
  int column = 0;  ///< of a table with several results
  std::int32_t day = 0;
  bool presumes = true;
  std::size_t arguments = 0;  ///< a hash

  Question(const Named& of, const Record* on, const std::vector<Value>& with, const LawDate& date, int of_column,
           bool presuming);
  bool operator==(const Question&) const = default;
  struct Hash {
    std::size_t operator()(const Question& question) const;
  };
};

/// What was found for questions, each to be given again to whoever asks the same.
template <class Found>
class Memo {
 public:
  /// Null where it was not asked so.
  [[nodiscard]] const Found* find(const Question& key, const std::vector<Value>& arguments, const LawDate& date) const {
    const auto [first, last] = asked_.equal_range(key);
    const auto kept = std::find_if(first, last, [&](const auto& one) {
      const Asked& asked = one.second;
      return same_reasons(asked.why_no_date, date.why) &&
             std::equal(asked.arguments.begin(), asked.arguments.end(), arguments.begin(), arguments.end(), identical);
    });
    return kept != last ? &kept->second.found : nullptr;
  }
  /// It stays where it is put.
  const Found& keep(const Question& key, const std::vector<Value>& arguments, const LawDate& date, Found found) {
    return asked_.emplace(key, Asked{arguments, date.why, std::move(found)})->second.found;
  }

 private:
  struct Asked {
    std::vector<Value> arguments;
    Causes why_no_date;
    Found found;
  };
  std::unordered_multimap<Question, Asked, Question::Hash> asked_;
};

/// The answers given.
using Answers = Memo<const Step*>;

/// What a look-up in a table finds before it is asked for a column.
struct FittingRows {
  struct Fit {
    std::size_t row;
    Truth truth;
    Causes causes;
  };                            ///< a row that fits, or may
  std::vector<Fit> fits;        ///< in the table's order
  bool one_fits = false;        ///< whatever the keys turn out to be
  std::vector<Ground> grounds;  ///< law by which the keys were laid beside the rows
};

class Above;

class Evaluation {
 public:
  /// `steps_max` is what may be spent (limits.hpp). Requires: program and record outlive it.
  Evaluation(const Program& program, const Record& root, const Run& run = {},
             std::size_t steps_max = EvaluationLimits::kSteps);
  /// One of several that share what is around their records, and what all of it may cost. `prefix` is how those in the
  /// record name it, where it answers them. Requires: `above` outlives it.
  Evaluation(const Record& root, std::size_t steps_max, Above& above, std::string prefix = {});
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  // ── For those who ask ─────────────────────────────────────────────────────────────────────────

  /// A name asked of a record: a definition's value, a rule's status, a decision's outcome. Without a record, of the
  /// program: a parameter.
  const Step* ask(const Named& named, const Record* record, const std::vector<Value>& arguments = {});
  /// An expression about a record, in the words of a package.
  const Step* expression(const Node& node, const Record& record, const PackageInstance* package);
  [[nodiscard]] const LawDate& law_date(const Record& record);
  /// On an unknown day: whether by one of these texts a rule or decision could apply to the record.
  [[nodiscard]] bool may_apply(const Named& named, const std::vector<const Text*>& texts, const Record& record);
  /// From the record that the evaluation serves: `materials[2]`.
  [[nodiscard]] const std::string& path_of(const Record& record);
  /// A fact of the record itself that was asked about from above goes by its own name: `value`, not
  /// `shipment.lines[1].value`.
  [[nodiscard]] std::string own_name(const std::string& path) const;

  // ── For constructs ────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] Above& above() const { return above_; }
  /// The record that answers for all in it is one of several around; null of the record served.
  [[nodiscard]] bool is_shared() const { return !prefix_.empty(); }

  /// Spends a step.
  Step& new_step(Step::Kind kind);
  /// One that lives as long as the evaluation does, whatever it is a part of.
  Step& new_kept_step(Step::Kind kind);
  /// The one step that stands for an expression which is worth the same for all; null while there is none.
  const Step*& constant(const Node& node) { return constants_[&node]; }
  Frame& new_frame() { return frames_.emplace_back(); }
  Frame& new_frame(const Frame& like) { return frames_.emplace_back(like); }
  FactAt& new_place() { return shown_at_.emplace_back(); }
  /// Keeps what a step shows that stands in no record.
  const std::string& hold(std::string text) { return held_texts_.emplace_back(std::move(text)); }
  const Place& hold(Place place) { return held_places_.emplace_back(std::move(place)); }
  Fact& new_fact() { return facts_.emplace_back(); }
  const Cause* cause(Cause what) { return &causes_.emplace_back(std::move(what)); }
  /// A field of a record, looked at once.
  const Fact& fact(const Record& record, int index);
  /// Law beside that of the step at hand, on which it rests; none without a citation or a mark.
  void rests_on(const std::string& name, const Law& law, std::optional<Date> day = {},
                const PackageInstance* added_by = nullptr);
  [[nodiscard]] Answers& answers() { return answers_; }
  /// Of tables that have several columns, by questions for every column.
  [[nodiscard]] Memo<FittingRows>& look_ups() { return look_ups_; }
  /// Does the package speak of the record? Kept with presumptions, and without; null while it was not asked.
  const Step*& scope_of(const PackageInstance& package, const Record& record);

  /// Of what is worked out without presumptions only the answers are asked for: the way to them is not kept.
  struct Mark {
    std::size_t steps = 0;
    std::size_t shown = 0;
  };
  [[nodiscard]] Mark mark() const { return {steps_.size(), shown_at_.size()}; }
  void forget_from(const Mark& mark);

  /// Is it a record around the one that is served, and is nothing in the question this one's alone?
  [[nodiscard]] bool is_above(const Record& record, const std::vector<Value>& arguments) const;
  /// The answer for all that are in the record. Null where the day of the question is unknown for another reason than
  /// the record's own.
  const Step* ask_above(const Named& named, const Record& record, const std::vector<Value>& arguments,
                        const LawDate& date, int column);

  // ── What it may cost (limits.cpp) ─────────────────────────────────────────────────────────────

  void spend(std::size_t steps);
  void stop(why::TooMuch why);
  [[nodiscard]] bool stopped() const { return stopped_ != nullptr; }
  /// What stands for everything that is no longer worked out.
  const Step* stopped_step();
  [[nodiscard]] Value stopped_value() const { return Value::unknown({stopped_}); }
  /// A step that was still being worked out when the limit was passed may have left something out: it says nothing.
  void leave_open(Step& step) const;
  /// Whether it may still be looked at what stands without presumptions.
  [[nodiscard]] bool may_unpresume() const { return !stopped() && spent_unpresumed_ != SIZE_MAX; }

  class Deeper;
  class Within;
  class Unpresumed;

 private:
  /// What is asked of one record again and again.
  struct OfRecord {
    std::string path;
    std::vector<const Fact*> facts;  ///< by field; null while it was not looked at
    std::optional<LawDate> date;
    std::map<std::pair<const PackageInstance*, bool>, const Step*> scopes;
  };
  OfRecord& of_record(const Record& record);
  LawDate find_law_date(const Record& record);

  std::unique_ptr<Above> own_;  ///< null where it is shared
  Above& above_;
  const Program& program_;
  const Record& root_;
  std::string prefix_;  ///< of all paths, where the record serves those in it: `shipment`

  std::unordered_map<const Record*, OfRecord> of_records_;
  std::pair<const Record*, OfRecord*> last_record_{};
  Shelf<Step> steps_;
  Shelf<Step> kept_;  ///< answers and constants
  std::unordered_map<const Node*, const Step*> constants_;
  Shelf<Fact> facts_;
  Shelf<FactAt> shown_at_;  ///< of elements, and of facts that no record has
  Shelf<Cause> causes_;
  Shelf<Frame> frames_;
  std::deque<std::string> held_texts_;
  std::deque<Place> held_places_;
  Answers answers_;
  Memo<FittingRows> look_ups_;

  std::size_t steps_max_;
  std::size_t spent_ = 0;
  std::size_t spent_unpresumed_ = 0;  ///< without presumptions; SIZE_MAX once that was too much
  int depth_ = 0;
  Step* at_ = nullptr;              ///< the innermost step that is being worked out
  const Cause* stopped_ = nullptr;  ///< the limit that was passed; null while there is none
  const Step* stopped_step_ = nullptr;
};

/// What several records in one whole ask of those around them. Their evaluations live here as long as it does; facts in
/// them are named as the records below name them, `shipment.route[1].country`.
class Above {
 public:
  /// `any` is a record of the whole. Without `steps_max` the whole may cost what its size allows (limits.hpp).
  Above(const Program& program, const Record& any, const Run& run, std::optional<std::size_t> steps_max = std::nullopt);

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] const RecordPlaces& places() const { return places_; }
  [[nodiscard]] const Run& run() const { return run_; }
  /// False while it is looked at what stands without presumptions.
  [[nodiscard]] bool presumes() const { return presumes_; }
  void presume(bool yes) { presumes_ = yes; }
  /// False when the whole has cost all that it may.
  [[nodiscard]] bool spend(std::size_t steps);

  Evaluation& of(const Record& record, const std::string& prefix);

 private:
  const Program& program_;
  RecordPlaces places_;
  Run run_;
  std::size_t steps_left_;
  std::size_t steps_left_unpresumed_;
  bool presumes_ = true;
  std::vector<std::unique_ptr<Evaluation>> stopped_;  ///< hold the steps of answers given
  std::map<std::pair<const Record*, std::string>, std::unique_ptr<Evaluation>> evaluations_;
};

/// Counts how deep questions stand within each other while it lives; too deep, everything stops.
class Evaluation::Deeper {
 public:
  explicit Deeper(Evaluation& ev) : ev_(ev) {
    if (++ev_.depth_ > EvaluationLimits::kDepth) ev_.stop({why::TooMuch::Of::Depth});
  }
  ~Deeper() { --ev_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Evaluation& ev_;
};

/// While it lives, its step is the one that law is rested on.
class Evaluation::Within {
 public:
  Within(Evaluation& ev, Step& step) : ev_(ev), outer_(std::exchange(ev.at_, &step)) {}
  ~Within() { ev_.at_ = outer_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  Evaluation& ev_;
  Step* outer_;
};

/// While it lives nothing is presumed. What is worked out so has limits of its own, and takes nothing from the answer.
class Evaluation::Unpresumed {
 public:
  explicit Unpresumed(Evaluation& ev) : ev_(ev), spent_(std::exchange(ev.spent_, ev.spent_unpresumed_)) {
    ev_.above_.presume(false);
  }
  ~Unpresumed() {
    ev_.above_.presume(true);
    ev_.spent_unpresumed_ = std::exchange(ev_.spent_, spent_);
    if (ev_.stopped()) ev_.spent_unpresumed_ = SIZE_MAX;
    ev_.stopped_ = nullptr;
  }
  Unpresumed(const Unpresumed&) = delete;
  Unpresumed& operator=(const Unpresumed&) = delete;

 private:
  Evaluation& ev_;
  std::size_t spent_;
};

}  // namespace shibo::engine
