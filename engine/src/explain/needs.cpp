// What an undetermined verdict needs, in the order in which it decides.
#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include "explain/explain.hpp"

namespace shibo::engine {

namespace {

class Needs {
 public:
  /// Requires: `wanted` is in order.
  Needs(const Causes& wanted, std::size_t most) : wanted_(wanted), taken_(wanted.size()), most_(most) {
    unreadable_ = static_cast<std::size_t>(std::count_if(wanted.begin(), wanted.end(), is_unreadable));
  }

  void of(const Step* step) {
    if (enough()) return;
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
    while (!enough() && (!alternatives_.empty() || !exceptions_.empty())) {
      for (const Step* one : std::exchange(alternatives_.empty() ? exceptions_ : alternatives_, {})) {
        if (one->kind != Step::Kind::Exception) of(one);
        else
          for (const Step* part : one->children) of(part);
      }
    }
    take(all);
    std::stable_partition(std::stable_partition(out_.begin(), out_.end(), is_unreadable), out_.end(), is_fact);
    if (out_.size() > most_) out_.resize(most_);
    return std::move(out_);
  }

 private:
  static bool is_unreadable(const Cause* why) { return why->kind() == CauseKind::Invalid; }
  static bool is_fact(const Cause* why) { return !why->path.empty(); }

  /// Nothing that may still be met would come before what is found.
  [[nodiscard]] bool enough() const { return unreadable_ == 0 && facts_ >= most_; }

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

  /// One fact may be missed in several places, each with a cause of its own: those are alike, and taken once.
  void take(const Causes& causes) {
    for (const Cause* why : causes) {
      if (enough()) return;
      const auto found = std::lower_bound(wanted_.begin(), wanted_.end(), why, comes_before);
      if (found == wanted_.end() || comes_before(why, *found)) continue;
      const auto index = static_cast<std::size_t>(found - wanted_.begin());
      if (taken_[index]) continue;
      taken_[index] = true;
      out_.push_back(*found);
      if (is_unreadable(*found)) --unreadable_;
      if (is_fact(*found)) ++facts_;
    }
  }

  const Causes& wanted_;
  std::vector<bool> taken_;
  std::size_t most_;
  std::size_t unreadable_ = 0;  ///< that are still to be met
  std::size_t facts_ = 0;       ///< that were met
  std::unordered_set<const Step*> seen_;
  std::vector<const Step*> alternatives_;
  std::vector<const Step*> exceptions_;
  Causes out_;
};

}  // namespace

Causes in_order_of_need(const Verdict& verdict, std::size_t most) {
  Needs needs(verdict.causes, most);
  if (verdict.asked_when != nullptr) needs.of(verdict.asked_when);
  needs.of(verdict.step);
  return needs.finished(verdict.causes);
}

Causes in_order_of_need(const Step& figure, const Causes& causes, std::size_t most) {
  Needs needs(causes, most);
  needs.of(&figure);
  return needs.finished(causes);
}

}  // namespace shibo::engine
