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

/// A field of a record, or a fact that a package asks of it.
struct FieldOfRecord {
  const RecordType* record = nullptr;
  int field = 0;
  friend auto operator<=>(const FieldOfRecord&, const FieldOfRecord&) = default;
};

using Meaning = std::variant<const Named*, FieldOfRecord, const RecordType*, const ChoiceType*, const InstrumentInfo*>;

/// A name as it is written.
struct Use {
  Written name;
  Meaning means;
  const Named* within = nullptr;  ///< whose text it stands in; null for what belongs to none
  bool declares = false;
  bool in_test = false;
};

/// The names of a program, those of rules with mistakes included; not values of choices, columns of tables, packages,
/// mappings, and instruments in data. What a library with needs says has a use for each of its users; a cell of a
/// loaded table that says what one before it said has none. To note one costs next to nothing, as every run does; to
/// ask goes through all.
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
