// All that was looked at.
#include <set>

#include "explain/comparison.hpp"
#include "explain/explain.hpp"

namespace shibo::engine {

namespace {

class Tracer {
 public:
  Explanation of(const Step* step) {
    step = looked_through(step);
    Explanation out = node_of(*step);
    if (step->children.empty()) return out;
    if (!told_.insert(step).second) {
      out.repeated = true;
      return out;
    }
    const std::vector<std::string> figures =
        out.kind == Explanation::Kind::Comparison ? figures_of(*step) : std::vector<std::string>{};
    for (std::size_t i = 0; i < step->children.size(); ++i) {
      const Step* below = looked_through(step->children[i]);
      if (is_silent(*below) && below->value.known()) continue;
      out.children.push_back(of(below));
      if (!figures.empty()) out.children.back().value = figures[i];
    }
    add_periods(*step, out.children);
    return out;
  }

 private:
  std::set<const Step*> told_;
};

}  // namespace

Explanation trace(const Verdict& verdict) {
  Tracer tracer;
  Explanation out = tracer.of(verdict.step);
  if (verdict.may_not_be_put) {
    out.value = "unknown";
    out.known = false;
    if (verdict.asked_when != nullptr) out.children.insert(out.children.begin(), tracer.of(verdict.asked_when));
  }
  return out;
}

}  // namespace shibo::engine
