#include "shibo/check.hpp"

#include <stdexcept>

#include "api/laws.hpp"
#include "api/state.hpp"
#include "explain/explain.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo {

namespace {

bool is_judged(const engine::Named& named) {
  return named.kind == engine::Named::Kind::Decision || named.kind == engine::Named::Kind::Rule;
}

/// A condition is, where somebody asks for it.
bool may_be_asked(const engine::Named& named) {
  return is_judged(named) || (named.kind == engine::Named::Kind::Condition && named.params.empty());
}

/// Adds what the name stands for; false when it stands for nothing.
bool choose(const engine::Program& program, const std::string& name, engine::Choice& choice) {
  bool found = false;
  for (const engine::PackageInstance& package : program.packages) {
    if (!package.judged) continue;
    if (name == package.name) found = choice.packages.insert(&package).second || found;
    for (const engine::Named* named : package.declared) {
      if (!may_be_asked(*named) || (name != package.name + "." + named->name && name != named->name)) continue;
      choice.names.insert(named);
      found = true;
    }
  }
  return found;
}

engine::Agenda agenda_of(const Rules& rules, const CheckOptions& options) {
  const engine::Program& program = rules.state().program();
  engine::Choice choice;
  choice.only_some = !options.only.empty();
  for (const std::string& name : options.only) choose(program, name, choice);
  return engine::Agenda(program, choice);
}

/// Readings that the name may mean, by their full names: of a library one for each of its users.
using ReadingsByName = std::map<std::string, std::vector<const engine::Named*>>;
ReadingsByName readings_called(const engine::Program& program, const std::string& name) {
  ReadingsByName found;
  for (const engine::PackageInstance& package : program.packages) {
    for (const engine::Named* named : package.declared) {
      if (named->kind != engine::Named::Kind::Reading) continue;
      const std::string full = package.name + "." + named->name;
      if (name == full || name == named->name) found[full].push_back(named);
    }
  }
  return found;
}

Record within(const Record& root, const engine::Record& record) {
  return Record(std::make_shared<Record::State>(
      Record::State{root.state().rules, root.state().root, &record, place_of(record.place)}));
}

Unasked unasked_of(const Record& root, const engine::Record& record, const engine::Named& named) {
  return {
      Unasked::Because::NoText, within(root, record), named.package->name, named.name, named.title(), {}, {}, {}, {}};
}

Unasked unasked_of(const Record& root, const engine::Unasked& one, const engine::Evaluation& evaluation) {
  Unasked out = unasked_of(root, *one.record, *one.named);
  out.presumed = presumptions_of(one.leaning, evaluation);
  if (one.asked_when == nullptr) return out;
  out.because = Unasked::Because::AskedWhen;
  out.why = engine::reasons(*one.asked_when);
  out.asked_when = out.why.text;
  out.rule = out.why.rule;
  return out;
}

const engine::Record& record_of(const engine::Judgement& judgement) {
  return judgement.verdicts.empty() ? *judgement.unasked.front().record : *judgement.verdicts.front().record;
}

/// Requires: no verdict of the judgement applies.
NotAsked not_asked_of(const Record& root, const engine::Judgement& judgement) {
  const engine::Record& record = record_of(judgement);
  NotAsked out{within(root, record), {}};
  for (const engine::Unasked& one : judgement.unasked)
    out.questions.push_back(unasked_of(root, one, *judgement.evaluation));
  for (const engine::Verdict& verdict : judgement.verdicts) {
    Unasked question = unasked_of(root, record, *verdict.named);
    question.because = Unasked::Because::DoesNotApply;
    question.why = engine::reasons(verdict);
    question.rule = question.why.rule;
    question.presumed = presumptions_of(verdict.leaning, *judgement.evaluation);
    out.questions.push_back(std::move(question));
  }
  return out;
}

}  // namespace

engine::Date day_of(const std::chrono::year_month_day& day, const std::string& what) {
  if (!day.ok()) throw std::invalid_argument(what + " is no day of the calendar");
  return engine::Date{static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count())};
}

engine::Run run_of(const Rules& rules, const CheckOptions& options) {
  engine::Run run;
  for (const auto& [name, yes] : options.readings) {
    for (const auto& [full, all] : readings_called(rules.state().program(), name)) {
      for (const engine::Named* one : all) run.readings[one] = yes;
    }
  }
  if (options.as_of) run.as_of = day_of(*options.as_of, "CheckOptions::as_of");
  return run;
}

namespace {

engine::Run run_with_history(const Rules& rules, const CheckOptions& options) {
  engine::Run run = run_of(rules, options);
  if (options.history) run.history = &options.history->state().ledger;
  return run;
}

}  // namespace

struct Agenda::State {
  std::shared_ptr<const Rules::State> rules;  ///< the agenda points into them
  engine::Agenda agenda;
  engine::Run run;
  std::optional<History> history;  ///< into which the run points
  bool not_applicable;
};

Agenda::Agenda(const Rules& rules, const CheckOptions& options)
    : state_(std::make_shared<const State>(State{rules.shared(), agenda_of(rules, options),
                                                 run_with_history(rules, options), options.history,
                                                 options.not_applicable})) {}

void check(const Agenda& agenda, const Record& record, const std::function<void(const Verdict&)>& take,
           const std::function<void(const NotAsked&)>& not_asked,
           const std::function<void(const LawsOfRecord&)>& laws) {
  const Agenda::State& state = agenda.state();
  engine::judge(state.agenda, state.run, *record.state().record, [&](engine::Judgement made) {
    const auto judgement = std::make_shared<const engine::Judgement>(std::move(made));
    bool asked = false;
    for (const engine::Verdict& verdict : judgement->verdicts) {
      const bool applies = verdict.standing != engine::Verdict::Standing::NotApplicable;
      asked = asked || applies;
      if (!applies && !state.not_applicable) continue;
      take(Verdict(std::make_shared<Verdict::State>(Verdict::State{record.shared(), judgement, &verdict})));
    }
    if (!asked && not_asked) not_asked(not_asked_of(record, *judgement));
    if (laws) laws({within(record, record_of(*judgement)), laws_of(*judgement)});
  });
}

std::vector<Verdict> check(const Rules& rules, const Record& record, const CheckOptions& options) {
  std::vector<Verdict> out;
  check(Agenda(rules, options), record, [&](const Verdict& verdict) { out.push_back(verdict); });
  return out;
}

std::vector<UnknownName> unknown_names(const Rules& rules, const std::vector<std::string>& only) {
  const engine::Program& program = rules.state().program();
  std::vector<std::string> all;
  for (const engine::PackageInstance& package : program.packages) {
    if (!package.judged) continue;
    all.push_back(package.name);
    for (const engine::Named* named : package.declared) {
      if (!may_be_asked(*named)) continue;
      all.push_back(named->name);
      all.push_back(package.name + "." + named->name);
    }
  }
  std::vector<UnknownName> out;
  for (const std::string& name : only) {
    engine::Choice none;
    if (!choose(program, name, none)) out.push_back({name, dsl::nearest(name, all).value_or("")});
  }
  return out;
}

std::vector<UnknownReading> unknown_readings(const Rules& rules, const std::map<std::string, bool>& readings) {
  const engine::Program& program = rules.state().program();
  std::vector<std::string> all;
  for (const engine::Named& named : program.named) {
    if (named.kind != engine::Named::Kind::Reading) continue;
    all.push_back(named.name);
    all.push_back(named.package->name + "." + named.name);
  }
  std::vector<UnknownReading> out;
  for (const auto& [name, yes] : readings) {
    const ReadingsByName found = readings_called(program, name);
    if (found.size() == 1) continue;
    UnknownReading one{name, found.empty() ? dsl::nearest(name, all).value_or("") : "", {}};
    for (const auto& [full, named] : found) one.several.push_back(full);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace shibo
