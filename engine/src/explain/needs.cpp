// What an undetermined verdict needs, in the order in which it decides.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "explain/explain.hpp"

namespace shibo::engine {

namespace {

class Needs {
 public:
  explicit Needs(const Causes& wanted) {
    for (const Cause* why : wanted) wanted_.emplace(by_content(why), why);
  }

  void of(const Step* step) {
    step = looked_through(step);
    if (!is_open(*step) || !seen_.insert(step).second) return;
    if (step->kind == Step::Kind::Fact && step->value.get<std::shared_ptr<const ListData>>() == nullptr)
      return take(step->value.causes());
    const std::vector<const Step*> parts = parts_of(*step);
    for (const Step* part : parts) of(part);
    const bool of_table = step->kind == Step::Kind::Definition && step->named->kind == Named::Kind::Table;
    if (const auto* list = step->value.get<std::shared_ptr<const ListData>>()) take((*list)->why_not_whole());
    else if (parts.empty() || of_table) take(step->value.causes());
  }

  /// Whatever the walk did not come upon follows.
  Causes finished(const Causes& all) {
    while (!alternatives_.empty() || !exceptions_.empty()) {
      for (const Step* one : std::exchange(alternatives_.empty() ? exceptions_ : alternatives_, {})) {
        if (one->kind != Step::Kind::Exception) of(one);
        else
          for (const Step* part : one->children) of(part);
      }
    }
    take(all);
    const auto first = [](const Cause* why) { return why->kind == Cause::Kind::Invalid; };
    const auto facts = [](const Cause* why) { return !why->path.empty(); };
    std::stable_partition(std::stable_partition(out_.begin(), out_.end(), first), out_.end(), facts);
    return std::move(out_);
  }

 private:
  static bool is_open(const Step& step) {
    if (step.kind == Step::Kind::Rule) return step.status == RuleStatus::Unknown;
    if (const auto* list = step.value.get<std::shared_ptr<const ListData>>()) return !(*list)->whole();
    return !step.value.known();
  }

  /// What is open of it, in the law's order; exceptions wait, and of alternatives all but the one that needs least.
  std::vector<const Step*> parts_of(const Step& step) {
    std::vector<const Step*> parts;
    for (const Step* child : step.children) {
      if (child->kind == Step::Kind::Figure || !is_open(*looked_through(child))) continue;
      if (child->kind == Step::Kind::Exception) exceptions_.push_back(child);
      else parts.push_back(child);
    }
    if (!is_choice(step) || parts.size() < 2) return parts;
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Step* x, const Step* y) { return x->value.causes().size() < y->value.causes().size(); });
    alternatives_.insert(alternatives_.end(), parts.begin() + 1, parts.end());
    return {parts.front()};
  }

  /// One fact may be missed in several places, each with a cause of its own.
  using Content = std::tuple<Cause::Kind, std::string_view, std::string_view>;
  static Content by_content(const Cause* why) { return {why->kind, why->path, why->message}; }

  void take(const Causes& causes) {
    for (const Cause* why : causes) {
      const auto found = wanted_.find(by_content(why));
      if (found == wanted_.end()) continue;
      out_.push_back(found->second);
      wanted_.erase(found);
    }
  }

  std::map<Content, const Cause*> wanted_;
  std::set<const Step*> seen_;
  std::vector<const Step*> alternatives_;
  std::vector<const Step*> exceptions_;
  Causes out_;
};

}  // namespace

Causes in_order_of_need(const Verdict& verdict) {
  Needs needs(verdict.causes);
  if (verdict.asked_when != nullptr) needs.of(verdict.asked_when);
  needs.of(verdict.step);
  return needs.finished(verdict.causes);
}

}  // namespace shibo::engine
