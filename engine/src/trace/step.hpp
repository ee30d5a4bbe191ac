// The trace of an evaluation: one step for each expression and each definition that was asked, with
// what it was worth and what it followed from. An explanation is a view of these.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"
#include "trace/value.hpp"

namespace shibo::engine {

struct Step;

enum class RuleStatus : std::uint8_t { Passes, Fails, Advises, NotApplicable, Unknown };

/// `passes`, `not applicable`.
[[nodiscard]] const char* to_text(RuleStatus status);

/// Law that a step rests on beside its own: of the group in which something was looked up, of a figure's row, of a
/// rate, of an instrument.
struct Ground {
  std::string name;
  const Law* law = nullptr;
  std::optional<Date> day = {};  ///< on which its period was asked; nothing where it has none, or counted otherwise
};

/// What only few steps have.
struct StepMore {
  std::vector<Ground> grounds;
  /// What was looked at and made the step what it is, but is not shown under it: arguments, elements that do not count.
  std::vector<const Step*> asides;
  const PackageInstance* added_by = nullptr;  ///< of a row: the package that added it to another's table
  std::string advice;                         ///< of a rule that fails or advises, its figures filled in
  std::optional<Value> applies;               ///< of a rule or decision: does it concern the record?
};

/// What a fact, a list or an element of it goes by, and where it stands in the input.
struct FactAt {
  std::string path;  ///< `materials[2].value`; of an element of what is no field, its variable and its number
  Place place;
};

/// Steps are kept by the hundred thousand: what few have is in `more()`, and what lives elsewhere is pointed to.
struct Step {
  enum class Kind : std::uint8_t {
    Expression,  ///< `node`, as written
    Fact,        ///< a field of a record: `at`
    Definition,  ///< `named` for `record`, by `text`
    Branch,      ///< of a block: `label` holds its marks
    Case,        ///< of `first of`, of a decision: `label` holds the outcome
    Figure,      ///< that an outcome carries: `label` is its name
    Exception,
    Element,  ///< of a list: `at`
    Row,      ///< of a table that was chosen
    Rule,
    Decision,
    Scope,
  };
  enum class Clause : std::uint8_t { None, When, Require, Recommend };
  Kind kind = Kind::Expression;
  Clause clause = Clause::None;             ///< of a rule, of which the step is a `Case`
  std::optional<Truth> taken = {};          ///< of a case of `first of` and of an exception: is it the one that counts?
  RuleStatus status = RuleStatus::Unknown;  ///< of a rule
  bool shared = false;                      ///< asked of a record around several, by each of them
  bool presumed = false;                    ///< the value is what the law presumes
  bool stands = false;                      ///< the value is the same where nothing is presumed
  bool by_mapping = false;                  ///< the fact comes from a mapping's `blank means`
  mutable std::optional<bool> leans;        ///< kept by leans_on_presumption
  const Node* node = nullptr;
  const Named* named = nullptr;
  const Text* text = nullptr;
  const Record* record = nullptr;
  const Law* law = nullptr;    ///< of this text, branch, row …; null when it has none
  const FactAt* at = nullptr;  ///< of a fact or an element; of a quantifier or a sum, of the list it goes through
  const Type* type = &kNoType;
  Written written;         ///< in the rules
  std::string_view label;  ///< a name that stands in the program
  Value value;
  std::vector<const Step*> children;

  [[nodiscard]] const StepMore& more() const { return more_ != nullptr ? *more_ : kNoMore; }
  [[nodiscard]] StepMore& add_more() {
    if (more_ == nullptr) more_ = std::make_unique<StepMore>();
    return *more_;
  }
  /// The steps under it are no longer there.
  void forget_parts() {
    children.clear();
    if (more_ != nullptr) more_->asides.clear();
  }
  [[nodiscard]] const std::string& path() const { return at != nullptr ? at->path : kNoAt.path; }
  [[nodiscard]] const Place& place() const { return at != nullptr ? at->place : kNoAt.place; }

 private:
  static const Type kNoType;
  static const FactAt kNoAt;
  static const StepMore kNoMore;

  std::unique_ptr<StepMore> more_;
};

/// Whether a presumption is among what the step was made of. Requires: the step is finished.
[[nodiscard]] bool leans_on_presumption(const Step& step);

/// Whether it is what a rule requires or recommends.
[[nodiscard]] inline bool is_requirement(const Step& step) {
  return step.clause == Step::Clause::Require || step.clause == Step::Clause::Recommend;
}

/// Whether the step is of an expression of this kind.
template <class T>
[[nodiscard]] bool is(const Step& step) {
  return step.node != nullptr && std::holds_alternative<T>(step.node->what);
}

}  // namespace shibo::engine
