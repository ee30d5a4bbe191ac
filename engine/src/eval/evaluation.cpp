#include "eval/evaluation.hpp"

#include <algorithm>

#include "eval/constructs.hpp"

namespace shibo::engine {

// ── For those who ask ──────────────────────────────────────────────────────────────────────────

const Step* Evaluation::ask(const Named& named, const Record* record, const std::vector<Value>& arguments) {
  if (record != nullptr) return ask_on(*this, named, record, arguments, law_date(*record), 0);
  return ask_on(*this, named, record, arguments, LawDate{above_.run().as_of, {}}, 0);
}

const Step* Evaluation::expression(const Node& node, const Record& record, const PackageInstance* package) {
  Frame& frame = new_frame();
  frame.self = &record;
  frame.package = package;
  frame.date = law_date(record);
  return eval(*this, node, frame);
}

bool Evaluation::may_apply(const Named& named, const std::vector<const Text*>& texts, const Record& record) {
  Frame& frame = new_frame();
  frame.self = &record;
  frame.package = named.package;
  frame.date = law_date(record);
  return applies_by(*this, named, texts, frame.date.why, frame, new_step(Step::Kind::Expression)).truth() !=
         Truth::False;
}

// ── Steps ──────────────────────────────────────────────────────────────────────────────────────

Step& Evaluation::new_step(Step::Kind kind) {
  spend(1);
  Step& step = steps_.emplace_back();
  step.kind = kind;
  return step;
}

Step& Evaluation::new_kept_step(Step::Kind kind) {
  spend(1);
  Step& step = kept_.emplace_back();
  step.kind = kind;
  return step;
}

void Evaluation::forget_from(const Mark& mark) {
  steps_.shrink_to(mark.steps);
  shown_at_.shrink_to(mark.shown);  // answers and constants show no place
}

void Evaluation::rests_on(const std::string& name, const Law& law, std::optional<Date> day,
                          const PackageInstance* added_by) {
  if (at_ == nullptr || (law.cites.empty() && !law.unverified && !day && added_by == nullptr)) return;
  std::vector<Ground>& grounds = at_->add_more().grounds;
  const bool noted =
      std::any_of(grounds.begin(), grounds.end(), [&](const Ground& ground) { return ground.law == &law; });
  if (!noted) grounds.push_back({name, &law, day, added_by});
}

const Step*& Evaluation::scope_of(const PackageInstance& package, const Record& record) {
  return of_record(record).scopes[{&package, above_.presumes()}];
}

}  // namespace shibo::engine
