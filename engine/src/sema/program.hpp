// The checked program: every name resolved, every expression typed, nothing left to find out but the
// record. It is made once by `check` (sema/check.hpp) and never changes; evaluation only reads it.
//
// Nodes are owned by the Program and refer to each other by plain pointers. Each keeps the place it
// was written at, so that a trace can be shown in the author's own words.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "record/record.hpp"
#include "record/schema.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::engine {

struct Node;
struct Named;
struct PackageInstance;
struct InstrumentInfo;

/// Where something of the law is written.
struct Written {
  const dsl::Source* source = nullptr;
  dsl::Span span;
};

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

// ── Expressions ────────────────────────────────────────────────────────────────────────────────

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
struct Aggregate {
  dsl::Aggregate::Kind kind = dsl::Aggregate::Kind::Sum;
  int slot = 0;
  std::string variable;
  const Node* value = nullptr;
  const Node* list = nullptr;
  const Node* where = nullptr;
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
struct DateOf {
  const Node* time = nullptr;
};
/// `length of x`: of a text.
struct Length {
  const Node* text = nullptr;
};
/// `x is invalid`: whether what the record says of a field cannot be read.
struct Invalid {
  const Node* field = nullptr;
  bool negated = false;
};
struct PlainOf {
  const Node* text = nullptr;
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
               node::Rounded, node::Presumed, node::AsOf, node::UnitsBetween, node::DateOf, node::Length, node::Invalid,
               node::PlainOf, node::Between, node::Unknown, node::Codes, node::Anything, node::Nothing, node::SameLevel,
               node::Predicate, node::FactOfCandidate, node::Union, node::Both>
      what;
};

// ── Definitions ────────────────────────────────────────────────────────────────────────────────

struct Parameter {
  std::string name;
  Type type;
  bool except_from = false;
  bool has_default = false;
  const Node* default_value = nullptr;
  Written written = {};
};

struct ExceptionText {
  const Node* value = nullptr;  ///< null in a rule
  const Node* condition = nullptr;
  Law law;
  Written written;
  std::vector<std::string> overriding;
  std::vector<ExceptionText> nested;

  /// Does it say so, by a citation of the other?
  [[nodiscard]] bool overrides(const Law& other) const {
    return std::any_of(overriding.begin(), overriding.end(), [&](const std::string& cite) {
      return std::find(other.cites.begin(), other.cites.end(), cite) != other.cites.end();
    });
  }
};

struct DefinitionText {
  const Node* value = nullptr;
  std::vector<ExceptionText> exceptions;
};

struct GroupText {
  struct Member {
    std::optional<Scalar> value;
    std::optional<Scalar> to;  ///< with `value`: a range of it, both ends included
    std::vector<HsRange> codes;
    const Named* group = nullptr;  ///< another group, whole
  };
  struct Row {
    std::vector<Member> members;
    Law law;
    Written written;
  };
  std::vector<Row> rows;
};

struct ParameterText {
  struct Row {
    Scalar value;
    Law law;
    Written written;
  };
  std::vector<Row> rows;
};

struct RuleText {
  const Node* when = nullptr;
  std::vector<ExceptionText> exceptions;
  bool recommends = false;
  const Node* requirement = nullptr;
  static constexpr char kHole = '\x01';
  std::string advise;                                      ///< a kHole for each figure
  std::vector<std::pair<std::string, const Node*>> holes;  ///< `{figure}`, in order
};

struct DecisionText {
  struct Outcome {
    std::string name;
    const Node* condition = nullptr;  ///< null: otherwise
    std::vector<std::pair<std::string, const Node*>> with;
    Law law;
    Written written;
  };
  const Node* asked_when = nullptr;
  const Node* when = nullptr;
  std::vector<Outcome> outcomes;
  std::vector<std::string> answer_order;  ///< the question's outcomes, best first; empty: no question
};

struct TableText {
  struct Key {
    std::string name;
    Type type;
    const Node* value = nullptr;  ///< null: only as an argument of the call
  };
  struct Column {
    std::string name;
    Type type;
  };
  struct Cell {
    enum class Kind { Any, Other, Compare, Items };
    struct Item {
      std::optional<Scalar> value;
      std::optional<Scalar> to;
      std::vector<HsRange> codes;
      const Named* group = nullptr;
      const Node* goods = nullptr;  ///< a kind
    };
    Kind kind = Kind::Any;
    dsl::Comparison::Op op = dsl::Comparison::Op::Less;
    std::vector<Item> items;
  };
  struct Row {
    std::vector<Cell> cells;
    std::vector<const Node*> results;
    Law law;
    Written written;
  };
  std::vector<Key> keys;
  std::vector<Column> columns;
  dsl::TableDecl::Choose choose = dsl::TableDecl::Choose::Unique;
  dsl::TableDecl::Combine combine = dsl::TableDecl::Combine::None;
  std::vector<Row> rows;
  std::vector<const Node*> otherwise;
  int hs_key = -1;                                             ///< the key the index below is on
  std::map<std::string, std::vector<std::size_t>> by_chapter;  ///< two digits -> rows, in order
};

struct RatesText {
  struct Row {
    Money from;
    Money to;
    Law law;
    Written written;
  };
  std::vector<Row> rows;
};

/// One text of a name; several have periods that do not overlap.
struct Text {
  Law law;
  Written written;
  std::string title;
  std::variant<std::monostate, DefinitionText, GroupText, ParameterText, RuleText, DecisionText, TableText, RatesText>
      body;
};

/// Anything that has a name and a meaning in a package.
struct Named {
  enum class Kind { Group, Parameter, Define, Condition, Rule, Decision, Table, Rates };
  Kind kind = Kind::Define;
  std::string name;
  const PackageInstance* package = nullptr;
  const RecordType* record = nullptr;  ///< null for groups, parameters, and tables of no record
  std::vector<Parameter> params;
  Type type;
  std::vector<Text> texts;
  Written written;

  [[nodiscard]] const std::string& title() const { return texts.front().title; }
};

struct Gap {
  std::string what;
  Law law;
  Written written;
  std::vector<const Named*> touches;  ///< empty: everything the package decides
  const Node* when = nullptr;
  const RecordType* record = nullptr;  ///< of `when`
};

struct Scope {
  const RecordType* record = nullptr;
  std::string title;
  Law law;
  const Node* condition = nullptr;
  Written written;
};

struct Conversion {
  const Named* rates = nullptr;
  std::vector<std::string> on;
  Law law;
  Written written;
};

struct TestCase {
  const dsl::TestDecl* syntax = nullptr;
  const dsl::Source* source = nullptr;
  const RecordType* type = nullptr;
  const PackageInstance* package = nullptr;
  std::optional<Date> as_of;
  std::vector<RecordPtr> owned;    ///< the records below and their parents
  const Record* record = nullptr;  ///< null when the data did not check
  struct Expect {
    const dsl::Expectation* syntax = nullptr;
    const Node* what = nullptr;
    const Node* left = nullptr;      ///< of `X is Y` and the like: what to show when it is not so
    const Record* record = nullptr;  ///< the test's, or the one `with` changes
  };
  std::vector<Expect> expectations;
};

struct InstrumentInfo {
  std::string name;  ///< empty: it can be cited, not claimed
  std::string title;
  std::optional<Date> in_force;
  Law law;
  Written written;
};

/// A package as one user sees it: a library with `needs` has an instance for each user.
struct PackageInstance {
  std::string name;  ///< `trade.origin`
  std::string title;
  const PackageInstance* user = nullptr;  ///< whose needs it was filled by
  bool judged = false;                    ///< its rules and decisions are put to records
  struct Edition {
    std::string year;
    std::optional<Date> since, until;
  };
  std::vector<Edition> editions;
  std::vector<Named*> declared;  ///< in order of the files
  std::vector<Gap> gaps;
  std::vector<Scope> scopes;
  std::optional<Conversion> conversion;
  std::deque<InstrumentInfo> instruments;
  std::vector<TestCase> tests;
};

struct QuestionInfo {
  std::string name;  ///< `trade.preference`
  std::string title;
  const RecordType* record = nullptr;
  std::vector<std::string> outcomes;  ///< best first; the first passes, all others fail
};

/// The whole: everything a run needs, and the owner of all of it.
struct Program {
  std::deque<dsl::Source> sources;
  std::deque<dsl::SyntaxTree> trees;
  std::deque<Node> nodes;
  std::deque<Named> named;
  std::deque<RecordType> records;
  std::deque<ChoiceType> choices;
  std::deque<PackageInstance> packages;
  std::deque<QuestionInfo> questions;
  std::deque<Mapping> mappings;
  /// `fact X … only where C`: where C is false, X is false and nobody is asked.
  std::map<std::pair<const RecordType*, int>, const Node*> only_where;
  /// What each package that asks for a fact says of it: one for each `fact X`.
  struct FactLaw {
    const PackageInstance* package;
    Law law;
  };
  std::multimap<std::pair<const RecordType*, int>, FactLaw> fact_laws;
  /// The definitions, rules and decisions that each of them names.
  std::map<const Named*, std::vector<const Named*>> calls;
  /// Rules on which a decision of their own package rests, by itself or through what it names.
  std::set<const Named*> under_decisions;
  std::vector<std::string> units;  ///< declared by packages

  Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
};

}  // namespace shibo::engine
