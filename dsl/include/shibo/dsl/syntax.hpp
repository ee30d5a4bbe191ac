// The syntax tree: what a file says, before anyone asks what it means.
//
// Literals keep the text they were written with and every node keeps its span, so the formatter can
// write the file back and a diagnostic can point at it. Nothing here is resolved: whether `RCEP` is
// a group, an instrument or a value of a choice is for the checker (engine/src/sema) to find out.
//
// Nodes are plain data. A parse makes them and nobody changes them afterwards.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shibo/dsl/source.hpp"

namespace shibo::dsl {

struct Spanned {
  Span span;
};

/// A name, label or soft word as written.
struct Word : Spanned {
  std::string text;
};

/// A string literal; `value` has its escapes decoded, the span covers the quotes.
struct Text : Spanned {
  std::string value;
};

// ── Attributes ─────────────────────────────────────────────────────────────────────────────────

/// `cites "A", "B"   unverified "why"   since D   until D`, wherever law may be cited or dated.
struct Attributes {
  std::vector<Text> cites;
  bool unverified = false;
  Span unverified_span;
  std::optional<Text> unverified_why;
  std::optional<Word> since;  ///< the date's text
  std::optional<Word> until;
};

// ── Types ──────────────────────────────────────────────────────────────────────────────────────

struct TypeExpr;
using TypePtr = std::shared_ptr<const TypeExpr>;

struct ChoiceValue : Spanned {
  Word name;
  std::optional<Text> doc;
  Attributes attributes;  ///< only since and until
};

struct TypeExpr : Spanned {
  enum class Kind {
    Named,           ///< `money`, `country`, `hs`, `Good`, `process`: one word, in `name`
    MoneyIn,         ///< `money in USD`; the currency is `name`
    QuantityIn,      ///< `quantity in kg`; the unit is `name`
    ListOf,          ///< `list of T`; T is `element`
    Choice,          ///< `choice of { a, b }`
  };
  Kind kind = Kind::Named;
  Word name;
  TypePtr element;
  std::vector<ChoiceValue> choices;
};

// ── Literals, codes and data ───────────────────────────────────────────────────────────────────

struct Literal : Spanned {
  enum class Kind {
    Number,    ///< `12`, `1_000`, `6109.10` (a code, when the type says so)
    Code,      ///< `8703.23.10`
    Percent,   ///< `40%`
    PerMille,  ///< `0.5‰`
    Money,     ///< `USD 200`: unit holds the currency
    Quantity,  ///< `500 kg`, `48 hours`, `1 year`: unit holds the word
    Date,
    Time,
    String,    ///< decoded value in `text`
    True,
    False,
  };
  Kind kind = Kind::Number;
  std::string text;  ///< the digits as written, signs and units left out
  std::string unit;
  bool negative = false;  ///< only in data, where `-3` is one item
};

/// One stretch of a code set: `8703`, or `50 to 63` with both ends in it.
struct CodeRange : Spanned {
  Word from;
  std::optional<Word> to;
};

/// `chapter 04`, `headings 5106 to 5113, 5204`, `subheading 6406.90`, `code 8703.23.10`.
struct CodeSet : Spanned {
  enum class Level { Chapter, Heading, Subheading, Code };
  Level level = Level::Heading;
  bool plural = false;  ///< written with the plural word
  std::vector<CodeRange> ranges;
};

struct Data;
using DataPtr = std::shared_ptr<const Data>;

/// `label: data` in a test, a setting or a block.
struct Entry : Spanned {
  Word label;
  DataPtr value;
};

struct DataList {
  std::vector<DataPtr> items;
  bool incomplete = false;  ///< `[ a, b incomplete ]`: there may be more
};
struct DataBlock {
  std::vector<Entry> entries;
  std::optional<Text> like;  ///< `like "test title" { … }`, only in `among`
};
struct DataMissing {};
struct DataInvalid {
  Text text;  ///< `invalid "87O3"`: a cell that is there but is not of its type
};

/// What a test, group, row or parameter holds. Never computed; the field's type reads it.
struct Data : Spanned {
  std::variant<Literal, Word, CodeSet, DataList, DataBlock, DataMissing, DataInvalid> node;
};

// ── Expressions ────────────────────────────────────────────────────────────────────────────────

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

struct Argument : Spanned {
  std::optional<Word> label;
  ExprPtr value;
};

/// One step of a path: a name, or a call whose parenthesis touches it.
struct PathStep : Spanned {
  Word name;
  bool called = false;
  std::vector<Argument> arguments;
};

/// `fob_value`, `m.foreign_content(k)`, `stay_limit(regime).times`, `this`, `anything`,
/// `CTH except from chapter 04, crust`.
struct Reference {
  std::vector<PathStep> steps;
  std::vector<ExprPtr> except_from;  ///< kind items; empty when not written
};

/// `chapter of hs`, `heading of m.hs`.
struct LevelOf {
  CodeSet::Level level = CodeSet::Level::Heading;
  ExprPtr code;
};

/// `30% of exw_price`, `tolerance of good_value`; among kinds: `milky of subheading 1901.90`.
struct OfExpr {
  ExprPtr left;
  ExprPtr right;
};

struct ListExpr {
  std::vector<ExprPtr> items;
};

struct Parens {
  ExprPtr inner;
};

struct Negation {  ///< `-x`
  ExprPtr operand;
};
struct NotExpr {  ///< `not x`
  ExprPtr operand;
};

/// A flat chain of one precedence: `a + b - c` or `a * b / c`.
struct Chain {
  enum class Op { Add, Subtract, Multiply, Divide };
  struct Term {
    Op op = Op::Add;
    Span op_span;
    ExprPtr operand;
  };
  ExprPtr first;
  std::vector<Term> rest;
};

/// A flat `a and b and c` or `a or b or c`; the two never mix without parentheses.
struct Logic {
  enum class Op { And, Or };
  Op op = Op::And;
  std::vector<ExprPtr> operands;
};

/// A comparison of two values. Never chained.
struct Comparison {
  enum class Op {
    Less, LessEqual, Greater, GreaterEqual, Is, IsNot,
    StartsWith, EndsWith, Contains,
  };
  ExprPtr left;
  Op op = Op::Is;
  Span op_span;
  ExprPtr right;
  ExprPtr within;  ///< `a is b within 1%`; null when not written
};

/// `x in g`, `hs not in chapters 50 to 63, heading 9404`, `date in A to B`.
struct Membership {
  ExprPtr left;
  bool negated = false;
  std::vector<ExprPtr> sets;  ///< joined by commas: code sets, names, a list, or one RangeExpr
};

/// `A to B`, both ends included; only inside a Membership.
struct RangeExpr {
  ExprPtr from;
  ExprPtr to;
};

/// `x is empty`, `x is not empty`, `proof is given`, `proof is missing`, `r passes`, `r fails`, `r applies`.
struct Test {
  enum class Kind { Empty, NotEmpty, Given, Missing, Passes, Fails, Applies };
  ExprPtr operand;
  Kind kind = Kind::Empty;
};

/// A branch of a block, with its paragraph marks: `(1)(a) under_customs_control cites "…"`.
struct Branch : Spanned {
  std::vector<Word> marks;  ///< without their parentheses
  ExprPtr condition;
  Attributes attributes;
};

/// `any of { … }`, `all of { … }`, `at least 3 of { … }`.
struct Block {
  enum class Kind { Any, All, AtLeast };
  Kind kind = Kind::Any;
  std::string least;  ///< the number's text, for AtLeast
  std::vector<Branch> branches;
};

/// `V when C`, or the last one, `V otherwise` (condition is null).
struct Case : Spanned {
  ExprPtr value;
  ExprPtr condition;
  Attributes attributes;
};

struct FirstOf {
  std::vector<Case> cases;
};

struct Quantified {
  enum class Kind { Every, Some };
  Kind kind = Kind::Every;
  Word variable;
  ExprPtr list;
  ExprPtr where;  ///< null when not written
  ExprPtr satisfies;
};

struct Aggregate {
  enum class Kind { Sum, Count, CountDistinct, Min, Max, List };
  Kind kind = Kind::Sum;
  ExprPtr value;  ///< null for `count of m in …`; for `min of [a, b]` the list literal, with no variable
  std::optional<Word> variable;
  ExprPtr list;
  ExprPtr where;
};

struct Rounded {
  enum class Mode { HalfUp, HalfDown, HalfEven, Up, Down };
  ExprPtr value;
  Literal step;  ///< `0.01`, `CNY 1`, `0.1 kg`
  Mode mode = Mode::HalfUp;
};

/// `proven presumed false`: what the law holds while the fact is not shown.
struct Presumed {
  ExprPtr value;
  ExprPtr presumption;
};

/// `parties as of proof.issued_on`.
struct AsOf {
  ExprPtr value;
  ExprPtr date;
};

/// `unknown "why"`: a value that the package says it cannot give.
struct UnknownExpr {
  Text why;
};

struct Expr : Spanned {
  std::variant<Literal, Reference, CodeSet, LevelOf, OfExpr, ListExpr, Parens, Negation, NotExpr, Chain,
               Logic, Comparison, Membership, RangeExpr, Test, Block, FirstOf, Quantified, Aggregate,
               Rounded, Presumed, AsOf, UnknownExpr>
      node;
};

/// `except V when C cites "…" overriding "Art. 3.11(1)" { except … }`. In a rule the value is null.
struct Exception : Spanned {
  ExprPtr value;
  ExprPtr condition;
  Attributes attributes;
  std::vector<Text> overriding;
  std::vector<Exception> nested;
};

// ── Declarations ───────────────────────────────────────────────────────────────────────────────

/// A parameter of a definition: `k : kind = anything`, or `except from excluded : kind = nothing`.
struct Param : Spanned {
  bool except_from = false;
  Word name;
  TypePtr type;
  ExprPtr default_value;  ///< null when not written
};

/// What most declarations begin with: `NAME(params) "title" for Record … attributes`.
struct Head {
  Word name;
  std::vector<Param> params;
  std::optional<Text> title;
  std::optional<Word> record;  ///< the word after `for`
  TypePtr type;                ///< after `:`; null when not written
  Attributes attributes;
};

struct FieldDecl : Spanned {
  Word name;
  TypePtr type;
  bool required = false;
  bool key = false;
  bool evidence = false;
  bool fixed = false;
  bool parts = false;            ///< `as parts`
  std::optional<Word> edition;   ///< `edition hs_edition`: the field that names the code's HS edition
  DataPtr at_least;              ///< `from 0`
  DataPtr at_most;               ///< `to 100`
  std::optional<Text> doc;
};

struct RecordDecl : Spanned {
  Word name;
  std::optional<Text> title;
  std::optional<Word> parent;  ///< `in Shipment`
  std::vector<Word> dated_by;  ///< a path: `shipment.import_date`
  std::vector<FieldDecl> fields;
};

struct ChoiceDecl : Spanned {
  bool extends = false;  ///< `extend process { … }` adds values to a choice of another package
  Word name;
  std::optional<Text> title;
  std::vector<ChoiceValue> values;
};

struct UnitDecl : Spanned {  ///< `unit persons "…"`: a count that does not mix with others
  Word name;
  std::optional<Text> title;
};

struct InstrumentDecl : Spanned {  ///< `instrument RCEP "…" in force 2022-01-01 until …`
  Word name;
  std::optional<Text> title;
  std::optional<Word> in_force;
  Attributes attributes;  ///< `until`, `unverified`
};

/// A row of a group: members, then its period and citation.
struct GroupRow : Spanned {
  struct Member : Spanned {
    std::variant<DataPtr, CodeSet> what;  ///< a value, the name of another group, or codes
    DataPtr to;                           ///< `A to B`
  };
  std::vector<Member> members;
  Attributes attributes;
};
struct GroupDecl : Spanned {
  Head head;  ///< name, title, type, attributes
  std::vector<GroupRow> rows;
};

struct ParameterRow : Spanned {
  DataPtr value;
  Attributes attributes;
};
struct ParameterDecl : Spanned {
  Head head;
  std::vector<ParameterRow> rows;
};

/// `fact upper for Good "question" only where hs in …`: a question of the package's own.
struct FactDecl : Spanned {
  Head head;           ///< no type means a condition
  ExprPtr only_where;  ///< null when not written
};

/// `needs condition originating for Good "…"`: a name that the using package must declare.
struct NeedsDecl : Spanned {
  enum class Kind { Group, Parameter, Condition, Define, Fact };
  Kind kind = Kind::Condition;
  Head head;
};

struct QuestionDecl : Spanned {  ///< `question preference for Good : choice of { … } "…"`
  Head head;
};

struct ScopeDecl : Spanned {
  Head head;  ///< no name; its span is the word `scope`
  ExprPtr condition;
};

struct DefineDecl : Spanned {  ///< a `define` (with a type) or a `condition`
  bool is_condition = false;
  Head head;
  ExprPtr value;
  std::vector<Exception> exceptions;
};

struct RuleDecl : Spanned {
  Head head;
  ExprPtr when;                       ///< null when not written
  std::vector<Exception> exceptions;  ///< `except when C cites …`
  bool recommends = false;
  Span force_span;
  ExprPtr requirement;                ///< null for a `recommend` with `advise` alone
  std::optional<Text> advise;
};

struct Outcome : Spanned {
  Word name;
  ExprPtr condition;  ///< null: `otherwise`
  Attributes attributes;
  std::vector<Word> with;  ///< figures given along
};
struct DecisionDecl : Spanned {
  Head head;
  std::vector<Word> answers;  ///< `answers trade.preference`; empty when not written
  ExprPtr asked_when;
  ExprPtr when;
  std::vector<Outcome> outcomes;
};

struct TableKey : Spanned {
  Word name;
  TypePtr type;   ///< null: the record's field of that name
  ExprPtr value;  ///< `= expression`; null: the field, or an argument of the call
};
struct TableColumn : Spanned {
  std::optional<Word> name;
  TypePtr type;
};

/// A cell of a key: what the key must be for the row to fit.
struct KeyCell : Spanned {
  enum class Kind { Any, Other, Compare, Items };
  struct Item : Spanned {
    std::variant<DataPtr, ExprPtr> what;  ///< a value (or name); or a kind, such as `milky of heading 0401`
    DataPtr to;                           ///< `A to B`
  };
  Kind kind = Kind::Items;
  bool bracketed = false;
  Comparison::Op op = Comparison::Op::Less;
  std::vector<Item> items;
};
struct TableRow : Spanned {
  std::vector<KeyCell> cells;
  std::vector<ExprPtr> results;
  Attributes attributes;
};
struct LoadColumn : Spanned {
  Word field;  ///< a key, a column, or since, until, cites
  Text from;
  std::optional<Text> to;
};
struct TableLoad : Spanned {
  Text file;
  std::optional<Text> table;  ///< of a SQLite file
  std::vector<LoadColumn> columns;
};
struct TableDecl : Spanned {
  enum class Choose { Unique, MostSpecific, First, Collect, AllRows };
  enum class Combine { None, AnyOf, AllOf, Sum, Min, Max };
  Head head;
  std::vector<TableKey> keys;
  std::vector<TableColumn> columns;
  Choose choose = Choose::Unique;
  bool choose_written = false;
  Combine combine = Combine::None;
  std::vector<TableLoad> loads;
  std::vector<TableRow> rows;
  std::vector<ExprPtr> otherwise;
  bool rows_written = false;
};

/// `convert money by customs_rates on declaration_date cites "…"`.
struct ConvertDecl : Spanned {
  Word rates;
  std::vector<Word> on;
  Attributes attributes;
};

/// `rates customs_rates "…" { USD 1 is CNY 7.1059 since … until … }`.
struct RatesRow : Spanned {
  Literal from;
  Literal to;
  Attributes attributes;
};
struct RatesDecl : Spanned {
  Head head;
  std::vector<RatesRow> rows;
};

struct GapDecl : Spanned {  ///< `not encoded "…" cites "…" touches A, B when C`
  Text what;
  Attributes attributes;
  std::vector<Word> touches;
  ExprPtr when;
};

// Mappings fit the columns of files to the fields of records.
struct MappingSetting : Spanned {  ///< `format csv { separator: ";" }`
  Word format;
  std::vector<Entry> settings;
};
struct MappingMissing : Spanned {  ///< `missing "", "N/A"`: cells that mean absent
  std::vector<Text> texts;
};
struct MappingKey : Spanned {  ///< `one lines by "line_no"`; without a path, the record itself
  std::vector<Word> path;
  std::vector<Text> columns;
};
struct MappingField : Spanned {
  std::vector<Word> path;
  std::vector<Text> from;
  std::optional<Text> dates;
  std::optional<std::variant<Word, Text>> unit;      ///< a unit, or the column that holds it
  std::optional<std::variant<Word, Text>> currency;
  std::optional<Text> separator;                     ///< `split by ";"`: one cell holds a list
  struct Translation : Spanned {
    Text from;
    DataPtr to;
  };
  std::vector<Translation> translations;
  DataPtr blank_means;
};
struct MappingList : Spanned {
  std::vector<Word> path;
  std::optional<Text> file;  ///< `from file "materials.csv"`
  struct Join : Spanned {
    Text theirs;  ///< column in the file
    Text ours;    ///< column in the main file
  };
  std::vector<Join> by;
  std::optional<Join> tree;  ///< `under "parent_material_id" = "material_id"`: rows below rows
  bool complete = false;     ///< `complete` or `incomplete` must be written
};
struct MappingDecl : Spanned {
  Word name;
  std::optional<Text> title;
  Word record;
  std::vector<std::variant<MappingSetting, MappingMissing, MappingKey, MappingField, MappingList>> parts;
};

struct Expectation : Spanned {
  enum class Kind {
    Holds,          ///< `expect EXPR`: it is true
    Missing,        ///< `expect missing [a, b.c]`
    Presumed,       ///< `expect presumed [materials[1].proven]`
    Unknown,        ///< `expect X is unknown`
    NotApplicable,  ///< `expect X is not applicable`
    Advises,
    Conflicts,
    Open,           ///< `expect X is open [a, b]`
  };
  Kind kind = Kind::Holds;
  ExprPtr what;
  std::vector<Text> paths;   ///< for Missing and Presumed, spelled as the verdict spells them
  std::vector<Word> open;
  std::optional<Data> with;  ///< a DataBlock: facts changed for this expectation
};
struct TestDecl : Spanned {
  Text title;
  Word record;
  std::optional<Word> as_of;
  std::optional<Text> given_like;
  Data given;  ///< a DataBlock
  std::vector<DataPtr> among;
  std::vector<Expectation> expectations;
};

using Declaration =
    std::variant<RecordDecl, ChoiceDecl, UnitDecl, InstrumentDecl, GroupDecl, ParameterDecl, FactDecl,
                 NeedsDecl, QuestionDecl, ScopeDecl, DefineDecl, RuleDecl, DecisionDecl, TableDecl,
                 ConvertDecl, RatesDecl, GapDecl, MappingDecl, TestDecl>;

// ── Files ──────────────────────────────────────────────────────────────────────────────────────

struct HsEdition : Spanned {  ///< `hs edition 2012 until 2022-12-31, 2022 since 2023-01-01`
  std::string year;
  Attributes period;
};
struct PackageHead : Spanned {
  std::vector<Word> name;
  std::optional<Text> title;
  std::vector<HsEdition> editions;
};
struct UseClause : Spanned {
  std::vector<Word> name;
  std::optional<Word> alias;
};

/// A comment, kept with where it stood, so that the formatter can put it back.
struct Comment : Spanned {
  std::string text;         ///< from `#` on, without trailing blanks
  bool own_line = false;    ///< alone on its line: belongs to what follows
};

struct SyntaxTree {
  const Source* source = nullptr;
  PackageHead package;
  std::vector<UseClause> uses;
  std::vector<Declaration> declarations;
  std::vector<Comment> comments;
  std::vector<std::uint32_t> blank_lines;  ///< offsets at which an empty line stands
};

/// The span of any declaration, from its first word to its last token.
[[nodiscard]] Span span_of(const Declaration& declaration);

}  // namespace shibo::dsl
