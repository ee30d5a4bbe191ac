// The head that most declarations share, and the declarations that describe the world: records,
// choices, units, instruments, groups, parameters, rates, facts, needs and questions.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax/expression.hpp"

namespace shibo::dsl {

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
  bool parts = false;           ///< `as parts`
  std::optional<Word> edition;  ///< `edition hs_edition`: the field that names the code's HS edition
  DataPtr at_least;             ///< `from 0`
  DataPtr at_most;              ///< `to 100`
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

/// `needs condition originating for Good "…"`: a name that the using package must declare, or may, where
/// it says with `= value` what holds otherwise.
struct NeedsDecl : Spanned {
  enum class Kind { Group, Parameter, Condition, Define, Fact };
  Kind kind = Kind::Condition;
  Head head;
  ExprPtr otherwise;  ///< null when not written; only of a condition and a define
};

/// `series flows_of_exporter "…" for DataTransfer by exporter_id`: the records of a history that agree in these fields
/// with the one that is judged.
struct SeriesDecl : Spanned {
  Head head;
  std::vector<std::vector<Word>> by;  ///< paths: `exporter.id`
};

struct QuestionDecl : Spanned {  ///< `question preference for Good : choice of { … } "…"`
  Head head;
};

/// `reading fee_runs "Does the fee run?" cites "…" = false unverified "…"`: what a text leaves open. A condition, which
/// the run or a test settles; where neither does, the package may, and else it is unknown.
struct ReadingDecl : Spanned {
  Head head;
  std::optional<Word> value;  ///< `true` or `false`; none: left open
  Attributes of_value;        ///< by what the package reads it so
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

/// `extend rates rcep.customs_rates cites "…" { … }`: more rows of rates, mostly another package's.
struct MoreRatesDecl : Spanned {
  std::vector<Word> rates;
  Attributes attributes;
  std::vector<RatesRow> rows;
};

}  // namespace shibo::dsl
