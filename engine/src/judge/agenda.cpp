#include "judge/agenda.hpp"

namespace shibo::engine {

namespace {

using Questions = std::vector<const Named*> PackageQuestions::*;

/// As what the package puts the name to records; null where it does not.
Questions put_as(const Named& named, const Choice& choice) {
  const bool by_name = choice.names.contains(&named);
  const bool wanted = !choice.only_some || choice.packages.contains(named.package) || by_name;
  switch (named.kind) {
    case Named::Kind::Decision: return wanted ? &PackageQuestions::decisions : nullptr;
    case Named::Kind::Rule: return wanted && (by_name || !named.under_decision) ? &PackageQuestions::rules : nullptr;
    case Named::Kind::Condition: return by_name ? &PackageQuestions::conditions : nullptr;
    default: return nullptr;
  }
}

}  // namespace

Agenda::Agenda(const Program& program, const Choice& choice) : program_(&program) {
  for (const PackageInstance& package : program.packages) {
    for (const Named* named : package.declared) {
      if (named->kind == Named::Kind::Reading) readings_[package.name + "." + named->name].push_back(named);
    }
    if (!package.judged) continue;
    std::map<const RecordType*, PackageQuestions> asked;
    for (const Named* named : package.declared) {
      const Questions as = put_as(*named, choice);
      if (named->record == nullptr || as == nullptr) continue;
      PackageQuestions& questions = asked[named->record];
      questions.package = &package;
      (questions.*as).push_back(named);
    }
    for (auto& [type, questions] : asked) by_type_[type].push_back(std::move(questions));
  }
}

const std::vector<PackageQuestions>& Agenda::of(const RecordType* type) const {
  static const std::vector<PackageQuestions> kNone;
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? kNone : found->second;
}

const std::vector<const Named*>& Agenda::readings(const std::string& name) const {
  static const std::vector<const Named*> kNone;
  const auto found = readings_.find(name);
  return found == readings_.end() ? kNone : found->second;
}

}  // namespace shibo::engine
