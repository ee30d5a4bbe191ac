#include "sema/whole.hpp"

#include <algorithm>
#include <functional>

#include "sema/declare.hpp"
#include "sema/types.hpp"

namespace shibo::engine {

namespace {

const char* kind_word(Named::Kind kind) {
  static constexpr const char* kWords[] = {"group", "parameter", "define", "condition", "rule", "decision", "table", "rates"};
  return kWords[static_cast<int>(kind)];
}

/// May `given` stand where the library needs `wanted`?
bool fills(const Named& given, const Named& wanted, std::string& why) {
  using Kind = Named::Kind;
  const bool value = wanted.kind == Kind::Define && (given.kind == Kind::Define || given.kind == Kind::Parameter || given.kind == Kind::Table);
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

void check_needs(Context& context) {
  for (InstanceState& state : context.instances) {
    if (state.user == nullptr) continue;
    for (auto& [name, symbols] : state.symbols) {
      for (Symbol& symbol : symbols) {
        const auto* need = std::get_if<NeedSymbol>(&symbol.what);
        if (need == nullptr) continue;
        Symbol* filled = find_symbol(*state.user, name, need->shape->record);
        const auto use = std::find_if(state.user->syntax->uses.begin(), state.user->syntax->uses.end(),
                                      [&](const auto& u) { return u.name == state.instance->name; });
        const Written where = use != state.user->syntax->uses.end() ? use->written : symbol.written;
        if (filled == nullptr || std::holds_alternative<NeedSymbol>(filled->what)) {
          if (filled != nullptr && state.user->syntax->has_needs) continue;  // passed on to the library's own user
          auto& d = context.error(code::kNeedNotFilled, where, "`" + state.instance->name + "` needs " + kind_word(need->shape->kind) + " `" + name + "`, and `" + state.user->instance->name + "` does not declare it");
          d.labels.push_back({symbol.written.source, symbol.written.span, "needed here"});
          continue;
        }
        if (const auto* fact = std::get_if<FactSymbol>(&filled->what)) {
          if (fits(fact->record->fields[fact->field].type, need->shape->type)) continue;
        }
        auto* const* given = std::get_if<Named*>(&filled->what);
        std::string why = "it is not a definition";
        if (given != nullptr && fills(**given, *need->shape, why)) continue;
        auto& d = context.error(code::kNeedFilledWrong, filled->written, "`" + name + "` does not fill what `" + state.instance->name + "` needs: " + why);
        d.labels.push_back({symbol.written.source, symbol.written.span, "needed here"});
      }
    }
  }
}

namespace {

/// Depth-first search over calls that stay on the same record; a part breaks the circle, since the
/// parts of a good are a finite tree.
class CircleSearch {
 public:
  explicit CircleSearch(Context& context) : context_(context) {}

  void from(const Named* start) {
    if (state_[start] == State::New) visit(start);
  }

 private:
  enum class State { New, Open, Done };

  void visit(const Named* named) {
    state_[named] = State::Open;
    path_.push_back(named);
    const auto found = context_.calls.find(named);
    if (found != context_.calls.end()) {
      for (const auto& [callee, on_part] : found->second) {
        if (on_part) continue;
        if (state_[callee] == State::Open) report(callee);
        else if (state_[callee] == State::New) visit(callee);
      }
    }
    path_.pop_back();
    state_[named] = State::Done;
  }

  void report(const Named* again) {
    std::string circle;
    const auto begin = std::find(path_.begin(), path_.end(), again);
    for (auto it = begin; it != path_.end(); ++it) circle += "`" + (*it)->name + "` → ";
    circle += "`" + again->name + "`";
    auto& d = context_.error(code::kCircle, again->written, "`" + again->name + "` is defined by itself: " + circle);
    for (auto it = begin + 1; it != path_.end(); ++it) d.labels.push_back({(*it)->written.source, (*it)->written.span, "by way of this"});
    d.notes.push_back("a definition may meet itself again only on a part of its record, such as `m` in `materials`");
  }

  Context& context_;
  std::map<const Named*, State> state_;
  std::vector<const Named*> path_;
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
    for (const std::string& name : is->outcomes) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      auto& d = context.error(code::kNotAnOutcome, node.written, "`" + name + "` is no outcome of `" + decision.name + "`");
      if (const auto near = dsl::nearest(name, known)) d.help = "did you mean `" + *near + "`?";
      d.labels.push_back({decision.written.source, decision.written.span, "its outcomes are declared here"});
    }
  }
}

void check_style(Context& context) {
  for (InstanceState& state : context.instances) {
    if (!state.instance->judged || state.user != nullptr) continue;
    for (auto& [name, symbols] : state.symbols) {
      for (Symbol& symbol : symbols) {
        auto* const* named = std::get_if<Named*>(&symbol.what);
        if (named == nullptr || symbol.used) continue;
        const bool result = (*named)->kind == Named::Kind::Rule || (*named)->kind == Named::Kind::Decision;
        if (!result) context.warning(code::kUnused, symbol.written, std::string("nothing uses ") + kind_word((*named)->kind) + " `" + name + "`");
      }
    }
    for (const Named* named : state.instance->declared) {
      if (named->kind != Named::Kind::Rule) continue;
      for (const Text& text : named->texts) {
        if (text.law.cites.empty()) context.warning(code::kNoCitation, text.written, "rule `" + named->name + "` cites no law").help = "add `cites \"…\"`, so that a verdict can name its source";
      }
    }
  }
}

}  // namespace shibo::engine
