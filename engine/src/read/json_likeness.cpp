#include "read/json_likeness.hpp"

#include <algorithm>

namespace shibo::engine {

JsonLikeness::JsonLikeness(const std::vector<const RecordType*>& roots, const std::vector<const Mapping*>& mappings) {
  for (const RecordType* root : roots) {
    roots_.emplace_back(root, nullptr);
    for (const Mapping* mapping : mappings) {
      if (mapping->record == root) roots_.emplace_back(root, mapping);
    }
  }
  for (const auto& [root, mapping] : roots_) ways_.try_emplace(mapping, mapping);
}

bool JsonLikeness::is_field(const std::string& key) const {
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const auto& root) { return json_field(*root.first, key, {}, root.second).index >= 0; });
}

bool JsonLikeness::has_field(const JsonValue& object) const {
  return std::any_of(object.members.begin(), object.members.end(),
                     [&](const JsonMember& member) { return is_field(member.name); }) ||
         is_on_the_way(object);
}

bool JsonLikeness::is_like_record(const JsonValue& object) const {
  return has_field(object) || wrapped_in(object) != nullptr;
}

bool JsonLikeness::is_surely_record(const JsonValue& object) const {
  return has_fields_of_one(object) || is_on_the_way(object) || wrapped_in(object) != nullptr;
}

const JsonMember* JsonLikeness::wrapped_in(const JsonValue& object) const {
  if (object.members.size() != 1) return nullptr;
  const JsonMember& only = object.members.front();
  if (only.value.kind != JsonValue::Kind::Object || !only.value.fault.empty()) return nullptr;
  const bool within = std::any_of(roots_.begin(), roots_.end(), [&](const auto& root) {
    const int outer = json_field(*root.first, only.name, {}, root.second).index;
    if (outer < 0) return false;
    const TypeKind kind = root.first->fields[static_cast<std::size_t>(outer)].type.kind;
    return kind == TypeKind::Record || kind == TypeKind::List;
  });
  return !within && !is_on_the_way(object) && has_fields_of_one(only.value) ? &only : nullptr;
}

std::size_t JsonLikeness::reached(const Mapping* mapping, const JsonValue& object) const {
  return ways_.at(mapping).reached(object);
}

bool JsonLikeness::is_on_the_way(const JsonValue& object) const {
  return std::any_of(ways_.begin(), ways_.end(),
                     [&](const auto& of_mapping) { return of_mapping.second.reached(object) > 0; });
}

/// Two keys or more that are fields of one record.
bool JsonLikeness::has_fields_of_one(const JsonValue& object) const {
  return std::any_of(roots_.begin(), roots_.end(), [&](const auto& root) {
    return std::count_if(object.members.begin(), object.members.end(), [&](const JsonMember& member) {
             return json_field(*root.first, member.name, {}, root.second).index >= 0;
           }) >= 2;
  });
}

}  // namespace shibo::engine
