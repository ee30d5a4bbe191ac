#include "trace/fact.hpp"

namespace shibo::engine {

std::string FactAt::path() const {
  if (list != nullptr) return list->path() + "[" + std::to_string(item) + "]";
  if (item != 0) return *name + " " + std::to_string(item);
  if (name == nullptr) return {};
  return around == nullptr || around->empty() ? *name : *around + "." + *name;
}

}  // namespace shibo::engine
