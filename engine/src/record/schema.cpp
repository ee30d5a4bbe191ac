#include "record/schema.hpp"

namespace shibo::engine {

int RecordType::find(const std::string& field) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace shibo::engine
