#include "proofs/whole.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "names/names.hpp"
#include "program/types.hpp"
#include "proofs/citations.hpp"
#include "proofs/exceptions.hpp"

namespace shibo::engine {

namespace {

/// May `given` stand where the library needs `wanted`?
bool fills(const Named& given, const Named& wanted, std::string& why) {
  using Kind = Named::Kind;
  const bool value = wanted.kind == Kind::Define &&
                     (given.kind == Kind::Define || given.kind == Kind::Parameter || given.kind == Kind::Table);
  const bool truth = wanted.kind == Kind::Condition &&
                     (given.kind == Kind::Condition || given.kind == Kind::Table || given.kind == Kind::Reading);
  if (given.kind != wanted.kind && !value && !truth) {
    why = std::string("it is a ") + kind_word(given.kind) + ", and a " + kind_word(wanted.kind) + " is needed";
    return false;
  }
  if (!fits(given.type, wanted.type)) {
    why = "it is " + to_phrase(given.type) + ", and " + to_phrase(wanted.type) + " is needed";
    return false;
  }
  if (given.record != nullptr && given.record != wanted.record) {
    why = "it is for `" + given.record->name + "`";
    return false;
  }
  const bool table = given.kind == Kind::Table;
  bool same = table || given.params.size() >= wanted.params.size();
  for (std::size_t i = 0; same && !table && i < given.params.size(); ++i) {
    same = i < wanted.params.size() ? fits(wanted.params[i].type, given.params[i].type) : given.params[i].has_default;
  }
  if (!same) why = "its parameters differ";
  return same;
}

}  // namespace

namespace {

/// Looks at what the user of a library declares for its needs.
class NeedsChecker {
 public:
  NeedsChecker(Context& context, InstanceState& library) : context_(context), library_(library), user_(*library.user) {}

  void check() {
    for (auto& [name, symbols] : library_.symbols) {
      for (Symbol& symbol : symbols) {
        if (auto* need = std::get_if<NeedSymbol>(&symbol.what)) check_need(name, *need, symbol.written);
      }
    }
    report_unfilled();
  }

 private:
  struct Unfilled {
    std::string what;
    Written needed;
  };

  void check_need(const std::string& name, NeedSymbol& need, const Written& needed) {
    Symbol* filled = find_symbol(user_, name, need.shape->record);
    if (filled == nullptr || std::holds_alternative<NeedSymbol>(filled->what)) {
      if (filled != nullptr && user_.syntax->has_needs) return;  // passed on to the library's own user
      if (!user_.unread(name) && !need.syntax->otherwise)
        unfilled_.push_back({std::string(kind_word(need.shape->kind)) + " `" + name + "`", needed});
      return;
    }
    if (const auto* fact = std::get_if<FactSymbol>(&filled->what)) {
      if (fits(fact->record->fields[fact->field].type, need.shape->type)) {
        context_.note_use(needed, FieldOfRecord{fact->record, fact->field});
        return;
      }
    }
    auto* const* given = std::get_if<Named*>(&filled->what);
    std::string why = "it is not a definition";
    if (given != nullptr && fills(**given, *need.shape, why)) {
      context_.filling.insert(*given);
      context_.note_use(needed, *given);
      return;
    }
    need.filled_wrong = true;
    auto& d = context_.error(code::kNeedFilledWrong, filled->written,
                             "`" + name + "` does not fill what `" + library_.instance->name + "` needs: " + why);
    d.labels.push_back({needed.source, needed.span, "needed here"});
  }

  /// One `use` that lacks several names is one mistake.
  void report_unfilled() {
    if (unfilled_.empty()) return;
    std::string names;
    for (const Unfilled& need : unfilled_) names += (names.empty() ? "" : ", ") + need.what;
    const auto use = std::find_if(user_.syntax->uses.begin(), user_.syntax->uses.end(),
                                  [&](const auto& u) { return u.name == library_.instance->name; });
    const Written where = use != user_.syntax->uses.end() ? use->written : unfilled_.front().needed;
    auto& d = context_.error(
        code::kNeedNotFilled, where,
        "`" + library_.instance->name + "` needs what `" + user_.instance->name + "` does not declare: " + names);
    for (const Unfilled& need : unfilled_) d.labels.push_back({need.needed.source, need.needed.span, "needed here"});
    d.help = "declare each with the record and type that it has there";
  }

  Context& context_;
  InstanceState& library_;
  InstanceState& user_;
  std::vector<Unfilled> unfilled_;
};

}  // namespace

void check_needs(Context& context) {
  for (InstanceState& state : context.instances) {
    if (state.user != nullptr) NeedsChecker(context, state).check();
  }
}

void check_outcomes(Context& context) {
  for (const Node& node : context.program.nodes) {
    const auto* is = std::get_if<node::OutcomeIs>(&node.what);
    if (is == nullptr) continue;
    const Named& decision = *std::get<node::Call>(is->decision->what).name;
    std::vector<std::string> known;
    for (const Text& text : decision.texts) {
      if (const auto* body = std::get_if<DecisionText>(&text.body)) {
        for (const auto& outcome : body->outcomes) known.push_back(outcome.name);
      }
    }
    for (std::size_t i = 0; i < is->outcomes.size(); ++i) {
      const std::string& name = is->outcomes[i];
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      auto& d =
          context.error(code::kNotAnOutcome, is->places[i], "`" + name + "` is no outcome of `" + decision.name + "`");
      if (const auto near = dsl::nearest(name, known)) d.help = "did you mean `" + *near + "`?";
      d.labels.push_back({decision.written.source, decision.written.span, "its outcomes are declared here"});
    }
  }
}

namespace {

/// A package that decides nothing is there for others.
bool is_for_others(const PackageInstance& package) {
  return std::none_of(package.declared.begin(), package.declared.end(), [](const Named* named) {
    return named->kind == Named::Kind::Rule || named->kind == Named::Kind::Decision;
  });
}

void warn_of_unused_names(Context& context, InstanceState& state) {
  if (is_for_others(*state.instance)) return;
  for (auto& [name, symbols] : state.symbols) {
    for (Symbol& symbol : symbols) {
      auto* const* named = std::get_if<Named*>(&symbol.what);
      if (named == nullptr || symbol.used) continue;
      const bool result = (*named)->kind == Named::Kind::Rule || (*named)->kind == Named::Kind::Decision;
      if (!result)
        context.warning(code::kUnused, symbol.written,
                        std::string("nothing uses ") + kind_word((*named)->kind) + " `" + name + "`");
    }
  }
}

/// The keys of a table are its parameters, and are used by being there. What fills a need has those that the library
/// says.
void warn_of_unused_parameters(Context& context, const Named& named) {
  if (named.kind == Named::Kind::Table || context.filling.contains(&named)) return;
  for (const Parameter& parameter : named.params) {
    if (!context.used_parameters.contains(&parameter))
      context.warning(code::kUnused, parameter.written,
                      "`" + named.name + "` does not use its parameter `" + parameter.name + "`");
  }
}

/// A name of two packages is asked for with that of its package before it.
void report_clashes(Context& context, const InstanceState& state) {
  for (const auto& [name, packages] : state.clashes) {
    const auto written = [&](const InstanceState* used) {
      return std::find_if(state.syntax->uses.begin(), state.syntax->uses.end(),
                          [&](const auto& u) { return u.name == used->instance->name; });
    };
    const auto first = written(packages.first);
    const auto second = written(packages.second);
    if (first == state.syntax->uses.end() || second == state.syntax->uses.end()) continue;
    auto& d = context.error(code::kTwoPackages, second->written,
                            "`" + first->name + "` and `" + second->name + "` both have a `" + name +
                                "`, and it is not said which is meant");
    d.labels.push_back({first->written.source, first->written.span, "the other package"});
    d.help = "write `" + first->alias + "." + name + "` or `" + second->alias + "." + name + "`";
  }
}

void warn_of_unused_packages(Context& context, const InstanceState& state) {
  for (const InstanceState* used : state.uses) {
    if (state.used.contains(used)) continue;
    const auto use = std::find_if(state.syntax->uses.begin(), state.syntax->uses.end(),
                                  [&](const auto& u) { return u.name == used->instance->name; });
    if (use != state.syntax->uses.end())
      context.warning(code::kUnused, use->written, "nothing of package `" + use->name + "` is used");
  }
}

template <class Row>
bool any_dated(const std::vector<Row>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row.law.dated(); });
}

/// What is asked has texts, or values, of which only a day chooses one.
bool chosen_by_day(const Named& named) {
  return std::any_of(named.texts.begin(), named.texts.end(), [](const Text& text) {
    if (text.law.dated()) return true;
    if (const auto* parameter = std::get_if<ParameterText>(&text.body)) return any_dated(parameter->rows);
    if (const auto* group = std::get_if<GroupText>(&text.body)) return any_dated(group->rows);
    return false;
  });
}

bool has_day(const RecordType* record) {
  while (record != nullptr && record->dated_by.empty()) record = record->parent;
  return record != nullptr;
}

/// Of a record without a day the law of no day is found, unless the caller names one (`--as-of`).
void warn_of_missing_days(Context& context, const Named& named) {
  if (named.record == nullptr || has_day(named.record)) return;
  const auto found = context.calls.find(&named);
  if (found == context.calls.end()) return;
  for (const auto& [whom, on_part] : found->second) {
    const auto* named_fact = std::get_if<FieldOfRecord>(&whom);
    if (named_fact != nullptr) continue;
    const Named* callee = std::get<const Named*>(whom);
    if (callee->record != nullptr || !chosen_by_day(*callee)) continue;
    auto& d = context.warning(code::kNoDay, named.written,
                              "`" + named.name + "` asks for `" + callee->name + "`, which depends on the day, and `" +
                                  named.record->name + "` has none");
    d.labels.push_back({callee->written.source, callee->written.span, "of this the day chooses"});
    d.help = "say in `record " + named.record->name + "` which date chooses the law: `dated by` and a date field";
    return;
  }
}

void warn_of_missing_citations(Context& context, const Named& named) {
  if (named.kind != Named::Kind::Rule) return;
  for (const Text& text : named.texts) {
    if (text.law.cites.empty())
      context.warning(code::kNoCitation, text.written, "rule `" + named.name + "` cites no law").help =
          "add `cites \"…\"`, so that a verdict can name its source";
  }
}

}  // namespace

void check_style(Context& context) {
  for (InstanceState& state : context.instances) {
    if (!state.instance->judged || state.user != nullptr) continue;
    warn_of_unused_names(context, state);
    report_clashes(context, state);
    warn_of_early_law(context, state);
    warn_of_unused_packages(context, state);
    for (const Named* named : state.instance->declared) {
      warn_of_unused_parameters(context, *named);
      warn_of_missing_days(context, *named);
      warn_of_missing_citations(context, *named);
      warn_of_exceptions(context, *named);
    }
  }
}

}  // namespace shibo::engine
