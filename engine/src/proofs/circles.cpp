#include "proofs/circles.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "program/children.hpp"

namespace shibo::engine {

namespace {

/// How many definitions may rest one on the other: whoever evaluates them nests as deep.
constexpr int kChainMax = 200;

/// Of a circle: the names in the message, and the places beside it.
constexpr int kShownMax = 10;

bool has_guard(const Context& context, const FieldOfRecord& fact) {
  return context.program.of_fact(*fact.record, fact.field).only_where != nullptr;
}

/// Whom an expression asks, wherever they stand in it, in that order; of facts, those that ask others in turn.
void add_asked_in(const Context& context, const Node& node, std::vector<Asker>& asked) {
  if (const auto* call = std::get_if<node::Call>(&node.what)) asked.emplace_back(call->name);
  if (const auto* predicate = std::get_if<node::Predicate>(&node.what)) asked.emplace_back(predicate->condition);
  if (const auto* field = std::get_if<node::Field>(&node.what)) {
    const FieldOfRecord fact{field->of->type.record, field->index};
    if (has_guard(context, fact)) asked.emplace_back(fact);
  }
  for_each_child(node, [&](const Node& child) { add_asked_in(context, child, asked); });
}

/// Whether a rule or decision about a record of this type asks what the package says of records of `scope`: of its own,
/// and of those around it.
bool is_in_scope(const RecordType* type, const Scope& scope) {
  while (type != nullptr && type != scope.record) type = type->parent;
  return type != nullptr;
}

const Named* named_of(const Asker& asker) {
  const auto* named = std::get_if<const Named*>(&asker);
  return named != nullptr ? *named : nullptr;
}

bool asks_in_scope(const Asker& asker, const Scope& scope) {
  const Named* named = named_of(asker);
  return named != nullptr && (named->kind == Named::Kind::Rule || named->kind == Named::Kind::Decision) &&
         is_in_scope(named->record, scope);
}

/// What answering a definition asks for.
struct Asked {
  Asker whom;
  const Scope* by = nullptr;  ///< the scope that asks for it; null where the definition does so itself
  bool of_part = false;       ///< asked of another record than the definition is about
};

bool by_a_scope(const Asked& asked) { return asked.by != nullptr; }

const std::string& name_of(const Asker& asker) {
  if (const Named* named = named_of(asker)) return named->name;
  const auto& fact = std::get<FieldOfRecord>(asker);
  return fact.record->fields[static_cast<std::size_t>(fact.field)].name;
}

Written written_of(const Context& context, const Asker& asker) {
  if (const Named* named = named_of(asker)) return named->written;
  const auto& fact = std::get<FieldOfRecord>(asker);
  return context.program.of_fact(*fact.record, fact.field).only_where->written;
}

std::vector<Asked> called_by(const Context& context, const Asker& asker) {
  std::vector<Asked> all;
  if (const auto found = context.calls.find(asker); found != context.calls.end()) {
    for (const auto& [whom, on_part] : found->second) {
      const auto* fact = std::get_if<FieldOfRecord>(&whom);
      if (fact == nullptr || has_guard(context, *fact)) all.push_back({whom, nullptr, on_part});
    }
  }
  return all;
}

/// Before a rule or decision the scopes are asked whose record it is about, or one around it.
std::vector<Asked> asked_by(const Context& context, const Asker& asker) {
  std::vector<Asked> all = called_by(context, asker);
  const Named* named = named_of(asker);
  if (named == nullptr) return all;
  for (const Scope& scope : named->package->scopes) {
    if (!asks_in_scope(asker, scope)) continue;
    std::vector<Asker> asked;
    add_asked_in(context, *scope.condition, asked);
    for (const Asker& whom : asked) all.push_back({whom, &scope, true});
  }
  return all;
}

/// `way` begins with what `again` asks for once more.
void report_circle(Context& context, const std::vector<Asked>& way, const Asked& again) {
  const auto shown_end = way.begin() + std::min<std::ptrdiff_t>(std::ssize(way), kShownMax);
  const std::string name = "`" + name_of(again.whom) + "`";
  std::string circle;
  for (auto it = way.begin(); it != shown_end; ++it) circle += "`" + name_of(it->whom) + "` → ";
  if (shown_end != way.end()) circle += "… → ";
  auto& d =
      context.error(code::kCircle, written_of(context, again.whom), name + " is defined by itself: " + circle + name);
  const auto by_way_of = [&](const Asked& asked) {
    if (by_a_scope(asked))
      d.labels.push_back({asked.by->written.source, asked.by->written.span, "by way of this scope"});
  };
  for (auto it = way.begin() + 1; it != shown_end; ++it) {
    by_way_of(*it);
    const Written written = written_of(context, it->whom);
    d.labels.push_back({written.source, written.span, "by way of this"});
  }
  by_way_of(again);
  d.notes.push_back(
      by_a_scope(again) || std::any_of(way.begin() + 1, way.end(), by_a_scope)
          ? "whether a package speaks of a record is asked before its rules and decisions, and cannot rest on one of them"
          : "a definition may meet itself again only on a part of its record, such as `m` in `materials`");
}

/// Circles of calls that stay on the same record; a part breaks a circle, since the parts of a good are a finite tree.
class CircleSearch {
 public:
  explicit CircleSearch(Context& context) : context_(context) {}

  void from(const Asker& start) {
    if (state_[start] == State::New) visit({start});
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  enum class State { New, Open, Done };

  void visit(const Asked& asked) {
    if (path_.size() > kChainMax) return;  // too deep as well, and looked at from where it is written
    state_[asked.whom] = State::Open;
    path_.push_back(asked);
    for (const Asked& next : called_by(context_, asked.whom)) {
      if (next.of_part) continue;
      const State state = state_[next.whom];
      if (state == State::Open) report(next);
      else if (state == State::New) visit(next);
    }
    path_.pop_back();
    state_[asked.whom] = State::Done;
  }

  void report(const Asked& again) {
    const auto begin =
        std::find_if(path_.begin(), path_.end(), [&](const Asked& asked) { return asked.whom == again.whom; });
    report_circle(context_, {begin, path_.end()}, again);
    found_ = true;
  }

  Context& context_;
  std::map<Asker, State, AsDeclared> state_;
  std::vector<Asked> path_;
  bool found_ = false;
};

/// The shortest way from what a scope asks for to a rule or decision before which the scope is asked; empty if none
/// leads there. Parts break no such circle: a scope is asked of a part's whole, too.
std::vector<Asked> way_back(const Context& context, const PackageInstance& package, const Scope& scope,
                            const Asker& start) {
  std::vector<Asked> reached{{start}};
  std::vector<std::size_t> from{0};
  std::set<Asker, AsDeclared> seen{start};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Asker asker = reached[i].whom;
    if (asks_in_scope(asker, scope) && named_of(asker)->package == &package) {
      std::vector<Asked> way{reached[i]};
      for (std::size_t at = i; at != 0; at = from[at]) way.push_back(reached[from[at]]);
      std::reverse(way.begin(), way.end());
      return way;
    }
    for (const Asked& next : asked_by(context, asker)) {
      if (!seen.insert(next.whom).second) continue;
      reached.push_back(next);
      from.push_back(i);
    }
  }
  return {};
}

/// Circles through scopes, each once.
class ScopeCircles {
  using Circle = std::set<Asker, AsDeclared>;

 public:
  explicit ScopeCircles(Context& context) : context_(context) {}

  void of(const PackageInstance& package, const Scope& scope) {
    std::vector<Asker> asked_in_it;
    add_asked_in(context_, *scope.condition, asked_in_it);
    std::set<Asker, AsDeclared> on_the_way;
    for (const Asker& whom : asked_in_it) {
      if (on_the_way.contains(whom)) continue;
      const std::vector<Asked> way = way_back(context_, package, scope, whom);
      Circle circle;
      for (const Asked& asked : way) circle.insert(asked.whom);
      on_the_way.insert(circle.begin(), circle.end());
      if (!way.empty() && told_.insert(circle).second) report_circle(context_, way, {whom, &scope, true});
    }
  }
  [[nodiscard]] bool found() const { return !told_.empty(); }

 private:
  Context& context_;
  std::set<Circle> told_;
};

/// Where definitions nest deeper than the limit. Requires: no circles, but by way of parts.
class DepthSearch {
 public:
  explicit DepthSearch(Context& context) : context_(context) {}

  void from(const Asker& start) {
    if (!too_deep_) depth_of(start, 0);
  }

 private:
  int depth_of(const Asker& asker, int above) {
    if (const auto known = depth_.find(asker); known != depth_.end()) return known->second;
    int depth = 1;
    if (above >= kChainMax) {
      report(asker);
      return depth;
    }
    for (const Asked& next : asked_by(context_, asker)) {
      if (!next.of_part || by_a_scope(next)) depth = std::max(depth, 1 + depth_of(next.whom, above + 1));
    }
    if (depth > kChainMax) report(asker);
    depth_[asker] = depth;
    return depth;
  }

  /// Said once, where the limit is passed first.
  void report(const Asker& asker) {
    if (std::exchange(too_deep_, true)) return;
    context_
        .error(code::kChainTooDeep, written_of(context_, asker),
               "more than " + std::to_string(kChainMax) + " definitions rest one on the other, this one among them")
        .help = "join some of them, or say the same with a table or a list";
  }

  Context& context_;
  std::map<Asker, int, AsDeclared> depth_;
  bool too_deep_ = false;
};

}  // namespace

void check_circles(Context& context) {
  std::vector<Asker> askers;
  for (const Named& named : context.program.named) askers.emplace_back(&named);
  for (const auto& [asker, asked] : context.calls) {
    if (named_of(asker) == nullptr) askers.push_back(asker);
  }
  CircleSearch circles(context);
  for (const Asker& asker : askers) circles.from(asker);
  ScopeCircles scopes(context);
  for (const InstanceState& state : context.instances) {
    for (const Scope& scope : state.instance->scopes) scopes.of(*state.instance, scope);
  }
  if (circles.found() || scopes.found()) return;
  DepthSearch depths(context);
  for (const Asker& asker : askers) depths.from(asker);
}

}  // namespace shibo::engine
