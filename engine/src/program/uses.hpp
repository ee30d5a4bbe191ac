// What each name in the rules means, by where it stands: who looks for a name, or stands on one, asks here.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "load/written.hpp"

namespace shibo::engine {

struct Named;
struct RecordType;
struct ChoiceType;
struct InstrumentInfo;
struct PackageInstance;
struct QuestionInfo;
struct MappingInfo;

/// A field of a record, or a fact that a package asks of it.
struct FieldOfRecord {
  const RecordType* record = nullptr;
  int field = 0;
  friend auto operator<=>(const FieldOfRecord&, const FieldOfRecord&) = default;
};

/// A value of a choice, by its place among them.
struct ValueOfChoice {
  const ChoiceType* choice = nullptr;
  int value = 0;
  friend auto operator<=>(const ValueOfChoice&, const ValueOfChoice&) = default;
};

/// A key or a column of a table, an outcome of a decision: one of `parts`.
struct PartOfNamed {
  const Named* of = nullptr;
  int part = 0;
  friend auto operator<=>(const PartOfNamed&, const PartOfNamed&) = default;
};

/// One of `outcomes`.
struct AnswerToQuestion {
  const QuestionInfo* question = nullptr;
  int answer = 0;
  friend auto operator<=>(const AnswerToQuestion&, const AnswerToQuestion&) = default;
};

/// A unit of counting that packages declare, by its place among the program's; those that all know are declared
/// nowhere.
struct DeclaredUnit {
  int unit = 0;
  friend auto operator<=>(const DeclaredUnit&, const DeclaredUnit&) = default;
};

/// The code of a country that packages add to those of ISO 3166-1, by its place among the program's.
struct DeclaredCountry {
  int country = 0;
  friend auto operator<=>(const DeclaredCountry&, const DeclaredCountry&) = default;
};

using Meaning = std::variant<const Named*, FieldOfRecord, const RecordType*, const ChoiceType*, const InstrumentInfo*,
                             ValueOfChoice, PartOfNamed, const QuestionInfo*, AnswerToQuestion, const MappingInfo*,
                             const PackageInstance*, DeclaredUnit, DeclaredCountry>;

/// Whose text a name stands in.
struct StandsIn {
  const Named* within = nullptr;
  bool in_test = false;
};

/// A name as it is written.
struct Use {
  Written name;
  Meaning means;
  const Named* within = nullptr;  ///< whose text it stands in; null for what belongs to none
  bool declares = false;
  bool in_test = false;
};

/// The names that a program declares, wherever they are written, those of rules with mistakes included. What a library
/// with needs says has a use for each of its users, and a name that it needs is a use of what fills it. One word may
/// mean two things: a key and the field that it is, an outcome and the answer that it gives. A cell of a loaded table
/// that says what one before it said has no use.
///
/// Not in it: parameters of definitions, and variables; the record around another, by its label (`shipment`); names
/// within texts, such as citations and the facts of `expect missing`; a value that a cell spells otherwise than its
/// choice does; and what no package declares, such as currencies, countries of ISO 3166-1 and kilograms.
///
/// To note one costs next to nothing, as every run does; to ask goes through all.
class Uses {
 public:
  void note(const Use& use) { all_.push_back(use); }

  /// What the name means that is written there; nothing where no name is. Line and column count from 1, the column in
  /// code points.
  [[nodiscard]] std::vector<Use> at(std::string_view file, dsl::Position position) const;
  /// Where it is declared and where it is used, by the names of the files and the places in them, each once.
  [[nodiscard]] std::vector<Use> of(const Meaning& meaning) const;

 private:
  std::vector<Use> all_;
};

}  // namespace shibo::engine
