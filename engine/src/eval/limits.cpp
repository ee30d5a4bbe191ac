// Where an evaluation ends before its end.
#include "eval/limits.hpp"

#include "eval/evaluation.hpp"

namespace shibo::engine {

void Evaluation::spend(std::size_t steps) {
  spent_ += steps;
  const bool whole_is_spent = !above_.spend(steps);
  if (spent_ > steps_max_) stop({why::TooMuch::Of::StepsOfOne, steps_max_});
  else if (whole_is_spent) stop({why::TooMuch::Of::StepsOfAll});
}

void Evaluation::stop(why::TooMuch why) {
  if (stopped_ == nullptr) stopped_ = cause({why});
}

/// What stands for everything that is no longer worked out.
const Step* Evaluation::stopped_step() {
  if (stopped_step_ == nullptr) {
    Step& step = kept_.emplace_back();
    step.value = stopped_value();
    step.set_applies(step.value);
    stopped_step_ = &step;
  }
  return stopped_step_;
}

/// A step that was still being worked out may have left something out, so it says nothing.
void Evaluation::leave_open(Step& step) const {
  if (stopped_ == nullptr) return;
  step.value = stopped_value();
  if (step.kind == Step::Kind::Rule || step.kind == Step::Kind::Decision) step.set_applies(stopped_value());
  step.status = RuleStatus::Unknown;
  step.presumed = false;
}

}  // namespace shibo::engine
