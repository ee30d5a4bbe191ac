// Expressions as the checker leaves them: every name resolved, every node typed. A node refers to others by plain
// pointers, and keeps the place it was written at, so that a trace can be shown in the author's own words.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
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

/// Each node says by `children()` what stands directly under it, in the order in which it is written: nodes, or what
/// holds some in turn. Definitions that it names are not under it.
namespace node {

struct Constant {
  Scalar value;
  const InstrumentInfo* instrument = nullptr; /* where it is the name of one */
  [[nodiscard]] static auto children() { return std::tie(); }
};
struct This {
  [[nodiscard]] static auto children() { return std::tie(); }
};
struct Variable {
  int slot = 0;
  std::string name;
  [[nodiscard]] static auto children() { return std::tie(); }
};  ///< what a quantifier or an aggregate has bound
struct Argument {
  int index = 0;
  std::string name;
  [[nodiscard]] static auto children() { return std::tie(); }
};  ///< a parameter of the definition
struct Parent {
  const Node* of = nullptr;
  [[nodiscard]] auto children() const { return std::tie(of); }
};  ///< `shipment`
struct Field {
  const Node* of = nullptr;
  int index = 0;
  [[nodiscard]] auto children() const { return std::tie(of); }
};

/// A definition asked of a record: `WO`, `m.foreign_content(k)`, `stay_limit(regime).times`.
struct Call {
  static constexpr int kNoColumn = -1;  ///< of a table with several, none was named yet
  const Named* name = nullptr;
  const Node* of = nullptr;            ///< the record; null for what belongs to no record
  std::vector<const Node*> arguments;  ///< one for each parameter; defaults filled in
  int column = 0;                      ///< of a table with several
  [[nodiscard]] auto children() const { return std::tie(of, arguments); }
};

struct List {
  std::vector<const Node*> items;
  [[nodiscard]] auto children() const { return std::tie(items); }
};
struct Negate {
  const Node* operand = nullptr;
  [[nodiscard]] auto children() const { return std::tie(operand); }
};
struct Not {
  const Node* operand = nullptr;
  [[nodiscard]] auto children() const { return std::tie(operand); }
};
struct Chain {
  struct Term {
    dsl::Chain::Op op;
    const Node* operand = nullptr;
    Type type;
    [[nodiscard]] auto children() const { return std::tie(operand); }
  };  ///< of the result so far
  const Node* first = nullptr;
  std::vector<Term> rest;
  [[nodiscard]] auto children() const { return std::tie(first, rest); }
};
struct Logic {
  bool conjunction = true;
  std::vector<const Node*> operands;
  [[nodiscard]] auto children() const { return std::tie(operands); }
};
struct Compare {
  const Node* left = nullptr;
  dsl::Comparison::Op op = dsl::Comparison::Op::Is;
  const Node* right = nullptr;
  const Node* within = nullptr;
  [[nodiscard]] auto children() const { return std::tie(left, right, within); }
};
/// `D is eligible`, for a decision D: the outcome's name.
struct OutcomeIs {
  const Node* decision = nullptr;
  std::vector<std::string> outcomes;
  bool negated = false;
  std::vector<Written> places; /* of the outcomes */
  [[nodiscard]] auto children() const { return std::tie(decision); }
};
/// Left is a value or a record; each set is a list, a group, a kind or a range.
struct In {
  const Node* left = nullptr;
  std::vector<const Node*> sets;
  bool negated = false;
  [[nodiscard]] auto children() const { return std::tie(left, sets); }
};
struct Range {
  const Node* from = nullptr;
  const Node* to = nullptr;
  [[nodiscard]] auto children() const { return std::tie(from, to); }
};
struct GroupRef {
  const Named* group = nullptr;
  [[nodiscard]] static auto children() { return std::tie(); }
};
struct Test {
  const Node* operand = nullptr;
  dsl::Test::Kind kind = dsl::Test::Kind::Empty;
  [[nodiscard]] auto children() const { return std::tie(operand); }
};

struct Branch {
  std::string marks;
  const Node* condition = nullptr;
  Law law;
  Written written;
  [[nodiscard]] auto children() const { return std::tie(condition); }
};
struct Block {
  dsl::Block::Kind kind = dsl::Block::Kind::Any;
  int least = 0;
  std::vector<Branch> branches;
  [[nodiscard]] auto children() const { return std::tie(branches); }
};
struct Case {
  const Node* value = nullptr;
  const Node* condition = nullptr;
  Law law;
  Written written;
  [[nodiscard]] auto children() const { return std::tie(value, condition); }
};
struct FirstOf {
  std::vector<Case> cases;
  [[nodiscard]] auto children() const { return std::tie(cases); }
};

struct Quantified {
  bool every = true;
  int slot = 0;
  std::string variable;
  const Node* list = nullptr;
  const Node* where = nullptr;
  const Node* satisfies = nullptr;
  [[nodiscard]] auto children() const { return std::tie(list, where, satisfies); }
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
  [[nodiscard]] auto children() const { return std::tie(list, where, value); }
};
struct Rounded {
  const Node* value = nullptr;
  Scalar step;
  dsl::Rounded::Mode mode = dsl::Rounded::Mode::HalfUp;
  [[nodiscard]] auto children() const { return std::tie(value); }
};
struct Presumed {
  const Node* value = nullptr;
  const Node* presumption = nullptr;
  [[nodiscard]] auto children() const { return std::tie(value, presumption); }
};
struct AsOf {
  const Node* value = nullptr;
  const Node* date = nullptr;
  [[nodiscard]] auto children() const { return std::tie(value, date); }
};
struct UnitsBetween {
  dsl::UnitsBetween::Count count = dsl::UnitsBetween::Count::Whole;
  dsl::UnitsBetween::Unit unit = dsl::UnitsBetween::Unit::Days;
  const Node* from = nullptr;  ///< a day and a day, or a time and a time
  const Node* to = nullptr;
  [[nodiscard]] auto children() const { return std::tie(from, to); }
};
/// `D + 10 days of office_days`: the tenth day after D that the group names; the tenth before it where `back`.
struct DayOfGroup {
  const Node* from = nullptr;
  const Node* days = nullptr;  ///< a duration
  const Named* group = nullptr;
  bool back = false;
  [[nodiscard]] auto children() const { return std::tie(from, days); }
};
/// `1 January of D`: that day of the year of D. It is a day of every year.
struct DayOfYear {
  int day = 1;
  int month = 1;
  const Node* date = nullptr;
  [[nodiscard]] auto children() const { return std::tie(date); }
};
/// `date of t`, `length of x`: a word, `of`, one operand.
struct WordOf {
  dsl::OfWord word = dsl::OfWord::Date;
  const Node* operand = nullptr;
  [[nodiscard]] auto children() const { return std::tie(operand); }
};
/// `x is invalid`: whether what the record says of a field cannot be read.
struct Invalid {
  const Node* field = nullptr;
  bool negated = false;
  [[nodiscard]] auto children() const { return std::tie(field); }
};
struct Between {
  const Node* low = nullptr;
  const Node* high = nullptr;
  [[nodiscard]] auto children() const { return std::tie(low, high); }
};
struct Unknown {
  std::string why;
  [[nodiscard]] static auto children() { return std::tie(); }
};

// Kinds: sets of goods. A kind is asked of a candidate; `chapter of hs` is worked out on the record
// in which the kind was written.
struct Codes {
  std::vector<HsRange> ranges;
  [[nodiscard]] static auto children() { return std::tie(); }
};
struct Anything {
  [[nodiscard]] static auto children() { return std::tie(); }
};
struct Nothing {
  [[nodiscard]] static auto children() { return std::tie(); }
};
struct SameLevel {
  dsl::CodeSet::Level level = dsl::CodeSet::Level::Heading;
  const Node* code = nullptr;
  [[nodiscard]] auto children() const { return std::tie(code); }
};
struct Predicate {
  const Named* condition = nullptr;
  [[nodiscard]] static auto children() { return std::tie(); }
};  ///< asked of the candidate
struct FactOfCandidate {
  const RecordType* record = nullptr;
  int index = 0;
  [[nodiscard]] static auto children() { return std::tie(); }
};  ///< a truth that the candidate's record holds
struct Union {
  std::vector<const Node*> kinds;
  [[nodiscard]] auto children() const { return std::tie(kinds); }
};
struct Both {
  const Node* left = nullptr;
  const Node* right = nullptr;
  [[nodiscard]] auto children() const { return std::tie(left, right); }
};  ///< `milky of heading 1901`

}  // namespace node

struct Node {
  Type type;
  Written written;
  std::variant<node::Constant, node::This, node::Variable, node::Argument, node::Parent, node::Field, node::Call,
               node::List, node::Negate, node::Not, node::Chain, node::Logic, node::Compare, node::OutcomeIs, node::In,
               node::Range, node::GroupRef, node::Test, node::Block, node::FirstOf, node::Quantified, node::Aggregate,
               node::Rounded, node::Presumed, node::AsOf, node::UnitsBetween, node::DayOfGroup, node::WordOf,
               node::DayOfYear, node::Invalid, node::Between, node::Unknown, node::Codes, node::Anything, node::Nothing,
               node::SameLevel, node::Predicate, node::FactOfCandidate, node::Union, node::Both>
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
