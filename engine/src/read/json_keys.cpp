#include "read/json_keys.hpp"

#include <algorithm>

#include "read/read_value.hpp"

namespace shibo::engine {

namespace {

/// Whether it is of a field of the record at the path.
bool is_at(const FieldMapping& field, const std::vector<std::string>& path) {
  return field.path.size() == path.size() + 1 && std::equal(path.begin(), path.end(), field.path.begin());
}

bool is_among(const std::string& wanted, const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const std::string& column) { return normal_header(column) == wanted; });
}

}  // namespace

JsonField json_field(const RecordType& type, const std::string& key, const std::vector<std::string>& path,
                     const Mapping* mapping) {
  const std::string wanted = normal_header(key);
  JsonField found;
  const std::vector<FieldMapping>& fields = or_none(mapping).fields;
  for (const FieldMapping& field : fields) {
    if (!is_at(field, path)) continue;
    const int index = type.find(field.path.back());
    if (index < 0 || !is_among(wanted, field.columns)) continue;
    if (found.index < 0) found.index = index, found.format = &field;
    else if (index != found.index && field.said_by == found.format->said_by &&
             std::none_of(found.also.begin(), found.also.end(), [&](const auto& one) { return one.first == index; }))
      found.also.emplace_back(index, &field);
  }
  if (found.index >= 0) return found;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (normal_header(type.fields[i].name) == wanted) found.index = static_cast<int>(i);
  }
  const auto is_of = [&](const FieldMapping& field) {
    return is_at(field, path) && type.find(field.path.back()) == found.index;
  };
  const auto first = std::find_if(fields.begin(), fields.end(), is_of);
  if (found.index >= 0 && first != fields.end()) found.format = &*first;
  found.own_name = true;
  return found;
}

const JsonField& JsonKeys::field_of(const RecordType& type, const Path& path, const std::string& key, bool* fresh) {
  std::map<std::string, JsonField>& known = fields_[path];
  if (const auto found = known.find(key); found != known.end()) return found->second;
  JsonField found = json_field(type, key, path, mapping_);
  if (found.index < 0) found.unit_of = gives_unit_of(path, key);
  if (met_ == kNoted) return beyond_ = std::move(found);
  ++met_;
  if (fresh != nullptr) *fresh = true;
  return known.emplace(key, std::move(found)).first->second;
}

int JsonKeys::would_fill(const RecordType& type, const Path& path, const std::string& key) {
  std::map<std::string, int>& known = unread_[path];
  if (const auto found = known.find(key); found != known.end()) return found->second;
  const int index = json_field(type, key, path, mapping_).index;
  if (unread_met_ < kNoted) ++unread_met_, known.emplace(key, index);
  return index;
}

std::string JsonKeys::normal(const std::string& name) {
  if (const auto found = normal_.find(name); found != normal_.end()) return found->second;
  std::string out = normal_header(name);
  if (normal_.size() < kNoted) normal_.emplace(name, out);
  return out;
}

/// The field that takes its unit or currency from this key: `lines.fob_value`; empty if none does.
std::string JsonKeys::gives_unit_of(const Path& path, const std::string& key) const {
  const std::string wanted = normal_header(key);
  for (const FieldMapping& field : or_none(mapping_).fields) {
    if (!is_at(field, path)) continue;
    if (!is_among(wanted, field.unit_columns) && !is_among(wanted, field.currency_columns)) continue;
    return dotted(field.path);
  }
  return {};
}

bool JsonKeys::tells_apart(const std::string& key) const {
  const std::string wanted = normal_header(key);
  const std::vector<KeyMapping>& keys = or_none(mapping_).keys;
  return std::any_of(keys.begin(), keys.end(), [&](const KeyMapping& by) { return is_among(wanted, by.columns); });
}

bool means_blank(const JsonValue& value, const Mapping* mapping) {
  return value.kind == JsonValue::Kind::Null ||
         (value.kind == JsonValue::Kind::String && value.fault.empty() && means_blank(value.text, mapping));
}

}  // namespace shibo::engine
