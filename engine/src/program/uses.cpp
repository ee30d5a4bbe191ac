#include "program/uses.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace shibo::engine {

namespace {

/// Cells of a loaded table are sources of their own, which go by the name of their file and the line in it.
auto order(const Use& use) {
  return std::tuple(std::string_view(use.name.source->path()), use.name.source->position(use.name.span.begin).line,
                    use.name.span.begin, use.name.span.end, !use.declares, use.means);
}

/// An expression may be looked at more than once before its type is known.
std::vector<Use> each_once(std::vector<Use> uses) {
  std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) { return order(a) < order(b); });
  const auto same = [](const Use& a, const Use& b) { return order(a) == order(b); };
  uses.erase(std::unique(uses.begin(), uses.end(), same), uses.end());
  return uses;
}

}  // namespace

std::vector<Use> Uses::at(std::string_view file, dsl::Position position) const {
  std::vector<Use> uses;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(uses), [&](const Use& use) {
    if (use.name.source->path() != file) return false;
    const dsl::Position begin = use.name.source->position(use.name.span.begin);
    const dsl::Position end = use.name.source->position(use.name.span.end);
    return begin.line == position.line && begin.column <= position.column && position.column < end.column;
  });
  return each_once(std::move(uses));
}

std::vector<Use> Uses::of(const Meaning& meaning) const {
  std::vector<Use> uses;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(uses),
               [&](const Use& use) { return use.means == meaning; });
  return each_once(std::move(uses));
}

}  // namespace shibo::engine
