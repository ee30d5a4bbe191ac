#include "judge/leaning.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <unordered_set>
#include <utility>

namespace shibo::engine {

namespace {

template <class T>
const T* as(const Step& step) {
  return step.node != nullptr ? std::get_if<T>(&step.node->what) : nullptr;
}

/// Where the truth of a step is settled by some of its parts alone: the truth of those that settle it.
std::optional<Truth> settled_by(const Step& step) {
  const Truth truth = step.value.truth();
  if (step.kind != Step::Kind::Expression || truth == Truth::Unknown) return std::nullopt;
  const auto if_it_is = [&](Truth settling) { return truth == settling ? std::optional(settling) : std::nullopt; };
  if (const auto* logic = as<node::Logic>(step)) return if_it_is(logic->conjunction ? Truth::False : Truth::True);
  if (const auto* every = as<node::Quantified>(step)) return if_it_is(every->every ? Truth::False : Truth::True);
  if (const auto* block = as<node::Block>(step)) {
    if (block->kind == dsl::Block::Kind::AtLeast) return truth;
    return if_it_is(block->kind == dsl::Block::Kind::All ? Truth::False : Truth::True);
  }
  return std::nullopt;
}

/// Of an element that satisfies what `every` asks, and of one that does not what `some` asks, it makes no difference
/// whether it counts: the `where` that then is beside the point.
const Step* idle_where(const Step& step, const Step& child) {
  const auto* quantified = as<node::Quantified>(step);
  if (quantified == nullptr || child.kind != Step::Kind::Element || child.children.size() < 2) return nullptr;
  const Truth idle = quantified->every ? Truth::True : Truth::False;
  return child.children.back()->value.truth() == idle ? child.children.front() : nullptr;
}

/// Of a rule or decision that does not apply, and of a scope that does not speak of the record, only what keeps it off
/// matters; a duty then does not.
bool is_beside_the_point(const Step& step, const Step& child) {
  const bool kept_off =
      step.value.not_applicable() && (step.kind == Step::Kind::Rule || step.kind == Step::Kind::Decision);
  const bool out_of_scope = step.kind == Step::Kind::Scope && step.value.truth() == Truth::False;
  if (!kept_off && !out_of_scope) return false;
  if (child.kind == Step::Kind::Exception) return child.taken != Truth::True;
  return is_requirement(child) || child.value.truth() != Truth::False;
}

/// `waiver_limit (RCEP Art. 3.22): from memory`.
std::string mark(const std::string& name, const Law& law) {
  std::string text = name;
  if (!law.cites.empty()) text += " (" + law.cites.front() + ")";
  if (!law.unverified_why.empty()) text += ": " + law.unverified_why;
  return text;
}

std::string name_of(const Step& step, const std::string& around) {
  if (step.named != nullptr) return step.named->name;
  if (step.kind == Step::Kind::Scope) return "scope of " + std::string(step.label);
  const bool branch = step.kind == Step::Kind::Branch && !step.label.empty();
  return branch ? around + " " + std::string(step.label) : around;
}

/// All walks have numbers of their own, so that a step can say who came by last.
std::atomic<std::uint64_t> walks = 0;

class Walk {
 public:
  Walk(const Step& began, Leaning& out, std::map<const Step*, Leaning>& of_shared)
      : began_(began), out_(out), of_shared_(of_shared), number_(++walks) {}

  /// `around` is the name of the definition, rule or decision that the step is written in, `law` what is cited
  /// nearest in it.
  void visit(const Step& step, const std::string& around, const Law* law) {
    if (idle_.contains(&step) || seen(step)) return;
    if (step.shared && &step != &began_) return add(kept(step));
    if (step.named != nullptr) law = nullptr;
    if (step.law != nullptr && !step.law->cites.empty()) law = step.law;
    note(step, around);
    if (step.presumed && presumes_) add(Presumed{&step, around, law});
    for (const Step* aside : step.more().asides) visit(*aside, step.named != nullptr ? step.named->name : around, law);
    for (const Leaning* other : step.more().elsewhere) add(*other);
    const std::optional<Truth> settling = settled_by(step);
    // What an outcome carries is told with it, and leans on what it leans on itself.
    const bool carried = step.kind == Step::Kind::Figure && figures_of_began_.contains(&step);
    const bool presumed_before = std::exchange(presumes_, (presumes_ || carried) && !step.stands);
    if (&step == &began_) note_figures(step);
    for (const Step* child : step.children) {
      const bool a_part = child->type->kind == TypeKind::Condition;
      if (settling && a_part && child->value.truth() != *settling) continue;
      if (is_beside_the_point(step, *child)) continue;
      if (const Step* where = idle_where(step, *child)) idle_.insert(where);
      visit(*child, step.named != nullptr ? step.named->name : around, law);
    }
    presumes_ = presumed_before;
  }

 private:
  /// Whether this walk came by here before, as it comes now: where presumptions matter, or where they do not.
  bool seen(const Step& step) const {
    const std::uint8_t how = presumes_ ? 1 : 2;
    if (step.walk != number_) {
      step.walk = number_;
      step.walked = 0;
    }
    const bool before = (step.walked & how) != 0;
    step.walked = static_cast<std::uint8_t>(step.walked | how);
    return before;
  }

  const Leaning& kept(const Step& step) {
    const auto [found, fresh] = of_shared_.try_emplace(&step);
    if (fresh) found->second = leaning_of(step, of_shared_);
    return found->second;
  }

  void add(const Leaning& other) {
    if (presumes_) {
      for (const Presumed& one : other.presumed) add(one);
    }
    for (const Step* one : other.from_blanks) add(one);
    for (const Step* one : other.readings) add_reading(one);
    out_.unverified.insert(other.unverified.begin(), other.unverified.end());
    out_.names.insert(other.names.begin(), other.names.end());
    out_.adders.insert(other.adders.begin(), other.adders.end());
  }

  /// What is shared is come upon by many ways, and noted once.
  void add(const Presumed& one) {
    if (noted_.insert(one.step).second) out_.presumed.push_back(one);
  }
  void add(const Step* from_blank) {
    if (noted_.insert(from_blank).second) out_.from_blanks.push_back(from_blank);
  }

  /// One that is left open is told where it is why something is not known (Verdict::open).
  void add_reading(const Step* reading) {
    if (reading->value.known() && noted_.insert(reading).second) out_.readings.push_back(reading);
  }

  void note_figures(const Step& decision) {
    for (const Step* outcome : decision.children) {
      for (const Step* below : outcome->children) {
        if (below->kind == Step::Kind::Figure) figures_of_began_.insert(below);
      }
    }
  }

  void note(const Step& step, const std::string& around) {
    if (step.named != nullptr) out_.names.insert(step.named);
    if (step.more().added_by != nullptr) out_.adders.insert(step.more().added_by);
    if (step.by_mapping) add(&step);
    if (step.named != nullptr && step.named->kind == Named::Kind::Reading) add_reading(&step);
    if (step.law != nullptr && step.law->unverified) out_.unverified.insert(mark(name_of(step, around), *step.law));
    for (const Ground& ground : step.more().grounds) {
      if (ground.added_by != nullptr) out_.adders.insert(ground.added_by);
      if (ground.law->unverified) out_.unverified.insert(mark(ground.name, *ground.law));
    }
  }

  const Step& began_;
  Leaning& out_;
  std::map<const Step*, Leaning>& of_shared_;
  std::uint64_t number_;
  std::set<const Step*> figures_of_began_;
  bool presumes_ = true;        ///< false below what stands without presumptions
  std::set<const Step*> idle_;  ///< that can change nothing where they stand
  std::unordered_set<const Step*> noted_;
};

}  // namespace

void merge(Leaning& to, const Leaning& more) {
  to.presumed.insert(to.presumed.end(), more.presumed.begin(), more.presumed.end());
  to.from_blanks.insert(to.from_blanks.end(), more.from_blanks.begin(), more.from_blanks.end());
  to.unverified.insert(more.unverified.begin(), more.unverified.end());
  to.names.insert(more.names.begin(), more.names.end());
  to.readings.insert(to.readings.end(), more.readings.begin(), more.readings.end());
  to.adders.insert(more.adders.begin(), more.adders.end());
}

Leaning leaning_of(const Step& verdict, std::map<const Step*, Leaning>& of_shared, const Step* put_on) {
  Leaning out;
  const std::string name = verdict.named != nullptr ? verdict.named->name : "";
  Walk walk(verdict, out, of_shared);
  if (put_on != nullptr) walk.visit(*put_on, name, nullptr);
  walk.visit(verdict, name, nullptr);
  return out;
}

}  // namespace shibo::engine
