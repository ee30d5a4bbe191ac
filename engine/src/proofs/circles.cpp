#include "proofs/circles.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "program/children.hpp"

namespace shibo::engine {

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

bool asks_in_scope(const Named& named, const Scope& scope) {
  return (named.kind == Named::Kind::Rule || named.kind == Named::Kind::Decision) && is_in_scope(named.record, scope);
}

/// What answering a definition asks for.
struct Asked {
  const Named* named = nullptr;
  const Scope* by = nullptr;  ///< the scope that asks for it; null where the definition does so itself
  bool of_part = false;       ///< asked of another record than the definition is about
};

bool by_a_scope(const Asked& asked) { return asked.by != nullptr; }

/// Before a rule or decision the scopes are asked whose record it is about, or one around it.
std::vector<Asked> asked_by(const Context& context, const Named& named) {
  std::vector<Asked> all;
  if (const auto found = context.calls.find(&named); found != context.calls.end()) {
    for (const auto& [callee, on_part] : found->second) all.push_back({callee, nullptr, on_part});
  }
  for (const Scope& scope : named.package->scopes) {
    if (!asks_in_scope(named, scope)) continue;
    std::vector<const Named*> names;
    add_names_in(*scope.condition, names);
    for (const Named* name : names) all.push_back({name, &scope, true});
  }
  return all;
}

/// `way` begins with what `again` asks for once more.
void report_circle(Context& context, const std::vector<Asked>& way, const Asked& again) {
  const auto shown_end = way.begin() + std::min<std::ptrdiff_t>(std::ssize(way), kShownMax);
  const std::string name = "`" + again.named->name + "`";
  std::string circle;
  for (auto it = way.begin(); it != shown_end; ++it) circle += "`" + it->named->name + "` → ";
  if (shown_end != way.end()) circle += "… → ";
  auto& d = context.error(code::kCircle, again.named->written, name + " is defined by itself: " + circle + name);
  const auto by_way_of = [&](const Asked& asked) {
    if (by_a_scope(asked))
      d.labels.push_back({asked.by->written.source, asked.by->written.span, "by way of this scope"});
  };
  for (auto it = way.begin() + 1; it != shown_end; ++it) {
    by_way_of(*it);
    d.labels.push_back({it->named->written.source, it->named->written.span, "by way of this"});
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

  void from(const Named& start) {
    if (state_[&start] == State::New) visit({&start});
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  enum class State { New, Open, Done };

  void visit(const Asked& asked) {
    if (path_.size() > kChainMax) return;  // too deep as well, and looked at from where it is written
    state_[asked.named] = State::Open;
    path_.push_back(asked);
    for (const Asked& next : asked_by(context_, *asked.named)) {
      if (next.of_part) continue;
      const State state = state_[next.named];
      if (state == State::Open) report(next);
      else if (state == State::New) visit(next);
    }
    path_.pop_back();
    state_[asked.named] = State::Done;
  }

  void report(const Asked& again) {
    const auto begin =
        std::find_if(path_.begin(), path_.end(), [&](const Asked& asked) { return asked.named == again.named; });
    report_circle(context_, {begin, path_.end()}, again);
    found_ = true;
  }

  Context& context_;
  std::map<const Named*, State> state_;
  std::vector<Asked> path_;
  bool found_ = false;
};

/// The shortest way from what a scope asks for to a rule or decision before which the scope is asked; empty if none
/// leads there. Parts break no such circle: a scope is asked of a part's whole, too.
std::vector<Asked> way_back(const Context& context, const PackageInstance& package, const Scope& scope,
                            const Named& start) {
  std::vector<Asked> reached{{&start}};
  std::vector<std::size_t> from{0};
  std::set<const Named*> seen{&start};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Named& named = *reached[i].named;
    if (named.package == &package && asks_in_scope(named, scope)) {
      std::vector<Asked> way{reached[i]};
      for (std::size_t at = i; at != 0; at = from[at]) way.push_back(reached[from[at]]);
      std::reverse(way.begin(), way.end());
      return way;
    }
    for (const Asked& next : asked_by(context, named)) {
      if (!seen.insert(next.named).second) continue;
      reached.push_back(next);
      from.push_back(i);
    }
  }
  return {};
}

/// Circles through scopes, each once.
class ScopeCircles {
 public:
  explicit ScopeCircles(Context& context) : context_(context) {}

  void of(const PackageInstance& package, const Scope& scope) {
    std::vector<const Named*> names;
    add_names_in(*scope.condition, names);
    std::set<const Named*> on_the_way;
    for (const Named* name : names) {
      if (on_the_way.contains(name)) continue;
      const std::vector<Asked> way = way_back(context_, package, scope, *name);
      std::set<const Named*> circle;
      for (const Asked& asked : way) circle.insert(asked.named);
      on_the_way.insert(circle.begin(), circle.end());
      if (!way.empty() && told_.insert(circle).second) report_circle(context_, way, {name, &scope, true});
    }
  }
  [[nodiscard]] bool found() const { return !told_.empty(); }

 private:
  Context& context_;
  std::set<std::set<const Named*>> told_;
};

/// Where definitions nest deeper than the limit. Requires: no circles, but by way of parts.
class DepthSearch {
 public:
  explicit DepthSearch(Context& context) : context_(context) {}

  void from(const Named& start) {
    if (!too_deep_) depth_of(start, 0);
  }

 private:
  int depth_of(const Named& named, int above) {
    if (const auto known = depth_.find(&named); known != depth_.end()) return known->second;
    int depth = 1;
    if (above >= kChainMax) {
      report(named);
      return depth;
    }
    for (const Asked& next : asked_by(context_, named)) {
      if (!next.of_part || by_a_scope(next)) depth = std::max(depth, 1 + depth_of(*next.named, above + 1));
    }
    if (depth > kChainMax) report(named);
    depth_[&named] = depth;
    return depth;
  }

  /// Said once, where the limit is passed first.
  void report(const Named& named) {
    if (std::exchange(too_deep_, true)) return;
    context_
        .error(code::kChainTooDeep, named.written,
               "more than " + std::to_string(kChainMax) + " definitions rest one on the other, this one among them")
        .help = "join some of them, or say the same with a table or a list";
  }

  Context& context_;
  std::map<const Named*, int> depth_;
  bool too_deep_ = false;
};

}  // namespace

void check_circles(Context& context) {
  CircleSearch circles(context);
  for (const Named& named : context.program.named) circles.from(named);
  ScopeCircles scopes(context);
  for (const InstanceState& state : context.instances) {
    for (const Scope& scope : state.instance->scopes) scopes.of(*state.instance, scope);
  }
  if (circles.found() || scopes.found()) return;
  DepthSearch depths(context);
  for (const Named& named : context.program.named) depths.from(named);
}

}  // namespace shibo::engine
