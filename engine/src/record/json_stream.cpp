#include "record/json_stream.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "io/json.hpp"
#include "record/columns.hpp"
#include "record/finding_codes.hpp"
#include "record/identity.hpp"
#include "record/read_value.hpp"

namespace shibo::engine {

namespace {

using Kind = JsonValue::Kind;
using MutableRecord = std::shared_ptr<Record>;

class JsonStream final : public RecordStream {
 public:
  JsonStream(const std::string& path, bool lines) : file_(std::make_shared<const std::string>(path)), lines_(lines) {}

  std::string open(ByteSource& source, const StreamSchema& schema, const StreamOptions& options) {
    // An array is held as text while it is read; its values are made one record at a time.
    char chunk[64 * 1024];
    while (const std::size_t got = source.read(chunk, sizeof chunk)) text_.append(chunk, got);
    if (!source.failure().empty()) return source.failure();
    if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    if (lines_) read_lines();
    else read_document();
    if (objects_.empty() && findings_.empty()) return "it holds no record";
    choose(schema, options);
    if (type_ == nullptr && !objects_.empty()) return "none of its keys is a field of a record that the rules know";
    return {};
  }

  RecordPtr next() override {
    if (objects_.empty()) return nullptr;
    const JsonValue object = std::move(objects_.front());
    objects_.pop_front();
    const std::size_t before = findings_.size();
    MutableRecord record = build(*type_, object, {}, "$[" + std::to_string(index_++) + "]", nullptr, nullptr);
    give_ids(*record);
    for (std::size_t i = before; i < findings_.size(); ++i) findings_[i].record_id = record->id;
    return record;
  }

  std::vector<Finding> take_findings() override { return std::exchange(findings_, {}); }
  const std::vector<ColumnUse>& columns() const override { return uses_; }
  const RecordType* record_type() const override { return type_; }
  std::uint64_t bytes_read() const override { return text_.size(); }

 private:
  void report(dsl::Code code, std::uint32_t line, std::uint32_t column, std::string message, std::string help = "") {
    Finding finding;
    finding.code = code;
    finding.place = {file_, line, column, ""};
    finding.message = std::move(message);
    finding.help = std::move(help);
    findings_.push_back(std::move(finding));
  }

  void report_fault(const JsonReader& reader) {
    for (const JsonFault& twice : reader.duplicates()) report(code::kDuplicateKey, twice.line, twice.column, twice.message);
    if (reader.fault().message.empty()) return;
    unread_ = true;
    report(code::kBrokenJson, reader.fault().line, reader.fault().column, reader.fault().message);
  }

  void read_lines() {
    std::uint32_t line = 0;
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      ++line;
      const std::string_view one = std::string_view(text_).substr(begin, end - begin);
      begin = end + 1;
      if (stripped(one).empty()) continue;
      JsonReader reader(one, line);
      JsonValue value;
      const bool read = reader.next(value);
      JsonValue rest;
      if (read && reader.next(rest)) report(code::kBrokenJson, rest.line, rest.column, "a second value stands on the line", "write one object a line");
      report_fault(reader);
      if (read) take(std::move(value));
    }
  }

  void read_document() {
    JsonReader reader(text_);
    JsonValue value;
    while (reader.next(value)) {
      if (value.kind == Kind::Array) {
        for (JsonValue& item : value.items) take(std::move(item));
      } else {
        take(std::move(value));
      }
    }
    report_fault(reader);
    if (!reader.fault().message.empty())
      report(code::kRestNotRead, reader.fault().line, reader.fault().column, "the text from here on was not read", "mend the place above, or write one object a line (NDJSON)");
  }

  void take(JsonValue value) {
    if (value.kind != Kind::Object) {
      report(code::kNotAnObject, value.line, value.column, "a record is an object: `{ … }`");
      return;
    }
    objects_.push_back(std::move(value));
  }

  std::size_t fit(const RecordType& type, const JsonValue& object, const std::vector<const Mapping*>& mappings) const {
    std::size_t count = 0;
    for (const auto& [key, value] : object.members) count += find_field(type, key, {}, mappings).index >= 0 ? 1 : 0;
    return count;
  }

  void choose(const StreamSchema& schema, const StreamOptions& options) {
    std::size_t best = 0;
    bool wrapped = false;
    for (const bool inside : {false, true}) {
      if (objects_.empty() || (inside && (type_ != nullptr || objects_.size() != 1))) break;
      // `{"shipments": [ … ]}`: the records are the elements of the one array.
      const JsonValue* first = &objects_.front();
      if (inside) {
        const auto list = std::find_if(first->members.begin(), first->members.end(), [](const auto& m) { return m.second.kind == Kind::Array && !m.second.items.empty(); });
        if (list == first->members.end()) break;
        first = &list->second.items.front();
      }
      for (const RecordType* root : schema.roots) {
        if (options.record != nullptr && root != options.record) continue;
        std::vector<const Mapping*> mappings;
        for (const Mapping* mapping : schema.mappings) {
          if (mapping->record == root && (options.mapping.empty() || mapping->name == options.mapping)) mappings.push_back(mapping);
        }
        const std::size_t count = fit(*root, *first, mappings);
        if (count <= best) continue;
        best = count;
        type_ = root;
        mappings_ = mappings;
        wrapped = inside;
      }
    }
    if (!wrapped || objects_.empty()) return;
    JsonValue outer = std::move(objects_.front());
    objects_.clear();
    for (auto& [key, value] : outer.members) {
      if (value.kind != Kind::Array) continue;
      for (JsonValue& item : value.items) take(std::move(item));
      break;
    }
  }

  struct Found {
    int index = -1;
    const FieldMapping* format = nullptr;
    const Mapping* mapping = nullptr;
  };

  /// The field that a key fills: by its own name, or by a mapping's list for this depth.
  static Found find_field(const RecordType& type, const std::string& key, const std::vector<std::string>& path, const std::vector<const Mapping*>& mappings) {
    const std::string wanted = normal_header(key);
    Found found;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      if (normal_header(type.fields[i].name) == wanted) found.index = static_cast<int>(i);
    }
    for (const Mapping* mapping : mappings) {
      for (const FieldMapping& field : mapping->fields) {
        if (field.path.size() != path.size() + 1 || !std::equal(path.begin(), path.end(), field.path.begin())) continue;
        const int index = type.find(field.path.back());
        const bool named = std::any_of(field.columns.begin(), field.columns.end(), [&](const std::string& c) { return normal_header(c) == wanted; });
        if (found.index < 0 && named) found.index = index;
        if (index >= 0 && index == found.index && found.format == nullptr) {
          found.format = &field;
          found.mapping = mapping;
        }
      }
    }
    if (found.mapping == nullptr && !mappings.empty()) found.mapping = mappings.front();
    return found;
  }

  MutableRecord build(const RecordType& type, const JsonValue& object, const std::vector<std::string>& path, const std::string& place_path,
                      const Record* parent, const Record* whole) {
    auto record = std::make_shared<Record>();
    record->type = &type;
    record->parent = parent;
    record->whole = whole;
    record->fields.resize(type.fields.size());
    record->place = {file_, object.line, object.column, place_path};
    for (const auto& [key, value] : object.members) {
      const Found found = find_field(type, key, path, mappings_);
      note_use(key, value, path, found.index >= 0 ? type.fields[static_cast<std::size_t>(found.index)].name : "");
      if (found.index < 0) continue;
      FieldValue& field = record->fields[static_cast<std::size_t>(found.index)];
      if (field.place.line != 0) {
        report(code::kColumnTwice, value.line, value.column, "`" + key + "` fills `" + type.fields[static_cast<std::size_t>(found.index)].name + "` a second time; the first is kept");
        continue;
      }
      std::vector<std::string> below = path;
      below.push_back(type.fields[static_cast<std::size_t>(found.index)].name);
      field = field_value(type.fields[static_cast<std::size_t>(found.index)], value, object, below, place_path + "." + key, *record, found);
    }
    return record;
  }

  FieldValue field_value(const FieldType& field, const JsonValue& value, const JsonValue& object, const std::vector<std::string>& path,
                         const std::string& place_path, const Record& on, const Found& found) {
    FieldValue out;
    out.place = {file_, value.line, value.column, place_path};
    if (value.kind == Kind::Null) return out;
    if (field.type.kind == TypeKind::Record || (field.type.kind == TypeKind::List && value.kind == Kind::Array)) return structure(field.type, field, value, object, path, place_path, on, found);
    return scalar(field, value, object, out.place, found);
  }

  FieldValue structure(const Type& type, const FieldType& field, const JsonValue& value, const JsonValue& object, const std::vector<std::string>& path,
                       const std::string& place_path, const Record& on, const Found& found) {
    FieldValue out;
    out.place = {file_, value.line, value.column, place_path};
    if (type.kind == TypeKind::List && value.kind == Kind::Array) {
      out.state = FieldState::Given;
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        FieldType element = field;
        element.type = *type.element;
        element.at_least.reset();
        element.at_most.reset();
        out.items.push_back(field_value(element, value.items[i], object, path, place_path + "[" + std::to_string(i) + "]", on, found));
      }
      return out;
    }
    if (value.kind != Kind::Object) return invalid(field, value, out.place, "is not an object");
    out.state = FieldState::Given;
    const bool part = type.record == on.type;
    // The parts of parts are written like the parts themselves.
    std::vector<std::string> below = path;
    if (part && path.size() >= 2 && path[path.size() - 2] == path.back()) below.pop_back();
    out.record = build(*type.record, value, below, place_path, !part && type.record->parent == on.type ? &on : nullptr, part ? &on : nullptr);
    return out;
  }

  FieldValue invalid(const FieldType& field, const JsonValue& value, const Place& place, const std::string& why) {
    FieldValue out;
    out.state = FieldState::Invalid;
    out.place = place;
    out.text = value.text;
    out.why = why;
    report(code::kInvalidValue, place.line, place.column, "`" + field.name + "`: \"" + out.text + "\" " + why);
    return out;
  }

  static const JsonValue* sibling(const JsonValue& object, const std::string& name) {
    for (const auto& [key, value] : object.members) {
      if (!name.empty() && normal_header(key) == normal_header(name)) return &value;
    }
    return nullptr;
  }

  FieldValue scalar(const FieldType& field, const JsonValue& value, const JsonValue& object, const Place& place, const Found& found) {
    std::string text = value.text;
    if (value.kind == Kind::True) text = "true";
    if (value.kind == Kind::False) text = "false";
    ValueFormat format;
    format.field = found.format;
    // JSON's own numbers have a point, whatever the files of tables write.
    Mapping plain = found.mapping != nullptr ? *found.mapping : Mapping{};
    if (value.kind == Kind::Number) plain.decimal = '.';
    format.mapping = &plain;
    if (found.format != nullptr) {
      if (const JsonValue* unit = sibling(object, found.format->unit_column)) format.unit = unit->text;
      if (const JsonValue* currency = sibling(object, found.format->currency_column)) format.currency = currency->text;
    }
    if (value.kind == Kind::Object && (field.type.kind == TypeKind::Money || field.type.kind == TypeKind::Quantity)) {
      const JsonValue* amount = value.find("amount");
      const JsonValue* measure = value.find(field.type.kind == TypeKind::Money ? "currency" : "unit");
      if (amount == nullptr || measure == nullptr) return invalid(field, value, place, field.type.kind == TypeKind::Money ? "an amount of money has the keys `amount` and `currency`" : "a quantity has the keys `amount` and `unit`");
      text = amount->text;
      if (field.type.kind == TypeKind::Money) format.currency = measure->text;
      else format.unit = measure->text;
    } else if (value.kind == Kind::Object || value.kind == Kind::Array) {
      return invalid(field, value, place, "is an object or array where one value is expected");
    }
    FieldValue out = read_field(field, text, format);
    out.place = place;
    if (out.state == FieldState::Invalid) report(code::kInvalidValue, place.line, place.column, "`" + field.name + "`: \"" + out.text + "\" " + out.why);
    return out;
  }

  void note_use(const std::string& key, const JsonValue& value, const std::vector<std::string>& path, const std::string& field) {
    std::string prefix;
    for (const std::string& name : path) prefix += name + ".";
    if (!noted_.insert(prefix + key).second) return;
    ColumnUse use;
    use.header = prefix + key;
    use.field = field.empty() ? "" : prefix + field;
    use.place = {file_, value.line, value.column, ""};
    uses_.push_back(std::move(use));
  }

  std::shared_ptr<const std::string> file_;
  bool lines_;
  std::string text_;
  std::deque<JsonValue> objects_;
  std::vector<Finding> findings_;
  const RecordType* type_ = nullptr;
  std::vector<const Mapping*> mappings_;
  std::vector<ColumnUse> uses_;
  std::set<std::string> noted_;
  std::size_t index_ = 0;
};

}  // namespace

OpenedStream open_json_stream(std::unique_ptr<ByteSource> source, const std::string& path, bool lines, const StreamSchema& schema, const StreamOptions& options) {
  auto stream = std::make_unique<JsonStream>(path, lines);
  std::string error = stream->open(*source, schema, options);
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(stream), ""};
}

}  // namespace shibo::engine
