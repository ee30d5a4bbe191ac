// Expressions as the checker leaves them: every name resolved, every node typed. A node refers to others by plain
// pointers, and keeps the place it was written at, so that a trace can be shown in the author's own words.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "load/written.hpp"
#include "record/schema.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::engine {

struct Node;
struct Named;
struct PackageInstance;
struct InstrumentInfo;

/// What stands beside anything of law: its citation, its marks, its period (both days included).
struct Law {
  std::vector<std::string> cites;
  bool unverified = false;
  std::string unverified_why;
  std::optional<Date> since;
  std::optional<Date> until;

  [[nodiscard]] bool dated() const { return since.has_value() || until.has_value(); }
  [[nodiscard]] bool in_force(Date day) const { return (!since || *since <= day) && (!until || day <= *until); }
};

/// Some day is in both periods.
[[nodiscard]] bool periods_meet(const Law& a, const Law& b);

namespace node {

struct Constant {
  Scalar value;
  const InstrumentInfo* instrument = nullptr; /* where it is the name of one */
};
struct This {};
struct Variable {
  int slot = 0;
  std::string name;
};  ///< what a quantifier or an aggregate has bound
struct Argument {
  int index = 0;
  std::string name;
};  ///< a parameter of the definition
struct Parent {
  const Node* of = nullptr;
};  ///< `shipment`
struct Field {
  const Node* of = nullptr;
  int index = 0;
};

/// A definition asked of a record: `WO`, `m.foreign_content(k)`, `stay_limit(regime).times`.
struct Call {
  static constexpr int kNoColumn = -1;  ///< of a table with several, none was named yet
  const Named* name = nullptr;
  const Node* of = nullptr;            ///< the record; null for what belongs to no record
  std::vector<const Node*> arguments;  ///< one for each parameter; defaults filled in
  int column = 0;                      ///< of a table with several
};

struct List {
  std::vector<const Node*> items;
};
struct Negate {
  const Node* operand = nullptr;
};
struct Not {
  const Node* operand = nullptr;
};
struct Chain {
  struct Term {
    dsl::Chain::Op op;
    const Node* operand = nullptr;
    Type type;
  };  ///< of the result so far
  const Node* first = nullptr;
  std::vector<Term> rest;
};
struct Logic {
  bool conjunction = true;
  std::vector<const Node*> operands;
};
struct Compare {
  const Node* left = nullptr;
  dsl::Comparison::Op op = dsl::Comparison::Op::Is;
  const Node* right = nullptr;
  const Node* within = nullptr;
};
/// `D is eligible`, for a decision D: the outcome's name.
struct OutcomeIs {
  const Node* decision = nullptr;
  std::vector<std::string> outcomes;
  bool negated = false;
  std::vector<Written> places; /* of the outcomes */
};
/// Left is a value or a record; each set is a list, a group, a kind or a range.
struct In {
  const Node* left = nullptr;
  std::vector<const Node*> sets;
  bool negated = false;
};
struct Range {
  const Node* from = nullptr;
  const Node* to = nullptr;
};
struct GroupRef {
  const Named* group = nullptr;
};
struct Test {
  const Node* operand = nullptr;
  dsl::Test::Kind kind = dsl::Test::Kind::Empty;
};

struct Branch {
  std::string marks;
  const Node* condition = nullptr;
  Law law;
  Written written;
};
struct Block {
  dsl::Block::Kind kind = dsl::Block::Kind::Any;
  int least = 0;
  std::vector<Branch> branches;
};
struct Case {
  const Node* value = nullptr;
  const Node* condition = nullptr;
  Law law;
  Written written;
};
struct FirstOf {
  std::vector<Case> cases;
};

struct Quantified {
  bool every = true;
  int slot = 0;
  std::string variable;
  const Node* list = nullptr;
  const Node* where = nullptr;
  const Node* satisfies = nullptr;
};
/// What an aggregate over a series asks of each record: what is said of that record alone is worked out once for all
/// who count it, and only the window is the counting record's own.
struct Count {
  std::uint32_t id = 0;  ///< its place among the program's counts, from 1
  const Named* series = nullptr;
  const PackageInstance* package = nullptr;  ///< in whose words it is counted
  int day = -1;                              ///< the field that the window is of; -1: no window
  const Node* from = nullptr;                ///< null: from the beginning
  const Node* to = nullptr;                  ///< null: to the end
  bool after = false;                        ///< `from` itself is not in the window
  bool before = false;                       ///< `to` itself is not
  std::vector<const Node*> others;           ///< what else must hold of a record that counts
};
struct Aggregate {
  dsl::Aggregate::Kind kind = dsl::Aggregate::Kind::Sum;
  int slot = 0;
  std::string variable;
  const Node* value = nullptr;
  const Node* list = nullptr;
  const Node* where = nullptr;
  std::shared_ptr<const Count> count = {};  ///< over a series; else null
};
struct Rounded {
  const Node* value = nullptr;
  Scalar step;
  dsl::Rounded::Mode mode = dsl::Rounded::Mode::HalfUp;
};
struct Presumed {
  const Node* value = nullptr;
  const Node* presumption = nullptr;
};
struct AsOf {
  const Node* value = nullptr;
  const Node* date = nullptr;
};
struct UnitsBetween {
  dsl::UnitsBetween::Count count = dsl::UnitsBetween::Count::Whole;
  dsl::UnitsBetween::Unit unit = dsl::UnitsBetween::Unit::Days;
  const Node* from = nullptr;  ///< a day and a day, or a time and a time
  const Node* to = nullptr;
};
/// `D + 10 days of office_days`: the tenth day after D that the group names; the tenth before it where `back`.
struct DayOfGroup {
  const Node* from = nullptr;
  const Node* days = nullptr;  ///< a duration
  const Named* group = nullptr;
  bool back = false;
};
/// `1 January of D`: that day of the year of D. It is a day of every year.
struct DayOfYear {
  int day = 1;
  int month = 1;
  const Node* date = nullptr;
};
/// `date of t`, `length of x`: a word, `of`, one operand.
struct WordOf {
  dsl::OfWord word = dsl::OfWord::Date;
  const Node* operand = nullptr;
};
/// `x is invalid`: whether what the record says of a field cannot be read.
struct Invalid {
  const Node* field = nullptr;
  bool negated = false;
};
struct Between {
  const Node* low = nullptr;
  const Node* high = nullptr;
};
struct Unknown {
  std::string why;
};

// Kinds: sets of goods. A kind is asked of a candidate; `chapter of hs` is worked out on the record
// in which the kind was written.
struct Codes {
  std::vector<HsRange> ranges;
};
struct Anything {};
struct Nothing {};
struct SameLevel {
  dsl::CodeSet::Level level = dsl::CodeSet::Level::Heading;
  const Node* code = nullptr;
};
struct Predicate {
  const Named* condition = nullptr;
};  ///< asked of the candidate
struct FactOfCandidate {
  const RecordType* record = nullptr;
  int index = 0;
};  ///< a truth that the candidate's record holds
struct Union {
  std::vector<const Node*> kinds;
};
struct Both {
  const Node* left = nullptr;
  const Node* right = nullptr;
};  ///< `milky of heading 1901`

}  // namespace node

struct Node {
  Type type;
  Written written;
  std::variant<node::Constant, node::This, node::Variable, node::Argument, node::Parent, node::Field, node::Call,
               node::List, node::Negate, node::Not, node::Chain, node::Logic, node::Compare, node::OutcomeIs, node::In,
               node::Range, node::GroupRef, node::Test, node::Block, node::FirstOf, node::Quantified, node::Aggregate,
               node::Rounded, node::Presumed, node::AsOf, node::UnitsBetween, node::DayOfGroup, node::WordOf,
               node::DayOfYear, node::Invalid, node::Between,
               node::Unknown, node::Codes, node::Anything, node::Nothing, node::SameLevel, node::Predicate,
               node::FactOfCandidate, node::Union, node::Both>
      what;
  std::uint32_t id = 0;  ///< its place among the program's nodes, from 1
};

/// How many of its first digits two codes share that are of one chapter, one heading, one subheading; of a code all.
[[nodiscard]] std::size_t digits_of(dsl::CodeSet::Level level);

/// `<`, `<=`, `>`, `>=`.
[[nodiscard]] bool is_order(dsl::Comparison::Op op);

/// The comparison that holds of two values where this one does not. Requires: the two can be compared, and `op` is none
/// of a part of a text.
[[nodiscard]] dsl::Comparison::Op opposite(dsl::Comparison::Op op);

}  // namespace shibo::engine
