// The trace of an evaluation: one step for each expression and each definition that was asked, with
// what it was worth and what it followed from. An explanation is a view of these.
#pragma once

#include <string>
#include <vector>

#include "eval/value.hpp"
#include "sema/program.hpp"

namespace shibo::engine {

enum class RuleStatus : std::uint8_t { Passes, Fails, Advises, NotApplicable, Unknown };

struct Step {
  enum class Kind : std::uint8_t {
    Expression,   ///< `node`, as written
    Fact,         ///< a field of a record: `path`
    Definition,   ///< `named` for `record`, by `text`
    Branch,       ///< of a block: `label` holds its marks
    Case,         ///< of `first of`, of a decision: `label` holds the outcome
    Exception,
    Element,      ///< of a list: `label` holds the variable and its number
    Row,          ///< of a table that was chosen
    Rule,
    Decision,
    Scope,
  };
  Kind kind = Kind::Expression;
  const Node* node = nullptr;
  const Named* named = nullptr;
  const Text* text = nullptr;
  const Record* record = nullptr;
  const Law* law = nullptr;      ///< of this text, branch, row …; null when it has none
  Written written;               ///< in the rules
  std::string label;
  std::string path;              ///< of a fact
  Place place;                   ///< of a fact, in the input
  Type type;
  Value value;
  RuleStatus status = RuleStatus::Unknown;  ///< of a rule
  Value applies;                            ///< of a rule or decision: does it concern the record?
  bool presumed = false;                    ///< the value is what the law presumes
  bool by_mapping = false;                  ///< the fact comes from a mapping's `blank means`
  std::vector<const Step*> children;
};

}  // namespace shibo::engine
