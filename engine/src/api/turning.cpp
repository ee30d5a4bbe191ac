// At which figures a verdict turns, and what else would have to be so.
#include "change/turning.hpp"

#include "api/state.hpp"
#include "change/cures.hpp"

namespace shibo {

TurningPoints Verdict::turning_points() const {
  const engine::Verdict& verdict = *state_->verdict;
  if (verdict.standing == Standing::Undetermined || verdict.standing == Standing::NotApplicable) return {};
  const engine::Above& above = *state_->judgement->above;
  const engine::TurningPoints found = engine::turning_points(above.program(), above.run(), verdict);
  TurningPoints out;
  out.cut = found.cut;
  for (const engine::Turning& one : found.points) {
    const engine::FieldType& field = one.at.record->type->fields[one.at.field];
    const auto shown = [&](const engine::Scalar& value) { return to_text(engine::Value::of(value), field.type); };
    out.points.push_back({one.path, field.doc, place_of(one.at.record->fields[one.at.field].place), one.up,
                          shown(one.today), shown(one.last), shown(one.first), one.edge, one.otherwise.standing,
                          one.otherwise.outcomes});
  }
  return out;
}

Cures Verdict::cures() const {
  const engine::Verdict& verdict = *state_->verdict;
  if (verdict.standing != Standing::Fails && verdict.standing != Standing::Advises) return {};
  const engine::Above& above = *state_->judgement->above;
  const engine::Cures found = engine::cures(above.program(), above.run(), verdict);
  Cures out;
  out.facts = found.facts;
  out.cut = found.cut;
  for (const engine::Cure& cure : found.cures) {
    Cure& one = out.cures.emplace_back();
    if (!cure.answer.outcomes.empty()) one.outcome = cure.answer.outcomes.front();
    for (const engine::OtherFact& fact : cure.facts) {
      const engine::FieldType& field = fact.at.record->type->fields[fact.at.field];
      const auto shown = [&](const engine::Scalar& value) { return to_text(engine::Value::of(value), field.type); };
      one.facts.push_back({fact.path, field.doc, place_of(fact.at.record->fields[fact.at.field].place),
                           fact.today ? shown(*fact.today) : "", shown(fact.other), fact.is_figure, fact.up});
    }
  }
  return out;
}

}  // namespace shibo
