// At which figures a verdict turns.
#include "change/turning.hpp"

#include "api/state.hpp"

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

}  // namespace shibo
