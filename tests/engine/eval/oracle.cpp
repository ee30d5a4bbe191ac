#include "oracle.hpp"

namespace shibo::engine::oracle {

namespace {

const std::vector<int> kAny{-1000, 0, 2, 1000};
const std::vector<int> kNotNegative{0, 1, 1000};

template <class T, class Gap>
std::vector<World> fill(const std::vector<World>& worlds, const std::vector<T>& values, Gap gap) {
  std::vector<World> filled;
  for (const World& world : worlds) {
    World one = world;
    if (gap(one).has_value()) {
      filled.push_back(world);
      continue;
    }
    for (const T& value : values) {
      gap(one) = value;
      filled.push_back(one);
    }
  }
  return filled;
}

std::vector<World> with_more(const World& world) {
  std::vector<Item> corners;
  for (bool i : {false, true}) {
    for (int v : {0, 1000}) {
      for (int w : {-1000, 1000}) corners.push_back({i, v, w});
    }
  }
  std::vector<World> all{world};
  for (const Item& a : corners) {
    all.push_back(world);
    all.back().items.push_back(a);
    for (const Item& b : corners) {
      all.push_back(world);
      all.back().items.push_back(a);
      all.back().items.push_back(b);
    }
  }
  for (World& one : all) one.complete = true;
  return all;
}

}  // namespace

std::vector<World> completions(const World& world) {
  const std::vector<bool> truths{false, true};
  std::vector<World> all{world};
  for (std::size_t t = 0; t < world.truths.size(); ++t)
    all = fill(
        all, truths, [t](World & w) -> auto& { return w.truths[t]; });
  for (std::size_t n = 0; n < world.numbers.size(); ++n)
    all = fill(
        all, n < 2 ? kAny : kNotNegative, [n](World & w) -> auto& { return w.numbers[n]; });
  for (std::size_t k = 0; k < world.items.size(); ++k) {
    all = fill(
        all, truths, [k](World & w) -> auto& { return w.items[k].i; });
    all = fill(
        all, kNotNegative, [k](World & w) -> auto& { return w.items[k].v; });
    all = fill(
        all, kAny, [k](World & w) -> auto& { return w.items[k].w; });
  }
  if (world.complete) return all;
  std::vector<World> longer;
  for (const World& one : all) {
    for (World& more : with_more(one)) longer.push_back(std::move(more));
  }
  return longer;
}

}  // namespace shibo::engine::oracle
