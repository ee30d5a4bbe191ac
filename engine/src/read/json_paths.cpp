#include "read/json_paths.hpp"

#include <algorithm>
#include <utility>

#include "read/read_value.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

using Kind = JsonValue::Kind;

namespace {

using Keys = std::vector<std::string>;

/// The keys of a name with dots; none if it is no path: `Net. weight`, `Curr.`
Keys keys_of(const std::string& name) {
  Keys keys;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    keys.push_back(name.substr(begin, end - begin));
    if (keys.back().empty() || stripped(keys.back()).size() != keys.back().size()) return {};
    begin = end + 1;
  }
  return keys.size() > 1 ? keys : Keys{};
}

std::string joined(Keys::const_iterator begin, Keys::const_iterator end) {
  std::string out;
  for (auto key = begin; key != end; ++key) out += (key == begin ? "" : ".") + *key;
  return out;
}

/// Calls `with` with each name with a dot that the mapping has for a field of the record at the path, or for its unit
/// or currency.
template <class With>
void each_path_at(const Mapping* mapping, const Keys& fields, const With& with) {
  for (const FieldMapping& field : or_none(mapping).fields) {
    if (field.path.size() != fields.size() + 1 || !std::equal(fields.begin(), fields.end(), field.path.begin()))
      continue;
    for (const Keys* names : {&field.columns, &field.unit_columns, &field.currency_columns}) {
      for (const std::string& name : *names) {
        if (Keys keys = keys_of(name); !keys.empty()) with(std::move(keys), field.path.back());
      }
    }
  }
}

/// Of how many of the first keys this one is the name: one, or more where it has dots itself. 0 if it is none.
std::size_t keys_named(const Keys& keys, const std::string& name) {
  const std::string wanted = normal_header(name);
  for (std::size_t count = 1; count < keys.size(); ++count) {
    if (normal_header(joined(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count))) == wanted) return count;
  }
  return 0;
}

Keys behind(const Keys& keys, std::size_t count) {
  return {keys.begin() + static_cast<std::ptrdiff_t>(count), keys.end()};
}

bool leads_to_value(const JsonValue& object, const Keys& keys) {
  const std::string whole = normal_header(joined(keys.begin(), keys.end()));
  return std::any_of(object.members.begin(), object.members.end(), [&](const JsonMember& member) {
    if (normal_header(member.name) == whole) return true;
    const std::size_t count = keys_named(keys, member.name);
    return count > 0 && leads_to_value(member.value, behind(keys, count));
  });
}

bool says_nothing(const JsonValue& value, const Mapping* mapping) {
  return value.kind == Kind::Null ||
         (value.kind == Kind::String && value.fault.empty() && means_blank(value.text, mapping));
}

std::string shown_text(const JsonValue& value) {
  if (value.kind == Kind::True) return "true";
  if (value.kind == Kind::False) return "false";
  return value.kind == Kind::Array ? "[…]" : printable(value.text);
}

}  // namespace

JsonPaths::JsonPaths(const RecordType& type, const Mapping* mapping, std::shared_ptr<const std::string> file)
    : type_(type), mapping_(mapping), file_(std::move(file)), keys_(mapping) {
  const auto is_path = [](const std::string& name) { return !keys_of(name).empty(); };
  for (const FieldMapping& field : or_none(mapping).fields) {
    for (const Keys* names : {&field.columns, &field.unit_columns, &field.currency_columns})
      any_ = any_ || std::any_of(names->begin(), names->end(), is_path);
  }
}

void JsonPaths::open(JsonValue& value, const std::string& at, std::vector<Finding>& findings) {
  if (any_) object({type_, {}}, value, at, findings);
}

const JsonPaths::Ways& JsonPaths::ways_at(const JsonKeys::Path& fields) {
  const auto [found, fresh] = ways_.try_emplace(fields);
  Ways& ways = found->second;
  if (fresh)
    each_path_at(mapping_, fields, [&](Keys keys, const std::string& field) {
      ways.push_back({std::move(keys), field});
    });
  return ways;
}

void JsonPaths::object(const Inside& in, JsonValue& value, const std::string& at, std::vector<Finding>& findings) {
  if (value.kind != Kind::Object || !value.fault.empty()) return;
  if (const Ways& ways = ways_at(in.fields); !ways.empty()) {
    Members members;
    for (JsonMember& member : value.members) {
      if (member.value.path.empty()) member.value.path = at + path_step(member.name);
      const std::string key = member.name;
      put(in, std::move(member), key, ways, members, findings);
    }
    value.members = std::move(members);
  }
  below(in, value, at, findings);
}

/// The same in the records that stand in the object.
void JsonPaths::below(const Inside& in, JsonValue& value, const std::string& at, std::vector<Finding>& findings) {
  for (JsonMember& member : value.members) {
    if (member.value.kind != Kind::Object && member.value.kind != Kind::Array) continue;
    const int index = keys_.would_fill(in.type, in.fields, member.name);
    if (index < 0) continue;
    const FieldType& field = in.type.fields[static_cast<std::size_t>(index)];
    const RecordType* type = (field.type.kind == TypeKind::List ? *field.type.element : field.type).record;
    if (type == nullptr) continue;
    Inside inner{*type, in.fields};
    // The parts of parts are written like the parts themselves.
    const bool part_of_part = type == &in.type && !in.fields.empty() && in.fields.back() == field.name;
    if (!part_of_part) inner.fields.push_back(field.name);
    const std::string path = member.value.path.empty() ? at + path_step(member.name) : member.value.path;
    object(inner, member.value, path, findings);
    for (std::size_t i = 0; i < member.value.items.size(); ++i)
      object(inner, member.value.items[i], path + "[" + std::to_string(i) + "]", findings);
  }
}

bool JsonPaths::is_read(const Inside& in, const std::string& key) {
  return keys_.would_fill(in.type, in.fields, key) >= 0;
}

void JsonPaths::put(const Inside& in, JsonMember member, const std::string& key, const Ways& ways, Members& out,
                    std::vector<Finding>& findings) {
  Ways through;
  for (const Way& way : ways) {
    if (const std::size_t count = keys_named(way.keys, key); count > 0)
      through.push_back({behind(way.keys, count), way.field});
  }
  const bool read = is_read(in, member.name);
  if (through.empty() || (read && member.value.kind != Kind::Object)) {
    out.push_back(std::move(member));
  } else if (member.value.kind == Kind::Object && member.value.fault.empty()) {
    if (read) put_copies(in, member, through, out, findings);
    if (read) out.push_back(std::move(member));
    else put_apart(in, std::move(member), through, out, findings);
  } else if (!says_nothing(member.value, mapping_)) {
    for (const Way& way : through) put_fault(member, way, out, findings);
  }
}

/// What the ways find in an object that is itself read.
void JsonPaths::put_copies(const Inside& in, const JsonMember& member, const Ways& ways, Members& out,
                           std::vector<Finding>& findings) {
  Members apart;
  put_apart(in, member, ways, apart, findings);
  for (JsonMember& inner : apart) {
    const std::string name = normal_header(inner.name);
    const bool found = std::any_of(ways.begin(), ways.end(), [&](const Way& way) {
      return normal_header(member.name + "." + joined(way.keys.begin(), way.keys.end())) == name;
    });
    if (found) out.push_back(std::move(inner));
  }
}

void JsonPaths::put_apart(const Inside& in, JsonMember member, const Ways& ways, Members& out,
                          std::vector<Finding>& findings) {
  for (JsonMember& inner : member.value.members) {
    const std::string key = std::exchange(inner.name, member.name + "." + inner.name);
    inner.value.path = member.value.path + path_step(key);
    put(in, std::move(inner), key, ways, out, findings);
  }
}

/// A value that stands where an object is looked for: what should stand in that cannot be used.
void JsonPaths::put_fault(const JsonMember& member, const Way& way, Members& out,
                          std::vector<Finding>& findings) const {
  const std::string name = joined(way.keys.begin(), way.keys.end());
  JsonValue value = member.value;
  if (value.fault.empty()) {
    value.fault =
        value.kind == Kind::Array
            ? "is a list, of which no element is chosen: the mapping looks for an object with " + excerpt(name)
            : "stands where the mapping looks for an object with " + excerpt(name);
    findings.push_back({code::kInvalidValue,
                        dsl::Severity::Error,
                        {file_, value.line, value.column, value.path},
                        {},
                        "`" + way.field + "`: \"" + shown_text(value) + "\" " + value.fault,
                        {}});
  }
  out.push_back({member.name + "." + name, std::move(value)});
}

std::size_t paths_reached(const JsonValue& object, const Mapping* mapping) {
  std::size_t reached = 0;
  each_path_at(mapping, {}, [&](const Keys& keys, const std::string&) { reached += leads_to_value(object, keys); });
  return reached;
}

}  // namespace shibo::engine
