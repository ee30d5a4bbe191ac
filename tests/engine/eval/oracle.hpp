// A second evaluator, as plain as it can be: expressions over small worlds in which everything is given.
//
// What the engine says of a world with gaps is held against what this says of every way to fill them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "value/number.hpp"
#include "value/truth.hpp"

namespace shibo::engine::oracle {

/// One element of the list in a world; a gap where nothing is said.
struct Item {
  std::optional<bool> i;
  std::optional<int> v;  ///< never negative
  std::optional<int> w;
};

struct World {
  std::vector<std::optional<bool>> truths = std::vector<std::optional<bool>>(5);
  std::vector<std::optional<int>> numbers =
      std::vector<std::optional<int>>(4);  ///< n0, n1; p2 and p3 are never negative
  std::vector<Item> items;
  bool complete = true;  ///< the list holds no more
};

/// What is true or false; unknown where it is undefined (a division by zero, a conflict).
using Condition = std::function<Truth(const World&, const Item*)>;
using Amount = std::function<std::optional<Number>(const World&, const Item*)>;

/// An expression as the language writes it, and as the oracle works it out.
struct Truthful {
  std::string text;
  Condition of;
};
struct Numeric {
  std::string text;
  Amount of;
};

/// Every way to fill the gaps. An open list is completed by up to two of the most different elements.
std::vector<World> completions(const World& world);

}  // namespace shibo::engine::oracle
