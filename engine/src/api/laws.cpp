#include "api/laws.hpp"

#include <algorithm>
#include <map>

#include "explain/explain.hpp"
#include "explain/place.hpp"

namespace shibo {

namespace {

using engine::Step;

/// The clauses at the ends of a reason; of many the first.
constexpr std::size_t kClausesTold = 3;

std::string clause_of(const Explanation& end) {
  if (!end.says.empty()) return end.says;
  if (end.presumed) return end.text;
  const std::string& what = end.text.empty() ? end.name : end.text;
  return end.condition ? what + (end.truth == Truth::True ? " holds" : " does not hold") : what + " is " + end.value;
}

void add_clauses(const Explanation& reason, NotPut& out) {
  out.presumed = out.presumed || reason.presumed;
  if (reason.says.empty() && !reason.children.empty()) {
    for (const Explanation& child : reason.children) add_clauses(child, out);
    return;
  }
  std::string clause = clause_of(reason);
  if (out.says.size() < kClausesTold && std::find(out.says.begin(), out.says.end(), clause) == out.says.end())
    out.says.push_back(std::move(clause));
}

/// The scope that leaves the record out; null where it is not that.
const Step* scope_that_excludes(const Step& question) {
  const auto found = std::find_if(question.children.begin(), question.children.end(), [](const Step* child) {
    return child->kind == Step::Kind::Scope && child->value.truth() == Truth::False;
  });
  return found == question.children.end() ? nullptr : *found;
}

class Laws {
 public:
  void add(const engine::Verdict& verdict) {
    LawOfRecord& law = of(*verdict.named);
    if (verdict.standing != engine::Verdict::Standing::NotApplicable) {
      const bool surely = !verdict.may_not_be_put && verdict.step->applies().truth() == Truth::True;
      law.applies = surely || law.applies == Truth::True ? Truth::True : Truth::Unknown;
      law.verdicts.push_back(verdict.named->name);
      return;
    }
    if (const Step* scope = scope_that_excludes(*verdict.step))
      return add(law, *verdict.named, scope, Unasked::Because::DoesNotApply, scope->written);
    if (verdict.step->text == nullptr)
      return add(law, *verdict.named, nullptr, Unasked::Because::NoText, verdict.named->written);
    NotPut& one = new_reason(law, *verdict.named, Unasked::Because::DoesNotApply, verdict.step->written);
    for (const Explanation& reason : engine::reasons(verdict).children) add_clauses(reason, one);
  }

  void add(const engine::Unasked& question) {
    const bool no_text = question.asked_when == nullptr;
    add(of(*question.named), *question.named, question.asked_when,
        no_text ? Unasked::Because::NoText : Unasked::Because::AskedWhen,
        no_text ? question.named->written : question.asked_when->written);
  }

  std::vector<LawOfRecord> take() { return std::move(laws_); }

 private:
  /// What is put to a record of one package stands together.
  LawOfRecord& of(const engine::Named& named) {
    const auto [found, fresh] = by_package_.try_emplace(named.package, laws_.size());
    if (fresh) laws_.push_back({named.package->name, named.package->title, Truth::False, {}, {}});
    return laws_[found->second];
  }

  static NotPut& new_reason(LawOfRecord& law, const engine::Named& named, Unasked::Because because,
                            const engine::Written& where) {
    return law.not_put.emplace_back(NotPut{{named.name}, because, {}, false, place_of(where)});
  }

  /// What one condition leaves out is one reason; what has no text in force is another.
  void add(LawOfRecord& law, const engine::Named& named, const Step* condition, Unasked::Because because,
           const engine::Written& where) {
    const auto [found, fresh] = by_condition_.try_emplace({named.package, condition}, law.not_put.size());
    if (!fresh) return law.not_put[found->second].names.push_back(named.name);
    NotPut& one = new_reason(law, named, because, where);
    if (condition == nullptr) return;
    const Explanation reason = engine::reasons(*condition);
    for (const Explanation& child : reason.children) add_clauses(child, one);
    if (one.says.empty()) add_clauses(reason, one);
  }

  std::vector<LawOfRecord> laws_;
  std::map<const engine::PackageInstance*, std::size_t> by_package_;
  std::map<std::pair<const engine::PackageInstance*, const Step*>, std::size_t> by_condition_;
};

}  // namespace

std::vector<LawOfRecord> laws_of(const engine::Judgement& judgement) {
  Laws laws;
  for (const engine::Unasked& one : judgement.unasked) laws.add(one);
  for (const engine::Verdict& one : judgement.verdicts) laws.add(one);
  std::vector<LawOfRecord> out = laws.take();
  std::stable_sort(out.begin(), out.end(),
                   [](const LawOfRecord& a, const LawOfRecord& b) { return a.package < b.package; });
  return out;
}

}  // namespace shibo
