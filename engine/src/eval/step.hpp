// The trace of an evaluation: one step for each expression and each definition that was asked, with
// what it was worth and what it followed from. An explanation is a view of these.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/value.hpp"
#include "sema/program.hpp"

namespace shibo::engine {

enum class RuleStatus : std::uint8_t { Passes, Fails, Advises, NotApplicable, Unknown };

/// Law that a step rests on beside its own: of the group in which something was looked up, of a figure's row, of a
/// rate, of an instrument.
struct Ground {
  std::string name;
  const Law* law = nullptr;
  std::optional<Date> day = {};  ///< on which its period was asked; nothing where it has none, or counted otherwise
};

struct Step {
  enum class Kind : std::uint8_t {
    Expression,  ///< `node`, as written
    Fact,        ///< a field of a record: `path`
    Definition,  ///< `named` for `record`, by `text`
    Branch,      ///< of a block: `label` holds its marks
    Case,        ///< of `first of`, of a decision: `label` holds the outcome
    Figure,      ///< that an outcome carries: `label` is its name
    Exception,
    Element,  ///< of a list: `label` holds the variable and its number
    Row,      ///< of a table that was chosen
    Rule,
    Decision,
    Scope,
  };
  Kind kind = Kind::Expression;
  const Node* node = nullptr;
  const Named* named = nullptr;
  const Text* text = nullptr;
  const Record* record = nullptr;
  const Law* law = nullptr;                   ///< of this text, branch, row …; null when it has none
  const PackageInstance* added_by = nullptr;  ///< of a row: the package that added it to another's table
  std::vector<Ground> grounds;
  Written written;  ///< in the rules
  std::string label;
  std::string path;  ///< of a fact; of a quantifier or a sum, of the list it goes through
  Place place;       ///< of a fact, in the input
  Type type;
  Value value;
  RuleStatus status = RuleStatus::Unknown;  ///< of a rule
  std::string advice;                       ///< of a rule that fails or advises, its figures filled in
  Rarely<Value> applies;                    ///< of a rule or decision: does it concern the record?
  bool shared = false;                      ///< asked of a record around several, by each of them
  bool presumed = false;                    ///< the value is what the law presumes
  bool stands = false;                      ///< the value is the same where nothing is presumed
  bool by_mapping = false;                  ///< the fact comes from a mapping's `blank means`
  std::vector<const Step*> children;
  /// What was looked at and made the step what it is, but is not shown under it: arguments, elements that do not count.
  std::vector<const Step*> asides;
  mutable std::optional<bool> leans;  ///< kept by leans_on_presumption
};

/// Whether the step is of an expression of this kind.
template <class T>
[[nodiscard]] bool is(const Step& step) {
  return step.node != nullptr && std::holds_alternative<T>(step.node->what);
}

}  // namespace shibo::engine
