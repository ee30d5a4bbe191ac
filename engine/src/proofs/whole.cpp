#include "proofs/whole.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "names/names.hpp"
#include "program/children.hpp"
#include "program/types.hpp"
#include "proofs/citations.hpp"
#include "proofs/exceptions.hpp"

namespace shibo::engine {

namespace {

const char* kind_word(Named::Kind kind) {
  switch (kind) {
    case Named::Kind::Group: return "group";
    case Named::Kind::Parameter: return "parameter";
    case Named::Kind::Define: return "define";
    case Named::Kind::Condition: return "condition";
    case Named::Kind::Rule: return "rule";
    case Named::Kind::Decision: return "decision";
    case Named::Kind::Table: return "table";
    case Named::Kind::Rates: return "rates";
  }
  return "";
}

/// May `given` stand where the library needs `wanted`?
bool fills(const Named& given, const Named& wanted, std::string& why) {
  using Kind = Named::Kind;
  const bool value = wanted.kind == Kind::Define &&
                     (given.kind == Kind::Define || given.kind == Kind::Parameter || given.kind == Kind::Table);
  const bool truth = wanted.kind == Kind::Condition && (given.kind == Kind::Condition || given.kind == Kind::Table);
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
      if (fits(fact->record->fields[fact->field].type, need.shape->type)) return;
    }
    auto* const* given = std::get_if<Named*>(&filled->what);
    std::string why = "it is not a definition";
    if (given != nullptr && fills(**given, *need.shape, why)) {
      context_.filling.insert(*given);
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

namespace {

/// How many definitions may rest one on the other: whoever evaluates them nests as deep.
constexpr int kChainMax = 200;

/// Of a circle: the names in the message, and the places beside it.
constexpr int kShownMax = 10;

/// The names that an expression asks for, wherever they stand in it, in that order.
void add_names_in(const Node& node, std::vector<const Named*>& names) {
  if (const auto* call = std::get_if<node::Call>(&node.what)) names.push_back(call->name);
  if (const auto* predicate = std::get_if<node::Predicate>(&node.what)) names.push_back(predicate->condition);
  for_each_child(node, [&](const Node& child) { add_names_in(child, names); });
}

/// Whether a rule or decision about a record of this type asks what the package says of records of `scope`: of its own,
/// and of those around it.
bool is_in_scope(const RecordType* type, const Scope& scope) {
  while (type != nullptr && type != scope.record) type = type->parent;
  return type != nullptr;
}

/// Depth-first search over calls that stay on the same record; a part breaks the circle, since the
/// parts of a good are a finite tree. Of a scope nothing does: it is asked of a part's whole, too.
class CircleSearch {
 public:
  explicit CircleSearch(Context& context) : context_(context) {}

  void from(const Named* start) {
    const Asked asked{start};
    if (state_[asked.key()] == State::New) visit(asked);
  }

 private:
  enum class State { New, Open, Done };

  /// What is asked in a scope is looked at by itself: there calls of parts may lead back as well.
  using Key = std::pair<const Named*, bool>;

  struct Asked {
    const Named* named = nullptr;
    const Scope* by = nullptr;  ///< the scope that asks for it; null where its asker does so itself
    bool of_part = false;       ///< asked of another record than its asker is about
    bool in_scope = false;      ///< a scope asks for it, or for one that asks for it
    [[nodiscard]] Key key() const { return {named, in_scope}; }
  };

  /// What answering it asks for, of the same record or of any by way of a scope.
  [[nodiscard]] std::vector<Asked> asked_by(const Asked& asker) const {
    const Named& named = *asker.named;
    std::vector<Asked> all;
    if (const auto found = context_.calls.find(&named); found != context_.calls.end()) {
      for (const auto& [callee, on_part] : found->second) {
        if (!on_part || asker.in_scope) all.push_back({callee, nullptr, on_part, asker.in_scope});
      }
    }
    if (named.kind != Named::Kind::Rule && named.kind != Named::Kind::Decision) return all;
    for (const Scope& scope : named.package->scopes) {
      if (!is_in_scope(named.record, scope)) continue;
      std::vector<const Named*> names;
      add_names_in(*scope.condition, names);
      for (const Named* name : names) all.push_back({name, &scope, true, true});
    }
    return all;
  }

  void visit(const Asked& asked) {
    const Named* named = asked.named;
    if (path_.size() > kChainMax) return report_depth(named);
    state_[asked.key()] = State::Open;
    path_.push_back(asked);
    int depth = 0;
    for (const Asked& next : asked_by(asked)) {
      const State state = state_[next.key()];
      if (state == State::Open) report(next);
      else if (state == State::New) visit(next);
      if (next.by != nullptr || !next.of_part) depth = std::max(depth, depth_[next.key()]);
    }
    path_.pop_back();
    state_[asked.key()] = State::Done;
    depth_[asked.key()] = depth + 1;
    if (depth + 1 > kChainMax) report_depth(named);
  }

  /// Said once, where the limit is passed first.
  void report_depth(const Named* named) {
    if (std::exchange(too_deep_, true)) return;
    context_
        .error(code::kChainTooDeep, named->written,
               "more than " + std::to_string(kChainMax) + " definitions rest one on the other, this one among them")
        .help = "join some of them, or say the same with a table or a list";
  }

  void report(const Asked& again) {
    const auto begin =
        std::find_if(path_.begin(), path_.end(), [&](const Asked& asked) { return asked.key() == again.key(); });
    const auto by_a_scope = [](const Asked& asked) { return asked.by != nullptr; };
    const auto of_a_part = [](const Asked& asked) { return asked.of_part; };
    const bool through_scope = by_a_scope(again) || std::any_of(begin + 1, path_.end(), by_a_scope);
    const bool ends = of_a_part(again) || std::any_of(begin + 1, path_.end(), of_a_part);
    if ((ends && !through_scope) || !told_.emplace(path_.back().named, again.named).second) return;
    const auto shown_end = begin + std::min<std::ptrdiff_t>(path_.end() - begin, kShownMax);
    const std::string name = "`" + again.named->name + "`";
    std::string circle;
    for (auto it = begin; it != shown_end; ++it) circle += "`" + it->named->name + "` → ";
    if (shown_end != path_.end()) circle += "… → ";
    auto& d = context_.error(code::kCircle, again.named->written, name + " is defined by itself: " + circle + name);
    const auto by_way_of = [&](const Asked& asked) {
      if (asked.by == nullptr) return;
      d.labels.push_back({asked.by->written.source, asked.by->written.span, "by way of this scope"});
    };
    for (auto it = begin + 1; it != shown_end; ++it) {
      by_way_of(*it);
      d.labels.push_back({it->named->written.source, it->named->written.span, "by way of this"});
    }
    by_way_of(again);
    d.notes.push_back(
        through_scope
            ? "whether a package speaks of a record is asked before its rules and decisions, and cannot rest on one of them"
            : "a definition may meet itself again only on a part of its record, such as `m` in `materials`");
  }

  Context& context_;
  std::map<Key, State> state_;
  std::map<Key, int> depth_;
  std::set<std::pair<const Named*, const Named*>> told_;  ///< circles, by the call that closes them
  bool too_deep_ = false;
  std::vector<Asked> path_;
};

}  // namespace

void check_circles(Context& context) {
  CircleSearch search(context);
  for (const Named& named : context.program.named) search.from(&named);
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

void warn_of_unused_names(Context& context, InstanceState& state) {
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
  for (const auto& [callee, on_part] : found->second) {
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
