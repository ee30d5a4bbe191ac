// Why a verdict is what it is, as a tree: each node in the rule's own words, with the record's
// figures, the citation, the place in the rules and the place in the input.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shibo/place.hpp"
#include "shibo/truth.hpp"

namespace shibo {

struct Explanation {
  enum class Kind : std::uint8_t {
    Decision,  ///< `name`; children: its outcomes, down to the first that holds
    Outcome,   ///< `name` is the outcome; children: its condition
    Rule,      ///< `name`; children: scope, when, exceptions, requirement
    Scope,     ///< of the package `name`
    When,
    Requirement,
    Definition,  ///< `name`, asked of a record or worked out
    Branch,      ///< of `any of` or `all of`; `name` holds its marks, `(a)`
    Case,        ///< of `first of`
    Figure,      ///< that an outcome carries; `name` and `value`
    Exception,   ///< `name` says whether it holds
    Element,     ///< of a list, `name` is `material 2`; the last of many may say how many more there are
    Row,         ///< of a table, that was chosen or could be
    Series,      ///< a count of one, `name`; children: the records that it counts, as facts named by their ids
    Comparison,  ///< a condition that is not looked into further; children: its figures
    Fact,        ///< a field of the record; `name` is its path, `materials[2].value`
    Expression,  ///< anything else
  };

  /// How near an alternative came, beside the others that did not hold either.
  enum class Part : std::uint8_t {
    Main,    ///< nearest, or no alternative at all
    Beside,  ///< another came nearer
    Closed,  ///< was never open: it fails by what nobody claimed
  };

  Kind kind = Kind::Expression;
  Part part = Part::Main;
  Truth truth = Truth::Unknown;  ///< of a condition; Unknown too for what is none
  bool condition = false;        ///< whether `truth` means anything
  bool known = false;            ///< whether `value` is one value
  std::string name;
  std::string title;  ///< of a definition, rule or decision
  std::string text;   ///< as it is written in the rules
  std::string
      says;  ///< what the record has, and what is asked of it: `share is 38%; must be at least 40%`; may be empty
  std::string value;  ///< for people: `38.2%`, `CNY 1,240.00`, `unknown`
  /// What `value` is exactly, in the language's own form: `2/3`, `USD 1240`, `8703.23`, `2024-05-01`; empty of what is
  /// not known, and of conditions, records, lists and kinds of goods.
  std::string exact;
  /// Which expression of the loaded rules it is, counted from 1: the same rules, loaded in the same order, count alike.
  /// 0 of what is none.
  std::uint32_t node = 0;
  std::string added_by;  ///< of a row: the package that added it to the table of another; else empty
  std::vector<std::string> citations;
  bool unverified = false;
  std::string unverified_why;
  bool presumed = false;    ///< nobody said it: the law presumes it
  bool repeated = false;    ///< its children are told above, where it counted first
  bool by_mapping = false;  ///< not in the input: a mapping says what a blank cell means
  std::string to_fix;       ///< the rule's own advice, when it fails
  Place rule;
  Place fact;
  std::vector<Explanation> children;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

}  // namespace shibo
