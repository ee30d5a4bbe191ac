#include "record/schema.hpp"

namespace shibo::engine {

int RecordType::find(const std::string& field) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field) return static_cast<int>(i);
  }
  return -1;
}

const Mapping& or_none(const Mapping* mapping) {
  static const Mapping kNone;
  return mapping != nullptr ? *mapping : kNone;
}

}  // namespace shibo::engine
