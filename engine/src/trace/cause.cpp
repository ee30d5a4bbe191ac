#include "trace/cause.hpp"

#include <algorithm>

namespace shibo::engine {

namespace {

bool alike(const Cause* a, const Cause* b) { return a == b || (a->path == b->path && a->about == b->about); }

bool same_reason(const Cause* a, const Cause* b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && alike(a, b) && a->written.source == b->written.source &&
         a->written.span.begin == b->written.span.begin;
}

}  // namespace

bool comes_before(const Cause* a, const Cause* b) {
  if (a == b) return false;
  if (a->path.empty() != b->path.empty()) return b->path.empty();
  if (const int order = a->path.compare(b->path); order != 0) return order < 0;
  return a->about < b->about;
}

void put_in_order(Causes& causes) {
  std::sort(causes.begin(), causes.end(), comes_before);
  causes.erase(std::unique(causes.begin(), causes.end(), alike), causes.end());
}

void add_causes(Causes& to, const Causes& more) {
  if (more.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(to.size());
  to.insert(to.end(), more.begin(), more.end());
  std::inplace_merge(to.begin(), to.begin() + middle, to.end(), comes_before);
  to.erase(std::unique(to.begin(), to.end(), alike), to.end());
}

bool same_reasons(const Causes& a, const Causes& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_reason);
}

}  // namespace shibo::engine
