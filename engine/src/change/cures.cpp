#include "change/cures.hpp"

#include <algorithm>

#include "change/grid.hpp"
#include "change/looked_at.hpp"

namespace shibo::engine {

namespace {

/// A verdict may be worked out so often.
constexpr std::size_t kRunsWithChangesMax = 6'000;

/// A fact that may be otherwise, and what it is tried to be.
struct Candidate {
  const NamedField* fact = nullptr;
  std::optional<Scalar> today;
  std::optional<Grid> grid;  ///< of a figure
  std::vector<Scalar> values;
  bool suffices = false;  ///< by itself
};

class Curing {
 public:
  Curing(const Program& program, const Run& run, const Verdict& verdict)
      : program_(program),
        run_(run),
        verdict_(verdict),
        variant_(*verdict.record),
        seen_(looked_at(program, verdict)) {}

  Cures found() {
    for (const NamedField& fact : seen_.facts) add(fact);
    out_.facts = candidates_.size();
    for (Candidate& one : candidates_) alone(one);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      for (std::size_t j = i + 1; j < candidates_.size(); ++j) together(candidates_[i], candidates_[j]);
    }
    out_.cut = runs_ >= kRunsWithChangesMax;
    return std::move(out_);
  }

 private:
  void add(const NamedField& fact) {
    if (variant_.twin(*fact.at.record) == nullptr) return;  // of a history
    const FieldType& field = fact.at.record->type->fields[fact.at.field];
    const FieldValue& said = fact.at.record->fields[fact.at.field];
    const bool given = said.state == FieldState::Given;
    if (field.fixed || (!given && said.state != FieldState::Missing)) return;
    Candidate one{&fact, given ? std::optional(said.value) : std::nullopt, {}, {}, false};
    if (field.type.kind == TypeKind::Condition) {
      one.values = {Scalar{true}, Scalar{false}};
    } else if (field.type.kind == TypeKind::Choice) {
      for (const ChoiceType::Value& value : field.type.choice->values) one.values.emplace_back(TextValue(value.name));
    } else if (given && is_figure(said.value)) {
      one.grid = Grid::of(said.value, field);
      if (!one.grid) return;
      for (const bool up : {false, true}) {
        const std::int64_t limit = one.grid->limit(up);
        if (limit > 0) one.values.push_back(one.grid->at(one.grid->today() + (up ? limit : -limit)));
      }
    }
    if (one.today) std::erase(one.values, *one.today);
    if (!one.values.empty()) candidates_.push_back(std::move(one));
  }

  /// While it lives, a fact is otherwise.
  class Set {
   public:
    Set(const Variant& variant, const Candidate& one, const Scalar& value)
        : field_(variant[one.fact->at]), before_(field_) {
      field_.state = FieldState::Given;
      field_.value = value;
      field_.by_mapping = false;
    }
    ~Set() { field_ = before_; }
    Set(const Set&) = delete;
    Set& operator=(const Set&) = delete;

   private:
    FieldValue& field_;
    FieldValue before_;
  };

  /// What it is when the facts that are set are otherwise; nothing where that is no cure, or costs too much.
  std::optional<Answer> passing() {
    if (runs_ >= kRunsWithChangesMax) return std::nullopt;
    ++runs_;
    Answer found = answer_of(program_, run_, *variant_.twin(*verdict_.record), *verdict_.named);
    return found.standing == Verdict::Standing::Passes ? std::optional(std::move(found)) : std::nullopt;
  }

  void alone(Candidate& one) {
    for (const Scalar& value : one.values) {
      const Set set(variant_, one, value);
      const auto answer = passing();
      if (!answer) continue;
      if (!one.grid) out_.cures.push_back({{other(one, value)}, *answer});
      one.suffices = true;
      return;
    }
  }

  /// One cure of each two: of values that suffice together the first.
  void together(const Candidate& a, const Candidate& b) {
    if (a.suffices || b.suffices || (a.grid && b.grid)) return;
    for (const Scalar& of_a : a.values) {
      const Set set(variant_, a, of_a);
      for (const Scalar& of_b : b.values) {
        const Set also(variant_, b, of_b);
        const auto answer = passing();
        if (!answer) continue;
        Cure cure{{other(a, of_a), other(b, of_b)}, *answer};
        if (a.grid) nearest(a, cure.facts[0]);
        if (b.grid) nearest(b, cure.facts[1]);
        out_.cures.push_back(std::move(cure));
        return;
      }
    }
  }

  OtherFact other(const Candidate& one, const Scalar& value) const {
    OtherFact out{one.fact->at, one.fact->path, one.today, value, one.grid.has_value(), false};
    if (one.grid) out.up = *one.grid->below(value) > one.grid->today();
    return out;
  }

  /// Halves between today's figure, which does not suffice, and the one found, which does. The other fact is set.
  void nearest(const Candidate& one, OtherFact& found) {
    std::int64_t fails = one.grid->today();
    std::int64_t suffices = *one.grid->below(found.other);
    while (std::abs(suffices - fails) > 1) {
      const std::int64_t middle = fails + (suffices - fails) / 2;
      const Set set(variant_, one, one.grid->at(middle));
      if (passing()) suffices = middle;
      else if (runs_ >= kRunsWithChangesMax) return;
      else fails = middle;
      found.other = one.grid->at(suffices);
    }
  }

  const Program& program_;
  const Run& run_;
  const Verdict& verdict_;
  Variant variant_;
  LookedAt seen_;
  std::vector<Candidate> candidates_;
  std::size_t runs_ = 0;
  Cures out_;
};

}  // namespace

Cures cures(const Program& program, const Run& run, const Verdict& verdict) {
  return Curing(program, run, verdict).found();
}

}  // namespace shibo::engine
