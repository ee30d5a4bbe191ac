// The checked program: every name resolved, every expression typed, nothing left to find out but the
// record. It is made once by `check` (check/check.hpp) and never changes; evaluation only reads it.
//
// What declarations say is here, what expressions say in program/node.hpp. Nodes are owned by the Program.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "program/key_cells.hpp"
#include "program/node.hpp"
#include "program/table_index.hpp"
#include "program/uses.hpp"
#include "record/record.hpp"
#include "record/schema.hpp"
#include "shibo/dsl/syntax.hpp"
#include "value/country.hpp"

namespace shibo::engine {

struct PackageInstance;

/// Orders what a program owns as it was declared: where two things stand in memory says nothing.
struct ById {
  template <class T>
  bool operator()(const T* a, const T* b) const {
    return of(a) < of(b);
  }
  template <class T>
  static std::uint32_t of(const T* one) {
    return one != nullptr ? one->id : 0;
  }
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
  /// Those before it, by their index, with which it may hold and give another value: nothing shows that they never do.
  std::vector<std::size_t> may_clash_with;

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
    KeyCells cells = {};          ///< of each row
  };
  struct Column {
    std::string name;
    Type type;
  };
  using Cell = KeyCell;
  struct Row {
    std::vector<const Node*> results;
    Law law;
    Written written;
    const PackageInstance* added_by = nullptr;  ///< that is not the table's; null: its own
    /// Nothing proves that it contradicts no other row: which keys it fits only a record or the day can tell, or
    /// whether a narrower row takes those that another row fits too, or the proof was given up.
    bool left_to_run = false;
  };
  std::vector<Key> keys;
  std::vector<Column> columns;
  dsl::TableDecl::Choose choose = dsl::TableDecl::Choose::Unique;
  dsl::TableDecl::Combine combine = dsl::TableDecl::Combine::None;
  std::vector<Row> rows;
  std::vector<const Node*> otherwise;
  TableIndex index;  ///< of the rows

  /// Requires: a cell for each key.
  void add(Row row, std::vector<Cell> cells);
  [[nodiscard]] const Cell& cell(std::size_t row, std::size_t key) const { return keys[key].cells[row]; }
  /// Gives back what only adding needs, and indexes the rows. Call it once, when all are added and groups are known.
  void complete();
};

/// What a text of the law leaves open: true or false by the run, else by the package.
struct ReadingText {
  std::optional<bool> value;  ///< as the package reads it; none: it leaves it open
  Law law;                    ///< by which it does
  Written written;
};

struct RatesText {
  struct Row {
    Money from;
    Money to;
    Law law;
    Written written;
    const PackageInstance* added_by = nullptr;  ///< that is not the rates'; null: their own
  };
  std::vector<Row> rows;
};

struct SeriesText {
  std::vector<std::vector<int>> by;  ///< paths to fields, from the record, in which those of one series agree
};

/// One text of a name; several have periods that do not overlap.
struct Text {
  Law law;
  Written written;
  std::string title;
  std::variant<std::monostate, DefinitionText, GroupText, ParameterText, RuleText, DecisionText, TableText, RatesText,
               SeriesText, ReadingText>
      body;
};

/// Anything that has a name and a meaning in a package.
struct Named {
  enum class Kind { Group, Parameter, Define, Condition, Rule, Decision, Table, Rates, Series, Reading };
  std::uint32_t id = 0;  ///< its place among the program's names, from 1
  Kind kind = Kind::Define;
  std::string name;
  const PackageInstance* package = nullptr;
  const RecordType* record = nullptr;  ///< null for groups, parameters, readings, and tables of no record
  std::vector<Parameter> params;
  Type type;
  std::vector<Text> texts;
  Written written;
  /// What goes by a name of its own in it: keys and columns of a table, outcomes of a decision, as written; each once,
  /// for all texts.
  struct Part {
    enum class Kind { Key, Column, Outcome };
    Kind kind = Kind::Key;
    std::string name;
  };
  std::vector<Part> parts;
  std::vector<const Named*> calls;  ///< definitions, rules and decisions that it names, each once
  bool under_decision = false;      ///< a rule on which a decision of its own package rests, if through others

  [[nodiscard]] const std::string& title() const { return texts.front().title; }
  /// The index of a part, or -1.
  [[nodiscard]] int find_part(Part::Kind of_kind, std::string_view part) const;
};

/// As rules write it: `define`, `condition`.
[[nodiscard]] const char* kind_word(Named::Kind kind);
/// `key`, `column`, `outcome`.
[[nodiscard]] const char* kind_word(Named::Part::Kind kind);

struct Gap {
  const PackageInstance* package = nullptr;
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
  std::map<const Named*, bool> readings;  ///< as the test reads what the law leaves open
  std::vector<RecordPtr> owned;           ///< the records below and their parents
  const Record* record = nullptr;         ///< null when the data did not check
  std::vector<RecordPtr> among = {};      ///< the history that series count in
  bool among_all = true;                  ///< there are no others
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
  std::uint32_t id = 0;  ///< its place among the program's packages, from 1
  std::string name;      ///< `trade.origin`
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

/// A mapping as one package declares it; `Mapping` is what it is with those that it stands on.
struct MappingInfo {
  std::string name;  ///< `trade.usual`
  std::string title;
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
  std::vector<const Node*> counts;            ///< aggregates over a series, in order of their numbers
  std::deque<MappingInfo> declared_mappings;  ///< for each user of a library again
  Uses uses;
  std::vector<std::string> units;     ///< declared by packages
  std::vector<OwnCountry> countries;  ///< the same, beside those of ISO 3166-1

  /// What packages that ask for a fact say of it.
  struct OfFact {
    /// Where it is false, the fact is false and nobody is asked; null: asked everywhere.
    const Node* only_where = nullptr;
    struct Said {
      const PackageInstance* package;
      Law law;
    };
    std::vector<Said> laws;  ///< one for each `fact X`
  };
  [[nodiscard]] const OfFact& of_fact(const RecordType& record, int field) const;
  /// The same to say it: makes room for a fact of which nothing was said.
  OfFact& say_of_fact(const RecordType& record, int field);

  Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

 private:
  std::vector<std::vector<OfFact>> of_facts_;  ///< by record and field, as far as anything is said
};

}  // namespace shibo::engine
