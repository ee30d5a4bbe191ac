#include "read/json_records.hpp"

#include <algorithm>
#include <deque>
#include <iterator>

#include "io/row.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

using dsl::Severity;

namespace {

class Document final : public JsonRecords {
 public:
  Document(std::unique_ptr<ByteSource> source, std::size_t chunk, std::shared_ptr<const std::string> file,
           std::vector<Finding>& findings, IsField is_field, IsLikeRecord is_like_record)
      : JsonRecords(std::move(file), findings),
        source_(std::move(source)),
        reader_(*source_, chunk),
        is_field_(std::move(is_field)),
        is_like_record_(std::move(is_like_record)) {}

  bool next(JsonValue& object, std::string& path) override {
    while (!done_) {
      const bool found = in_array_ ? element(object, path) : top(object, path);
      report_notes(reader_, path);
      if (found && is_record(object, path)) return true;
    }
    return false;
  }

  std::uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  bool stop() {
    done_ = true;
    report_notes(reader_, at_);
    report_fault(reader_, *source_, at_);
    if (!reader_.fault().message.empty())
      report(code::kRestNotRead, Severity::Error, reader_.fault().line, reader_.fault().column,
             "the text from here on was not read", "mend the place above, or write one object a line (NDJSON)");
    return false;
  }

  bool top(JsonValue& object, std::string& path) {
    const char c = reader_.ahead();
    if (c == '[') {
      (void)reader_.take('[');
      return enter("$");
    }
    if (c == '{') return outer(object, path);
    if (reader_.at_end()) return stop();
    path = "$";
    return reader_.value(object) || stop();
  }

  /// The first object of the text: a record, or what holds the array of them.
  bool outer(JsonValue& object, std::string& path) {
    object = {};
    object.kind = JsonValue::Kind::Object;
    object.line = reader_.line();
    object.column = reader_.column();
    path = "$";
    (void)reader_.take('{');
    if (reader_.take('}')) return true;
    bool record = false;
    std::vector<std::string> arrays;  // that hold nothing like a record, by their keys
    const std::uint64_t begin = reader_.bytes_read();
    for (;;) {
      (void)reader_.ahead();
      const std::uint32_t line = reader_.line();
      const std::uint32_t column = reader_.column();
      std::string key;
      if (!reader_.key(key)) return stop();
      record = record || is_field_(key);
      JsonValue member;
      at_ = path + path_step(key);
      const bool in_array = !record && reader_.ahead() == '[';
      if (in_array) {
        if (!array(member, at_)) return stop();
        if (after_in_array_) return wrapper(object, key, std::move(member));
        arrays.push_back(key);
      } else {
        if (!reader_.value(member)) return stop();
        report_notes(reader_, at_);
      }
      add(object, std::move(key), std::move(member), line, column);
      if (reader_.bytes_read() - begin > JsonReader::kValueMax) object.fault = "it is longer than 64 MiB";
      const JsonReader::After after = reader_.after_element('}');
      if (after == JsonReader::After::Fault) return stop();
      if (after == JsonReader::After::End) return record || arrays.empty() || only_arrays(object, arrays);
    }
  }

  /// Reads an array under a key that no field has: up to the first element that is like a record, or to its end.
  /// `after_in_array_` tells what follows such an element; nothing where there is none. False where it is broken
  /// before.
  bool array(JsonValue& value, const std::string& at) {
    after_in_array_.reset();
    value.kind = JsonValue::Kind::Array;
    value.line = reader_.line();
    value.column = reader_.column();
    (void)reader_.take('[');
    if (reader_.take(']')) return true;
    const std::uint64_t begin = reader_.bytes_read();
    for (;;) {
      at_ = at + "[" + std::to_string(value.items.size()) + "]";
      if (!reader_.value(value.items.emplace_back())) return false;
      report_notes(reader_, at_);
      const JsonReader::After after = reader_.after_element(']');
      // What is longer than a value may be is read on one by one, whatever it holds.
      if (is_like_record_(value.items.back()) || reader_.bytes_read() - begin > JsonReader::kValueMax)
        after_in_array_ = after;
      if (after_in_array_ || after == JsonReader::After::End) return true;
      if (after == JsonReader::After::Fault) return false;
    }
  }

  /// An object that has no key of a record, and arrays that hold none: the first of objects is taken for the records,
  /// or else the first.
  bool only_arrays(JsonValue& object, const std::vector<std::string>& arrays) {
    const auto items_of = [&](const std::string& key) { return &object.find(key)->items; };
    std::string chosen = arrays.front();
    if (!items_of(chosen)->empty()) {
      const auto of_objects = std::find_if(arrays.begin(), arrays.end(), [&](const std::string& key) {
        return !items_of(key)->empty() && items_of(key)->front().kind == JsonValue::Kind::Object;
      });
      if (of_objects != arrays.end()) chosen = *of_objects;
    }
    for (const auto& [name, value] : object.members) {
      if (name != chosen) not_read(name, chosen, value.line, value.column);
    }
    take_in("$" + path_step(chosen), *object.find(chosen));
    wrapped_.clear();
    if (held_.empty()) leave();
    else after_held_ = JsonReader::After::End;
    return false;
  }

  void add(JsonValue& object, std::string key, JsonValue member, std::uint32_t line, std::uint32_t column) {
    static constexpr std::size_t kMembersMax = 10'000;
    if (!object.fault.empty()) return;
    const auto twin =
        std::find_if(object.members.begin(), object.members.end(), [&](const auto& m) { return m.name == key; });
    if (twin != object.members.end()) {
      const bool same = same_json(twin->value, member);
      report(code::kDuplicateKey, Severity::Error, line, column,
             "the key " + excerpt(key) + " stands twice in this object" +
                 (same ? ", and says the same" : "; neither is taken for true"),
             "", "$" + path_step(key));
      if (!same) twin->value.fault = "stands twice in its object";
    } else if (object.members.size() < kMembersMax) {
      object.members.push_back({std::move(key), std::move(member)});
    } else {
      object.fault = "it has more than 10,000 keys";
    }
  }

  bool wrapper(const JsonValue& object, const std::string& key, JsonValue array) {
    for (const auto& [name, value] : object.members) not_read(name, key, value.line, value.column);
    wrapped_ = key;
    take_in("$" + path_step(key), array);
    after_held_ = *after_in_array_;
    return false;
  }

  /// The elements that were read already come first.
  void take_in(std::string path, const JsonValue& array) {
    array_path_ = std::move(path);
    index_ = 0;
    in_array_ = true;
    held_.assign(array.items.begin(), array.items.end());
  }

  void not_read(const std::string& name, const std::string& key, std::uint32_t line, std::uint32_t column) {
    report(code::kNoSuchColumn, Severity::Note, line, column,
           excerpt(name) + " is not read: the records stand in " + excerpt(key), "", "$" + path_step(name));
  }

  /// How many objects of the array have a key that is a field: links to other pages have none.
  std::size_t records_in(const JsonValue& value) const {
    const auto is_field = [this](const JsonMember& member) { return is_field_(member.name); };
    const auto is_like_a_record = [&](const JsonValue& item) {
      return std::any_of(item.members.begin(), item.members.end(), is_field);
    };
    return static_cast<std::size_t>(std::count_if(value.items.begin(), value.items.end(), is_like_a_record));
  }

  /// A second array of records.
  void lose(const std::string& key, const JsonValue& value, std::size_t records) {
    report(code::kRecordsNotRead, Severity::Error, value.line, value.column,
           "what looks like records stands under the key " + excerpt(key) + ", and is not read: the records stand in " +
               excerpt(wrapped_),
           "give a file that holds these alone", "$" + path_step(key));
    findings_.back().lost = records;
  }

  bool enter(std::string path) {
    array_path_ = std::move(path);
    index_ = 0;
    in_array_ = true;
    if (reader_.take(']')) leave();
    return false;
  }

  bool element(JsonValue& object, std::string& path) {
    at_ = path = array_path_ + "[" + std::to_string(index_++) + "]";
    JsonReader::After after = after_held_;
    if (!held_.empty()) {
      object = std::move(held_.front());
      held_.pop_front();
      if (!held_.empty()) return true;
    } else {
      if (!reader_.value(object)) return stop();
      after = reader_.after_element(']');
    }
    if (after == JsonReader::After::End) leave();
    if (after == JsonReader::After::Fault) (void)stop();
    return true;  // the element itself is whole
  }

  /// After the array: nothing, or the other keys of the object around it.
  void leave() {
    in_array_ = false;
    if (wrapped_.empty()) return;
    while (reader_.after_element('}') == JsonReader::After::Next) {
      std::string key;
      JsonValue value;
      if (!reader_.key(key)) break;
      at_ = "$" + path_step(key);
      if (!reader_.value(value)) break;
      report_notes(reader_, at_);
      const std::size_t records = records_in(value);
      if (records > 0) lose(key, value, records);
      else not_read(key, wrapped_, value.line, value.column);
      unread_ = unread_ || records > 0;
    }
    wrapped_.clear();
    if (!reader_.fault().message.empty()) (void)stop();
  }

  std::unique_ptr<ByteSource> source_;
  JsonReader reader_;
  IsField is_field_;
  IsLikeRecord is_like_record_;
  std::optional<JsonReader::After> after_in_array_;
  std::deque<JsonValue> held_;                              ///< elements of the array that were read to choose it
  JsonReader::After after_held_ = JsonReader::After::Next;  ///< what follows them
  bool in_array_ = false;
  bool done_ = false;
  std::string at_ = "$";  ///< the path of the value that is being read
  std::string array_path_;
  std::string wrapped_;  ///< the key that holds the array; empty: none
  std::size_t index_ = 0;
};

class Lines final : public JsonRecords {
 public:
  Lines(std::unique_ptr<ByteSource> source, std::size_t chunk, std::shared_ptr<const std::string> file,
        std::vector<Finding>& findings)
      : JsonRecords(std::move(file), findings), source_(std::move(source)), chunk_(chunk) {}

  bool next(JsonValue& object, std::string& path) override {
    std::string line;
    while (take_line(line)) {
      if (stripped(line).empty()) continue;
      if (read(std::move(line), object)) {
        path = "$";
        return true;
      }
      unread_ = true;
    }
    return false;
  }

  std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  /// The next line without its end; false at the end of the text. Of one that is too long only the
  /// beginning is kept, and `cut_` is set.
  bool take_line(std::string& line) {
    line.clear();
    cut_ = false;
    bool any = false;
    while (at_ < buffer_.size() || more()) {
      any = true;
      const std::size_t end = buffer_.find('\n', at_);
      const std::size_t stop = std::min(end, buffer_.size());
      if (line.size() <= JsonReader::kValueMax) line.append(buffer_, at_, stop - at_);
      else cut_ = true;
      at_ = stop == buffer_.size() ? stop : stop + 1;
      if (end != std::string::npos) break;
    }
    if (any) ++line_;
    else if (!source_->failure().empty() && !unread_failure_) interrupted();
    return any;
  }

  void interrupted() {
    unread_failure_ = unread_ = true;
    report(code::kInterrupted, Severity::Error, 0, 0, "reading stopped before the end: " + source_->failure());
  }

  bool more() {
    buffer_.resize(chunk_);
    buffer_.resize(source_->read(buffer_.data(), chunk_));
    at_ = 0;
    bytes_read_ += buffer_.size();
    return !buffer_.empty();
  }

  bool read(std::string line, JsonValue& object) {
    if (cut_) {
      report(code::kTooLong, Severity::Error, line_, 1, "the line is longer than 64 MiB, and is not read");
      return false;
    }
    const bool array = stripped(line).starts_with('[');
    const bool comma = stripped(line).ends_with(',');
    TextSource text(std::move(line));
    JsonReader reader(text, kChunkOfLine, line_);
    bool whole = reader.value(object);
    if (whole && !reader.at_end()) {
      report(code::kBrokenJson, Severity::Error, line_, reader.column(), "something stands on the line after its value",
             comma ? "take the comma at the end of the line out: nothing joins the lines" : "write one object a line");
      whole = false;
    }
    report_notes(reader, "$");
    report_fault(reader, text, "$");
    if (array && !whole)
      findings_.back().help =
          "this is an array of JSON, and no object a line: give the file a name that ends in `.json`";
    return whole && is_record(object, "$");
  }

  static constexpr std::size_t kChunkOfLine = std::size_t{64} * 1024;
  std::unique_ptr<ByteSource> source_;
  std::size_t chunk_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::uint32_t line_ = 0;
  bool cut_ = false;
  bool unread_failure_ = false;
};

}  // namespace

void JsonRecords::report(dsl::Code code, Severity severity, std::uint32_t line, std::uint32_t column,
                         std::string message, std::string help, std::string path) {
  findings_.push_back(
      {code, severity, Place{file_, line, column, std::move(path)}, {}, std::move(message), std::move(help)});
}

void JsonRecords::report_notes(JsonReader& reader, const std::string& path) {
  for (JsonNote& note : reader.take_notes())
    report(note.code, Severity::Error, note.line, note.column, std::move(note.message), "", path + note.path);
}

void JsonRecords::report_fault(const JsonReader& reader, const ByteSource& source, const std::string& path) {
  if (!source.failure().empty()) {
    unread_ = true;
    report(code::kInterrupted, Severity::Error, 0, 0, "reading stopped before the end: " + source.failure());
  }
  if (reader.fault().message.empty()) return;
  unread_ = true;
  report(code::kBrokenJson, Severity::Error, reader.fault().line, reader.fault().column, reader.fault().message, "",
         path + reader.fault().path);
}

bool JsonRecords::is_record(const JsonValue& value, const std::string& path) {
  if (value.kind == JsonValue::Kind::Object && value.fault.empty()) return true;
  unread_ = true;
  const bool reported = value.fault.starts_with("longer");  // by the reader
  if (value.kind == JsonValue::Kind::Object && reported) return false;
  if (value.kind == JsonValue::Kind::Object)
    report(code::kTooLong, Severity::Error, value.line, value.column, "the record is not read: " + value.fault, "",
           path);
  else
    report(code::kNotAnObject, Severity::Error, value.line, value.column, "a record is an object: `{ … }`", "", path);
  return false;
}

std::unique_ptr<JsonRecords> json_document(std::unique_ptr<ByteSource> source, std::size_t chunk,
                                           std::shared_ptr<const std::string> file, std::vector<Finding>& findings,
                                           JsonRecords::IsField is_field, JsonRecords::IsLikeRecord is_like_record) {
  return std::make_unique<Document>(std::move(source), chunk, std::move(file), findings, std::move(is_field),
                                    std::move(is_like_record));
}

std::unique_ptr<JsonRecords> json_lines(std::unique_ptr<ByteSource> source, std::size_t chunk,
                                        std::shared_ptr<const std::string> file, std::vector<Finding>& findings) {
  return std::make_unique<Lines>(std::move(source), chunk, std::move(file), findings);
}

}  // namespace shibo::engine
