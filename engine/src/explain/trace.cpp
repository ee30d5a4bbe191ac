// All that was looked at.
#include <set>

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
    for (const Step* child : step->children) {
      const Step* below = looked_through(child);
      if (!is_silent(*below) || !below->value.known()) out.children.push_back(of(below));
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
