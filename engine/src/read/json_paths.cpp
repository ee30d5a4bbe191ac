#include "read/json_paths.hpp"

#include <algorithm>
#include <optional>
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

std::string joined(const Keys& keys, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ".") + keys[i];
  return out;
}

/// What is left of the way behind a key; nothing where that is not on it. The key may be several of its keys at once.
std::optional<JsonWay> behind(const JsonWay& way, const std::string& normal_key) {
  const auto found = std::find(way.ahead.begin(), way.ahead.end(), normal_key);
  if (found == way.ahead.end()) return std::nullopt;
  return JsonWay({way.keys.begin() + (found - way.ahead.begin()) + 1, way.keys.end()}, way.field);
}

bool leads_to_value(const JsonValue& object, const JsonWay& way) {
  return std::any_of(object.members.begin(), object.members.end(), [&](const JsonMember& member) {
    const std::string key = normal_header(member.name);
    if (key == way.whole) return true;
    const std::optional<JsonWay> further = behind(way, key);
    return further && leads_to_value(member.value, *further);
  });
}

bool says_nothing(const JsonValue& value, const Mapping* mapping) {
  return value.kind == Kind::Null ||
         (value.kind == Kind::String && value.fault.empty() && means_blank(value.text, mapping));
}

bool can_be_entered(const JsonValue& value) { return value.kind == Kind::Object && value.fault.empty(); }

std::string shown_text(const JsonValue& value) {
  if (value.kind == Kind::True) return "true";
  if (value.kind == Kind::False) return "false";
  return value.kind == Kind::Array ? "[…]" : printable(value.text);
}

}  // namespace

JsonWay::JsonWay(Keys with_keys, std::string for_field) : keys(std::move(with_keys)), field(std::move(for_field)) {
  for (std::size_t count = 1; count < keys.size(); ++count) ahead.push_back(normal_header(joined(keys, count)));
  whole = normal_header(joined(keys, keys.size()));
}

JsonWays::JsonWays(const Mapping* mapping) {
  for (const FieldMapping& field : or_none(mapping).fields) {
    JsonKeys::Path fields(field.path.begin(), field.path.end() - 1);
    for (const Keys* names : {&field.columns, &field.unit_columns, &field.currency_columns}) {
      for (const std::string& name : *names) {
        if (Keys keys = keys_of(name); !keys.empty()) ways_[fields].emplace_back(std::move(keys), field.path.back());
      }
    }
    if (!ways_.contains(fields)) continue;
    for (;; fields.pop_back()) {
      reach_.insert(fields);
      if (fields.empty()) break;
    }
  }
}

const std::vector<JsonWay>& JsonWays::at(const JsonKeys::Path& fields) const {
  static const std::vector<JsonWay> kNone;
  const auto found = ways_.find(fields);
  return found == ways_.end() ? kNone : found->second;
}

std::size_t JsonWays::reached(const JsonValue& object) const {
  const std::vector<JsonWay>& own = at({});
  return static_cast<std::size_t>(
      std::count_if(own.begin(), own.end(), [&](const JsonWay& way) { return leads_to_value(object, way); }));
}

JsonPaths::JsonPaths(const RecordType& type, const Mapping* mapping, std::shared_ptr<const std::string> file)
    : type_(type), mapping_(mapping), file_(std::move(file)), keys_(mapping), ways_(mapping) {}

void JsonPaths::open(JsonValue& value, const std::string& at, std::vector<Finding>& findings) {
  if (!ways_.none()) object({type_, {}}, value, at, findings);
}

void JsonPaths::object(const Inside& in, JsonValue& value, const std::string& at, std::vector<Finding>& findings) {
  if (!can_be_entered(value)) return;
  if (const Ways& ways = ways_.at(in.fields); !ways.empty()) {
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
    if (!ways_.at_or_below(inner.fields)) continue;
    const std::string path = member.value.path.empty() ? at + path_step(member.name) : member.value.path;
    object(inner, member.value, path, findings);
    for (std::size_t i = 0; i < member.value.items.size(); ++i)
      object(inner, member.value.items[i], path + "[" + std::to_string(i) + "]", findings);
  }
}

/// What is left of the ways that lead through the key.
std::vector<JsonWay> JsonPaths::through(const Ways& ways, const std::string& key) {
  Ways further;
  const std::string normal = keys_.normal(key);
  for (const JsonWay& way : ways) {
    if (std::optional<JsonWay> rest = behind(way, normal)) further.push_back(*std::move(rest));
  }
  return further;
}

void JsonPaths::put(const Inside& in, JsonMember member, const std::string& key, const Ways& ways, Members& out,
                    std::vector<Finding>& findings) {
  const Ways further = through(ways, key);
  if (further.empty()) return out.push_back(std::move(member));
  const bool read = keys_.would_fill(in.type, in.fields, member.name) >= 0;
  if (!can_be_entered(member.value)) {
    if (read && member.value.kind != Kind::Object) return out.push_back(std::move(member));
    return put_faults(member, further, out, findings);
  }
  if (read) {
    put_copies(member.name, member.value, member.value.path, further, out, findings);
    return out.push_back(std::move(member));
  }
  for (JsonMember& inner : member.value.members) {
    const std::string own = std::exchange(inner.name, member.name + "." + inner.name);
    inner.value.path = member.value.path + path_step(own);
    put(in, std::move(inner), own, further, out, findings);
  }
}

/// What the ways find in an object that is itself read.
void JsonPaths::put_copies(const std::string& name, const JsonValue& object, const std::string& at, const Ways& ways,
                           Members& out, std::vector<Finding>& findings) {
  for (const JsonMember& inner : object.members) {
    const std::string normal = keys_.normal(inner.name);
    const std::string path = at + path_step(inner.name);
    const auto copy = [&] {
      JsonMember made{name + "." + inner.name, inner.value};
      made.value.path = path;
      return made;
    };
    if (std::any_of(ways.begin(), ways.end(), [&](const JsonWay& way) { return way.whole == normal; }))
      out.push_back(copy());
    const Ways further = through(ways, inner.name);
    if (further.empty()) continue;
    if (can_be_entered(inner.value)) put_copies(name + "." + inner.name, inner.value, path, further, out, findings);
    else put_faults(copy(), further, out, findings);
  }
}

/// Of a value that stands where an object is looked for: what should stand in that cannot be used. Nothing is said of
/// one that says nothing.
void JsonPaths::put_faults(const JsonMember& member, const Ways& ways, Members& out,
                           std::vector<Finding>& findings) const {
  if (says_nothing(member.value, mapping_)) return;
  for (const JsonWay& way : ways) {
    const std::string name = joined(way.keys, way.keys.size());
    JsonValue value = member.value;
    if (value.fault.empty()) {
      value.fault =
          value.kind == Kind::Array
              ? "is a list, of which no element is chosen: the mapping looks for an object with " + excerpt(name)
              : "stands where the mapping looks for an object with " + excerpt(name);
      findings.push_back({code::kInvalidValue,
                          FindingSeverity::Error,
                          {file_, value.line, value.column, value.path},
                          {},
                          "`" + way.field + "`: \"" + shown_text(value) + "\" " + value.fault,
                          {}});
    }
    out.push_back({member.name + "." + name, std::move(value)});
  }
}

}  // namespace shibo::engine
