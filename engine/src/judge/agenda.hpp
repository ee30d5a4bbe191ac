// What is put to the records of each type: worked out once a run.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "program/program.hpp"

namespace shibo::engine {

/// Whom a run is to hear. Without a choice: every rule and decision of the packages that are judged.
struct Choice {
  bool only_some = false;  ///< put only `packages` and `names`
  std::set<const PackageInstance*> packages;
  std::set<const Named*> names;  ///< rules, decisions, conditions without parameters; each answers for itself
};

/// What a package puts to a record of one type, in the order in which it is put.
struct PackageQuestions {
  const PackageInstance* package = nullptr;
  std::vector<const Named*> decisions;
  std::vector<const Named*> rules;       ///< on which none of its decisions rests, or that were asked for by name
  std::vector<const Named*> conditions;  ///< that were asked for by name
};

class Agenda {
 public:
  /// Requires: the program outlives it.
  Agenda(const Program& program, const Choice& choice);

  [[nodiscard]] const Program& program() const { return *program_; }
  /// In the order of the packages; empty where none asks anything of such records.
  [[nodiscard]] const std::vector<PackageQuestions>& of(const RecordType* type) const;
  /// The readings called so, `china_customs.fee_runs`: one, or one for each user of a library.
  [[nodiscard]] const std::vector<const Named*>& readings(const std::string& name) const;

 private:
  const Program* program_;
  std::map<const RecordType*, std::vector<PackageQuestions>> by_type_;
  std::map<std::string, std::vector<const Named*>> readings_;
};

}  // namespace shibo::engine
