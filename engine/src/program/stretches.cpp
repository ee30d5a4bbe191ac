#include "program/stretches.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace shibo::engine {

namespace {

bool begins_before(const Stretch& a, const Stretch& b) { return b.low && (!a.low || *a.low < *b.low); }

}  // namespace

void Stretches::sort() {
  std::vector<std::size_t> order(spans_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    return begins_before(spans_[a].stretch, spans_[b].stretch);
  });
  std::vector<Span> sorted;
  sorted.reserve(order.size());
  for (const std::size_t at : order) sorted.push_back(std::move(spans_[at]));
  spans_ = std::move(sorted);
  set_highest(0, spans_.size());
}

std::size_t Stretches::set_highest(std::size_t begin, std::size_t end) {
  const std::size_t middle = begin + (end - begin) / 2;
  if (begin == end) return kNoEnd;
  std::size_t highest = spans_[middle].stretch.high ? middle : kNoEnd;
  const auto take = [&](std::size_t from, std::size_t to) {
    if (from == to) return;
    const std::size_t other = set_highest(from, to);
    if (highest == kNoEnd || other == kNoEnd) highest = kNoEnd;
    else if (*spans_[highest].stretch.high < *spans_[other].stretch.high) highest = other;
  };
  take(begin, middle);
  take(middle + 1, end);
  return spans_[middle].highest = highest;
}

bool Stretches::add_meeting(std::size_t begin, std::size_t end, const Stretch& of, std::size_t most,
                            std::vector<std::size_t>& rows) const {
  if (begin == end) return true;
  const std::size_t middle = begin + (end - begin) / 2;
  const Span& span = spans_[middle];
  if (span.highest != kNoEnd && of.low && *spans_[span.highest].stretch.high < *of.low) return true;
  if (!add_meeting(begin, middle, of, most, rows)) return false;
  const Stretch& stretch = span.stretch;
  if (of.high && stretch.low && *of.high < *stretch.low) return true;
  const bool meets = !stretch.high || !of.low || *of.low <= *stretch.high;
  if (meets && rows.size() >= most) return false;
  if (meets) rows.push_back(span.row);
  return add_meeting(middle + 1, end, of, most, rows);
}

}  // namespace shibo::engine
