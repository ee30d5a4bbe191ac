#include "trace/step.hpp"

#include <algorithm>

namespace shibo::engine {

const Type Step::kNoType{};
const Place Step::kNoPlace{};

const char* to_text(RuleStatus status) {
  switch (status) {
    case RuleStatus::Passes: return "passes";
    case RuleStatus::Fails: return "fails";
    case RuleStatus::Advises: return "advises";
    case RuleStatus::NotApplicable: return "not applicable";
    case RuleStatus::Unknown: break;
  }
  return "unknown";
}

bool leans_on_presumption(const Step& step) {
  if (step.leans) return *step.leans;
  step.leans = step.presumed;  // a definition may meet itself, on a part
  const auto leans = [](const Step* below) { return leans_on_presumption(*below); };
  if (!*step.leans)
    step.leans = std::any_of(step.children.begin(), step.children.end(), leans) ||
                 std::any_of(step.more().asides.begin(), step.more().asides.end(), leans);
  return *step.leans;
}

}  // namespace shibo::engine
