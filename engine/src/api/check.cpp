#include "shibo/check.hpp"

#include "api/state.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo {

namespace {

bool is_judged(const engine::Named& named) {
  return named.kind == engine::Named::Kind::Decision || named.kind == engine::Named::Kind::Rule;
}

/// Adds what the name stands for; false when it stands for nothing.
bool choose(const engine::Program& program, const std::string& name, engine::JudgeOptions& judging) {
  bool found = false;
  for (const engine::PackageInstance& package : program.packages) {
    if (!package.judged) continue;
    if (name == package.name) found = judging.packages.insert(&package).second || found;
    for (const engine::Named* named : package.declared) {
      if (!is_judged(*named) || (name != package.name + "." + named->name && name != named->name)) continue;
      judging.names.insert(named);
      found = true;
    }
  }
  return found;
}

}  // namespace

std::vector<Verdict> check(const Rules& rules, const Record& record, const CheckOptions& options) {
  const engine::Program& program = rules.state().program();
  engine::JudgeOptions judging;
  if (options.as_of) judging.as_of = engine::Date{static_cast<std::int32_t>(std::chrono::sys_days(*options.as_of).time_since_epoch().count())};
  judging.only_some = !options.only.empty();
  for (const std::string& name : options.only) choose(program, name, judging);
  const auto judgement = std::make_shared<const engine::Judgement>(engine::judge(program, *record.state().record, judging));
  std::vector<Verdict> out;
  for (const engine::Verdict& verdict : judgement->verdicts) out.emplace_back(std::make_shared<Verdict::State>(Verdict::State{record.shared(), judgement, &verdict}));
  return out;
}

std::vector<UnknownName> unknown_names(const Rules& rules, const std::vector<std::string>& only) {
  const engine::Program& program = rules.state().program();
  std::vector<std::string> all;
  for (const engine::PackageInstance& package : program.packages) {
    if (!package.judged) continue;
    all.push_back(package.name);
    for (const engine::Named* named : package.declared) {
      if (!is_judged(*named)) continue;
      all.push_back(named->name);
      all.push_back(package.name + "." + named->name);
    }
  }
  std::vector<UnknownName> out;
  for (const std::string& name : only) {
    engine::JudgeOptions none;
    if (!choose(program, name, none)) out.push_back({name, dsl::nearest(name, all).value_or("")});
  }
  return out;
}

}  // namespace shibo
