#include "read/json_records.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>

#include "io/row.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

namespace {

class Document final : public JsonRecords {
 public:
  Document(std::unique_ptr<ByteSource> source, std::size_t chunk, std::shared_ptr<const std::string> file,
           std::vector<Finding>& findings, const JsonLikeness& likeness)
      : JsonRecords(std::move(file), findings),
        source_(std::move(source)),
        reader_(*source_, chunk),
        likeness_(likeness) {}

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
  using After = JsonReader::After;

  /// An element that was read to find the array of records, with what was found within it.
  struct Held {
    JsonValue value;
    std::vector<Finding> findings;
  };

  /// An array under a key that no field has, as far as it was read: up to the first element that is like a record, or
  /// to its end.
  struct Looked {
    std::deque<Held> elements;
    std::optional<After> after_like;  ///< what follows the element that is like a record; none: no element is
  };

  bool stop() {
    done_ = true;
    report_notes(reader_, at_);
    report_fault(reader_, *source_, at_);
    if (!reader_.fault().message.empty())
      report(code::kRestNotRead, FindingSeverity::Error, reader_.fault().line, reader_.fault().column,
             "the text from here on was not read", "mend the place above, or write one object a line (NDJSON)");
    return false;
  }

  bool top(JsonValue& object, std::string& path) {
    const char c = reader_.ahead();
    if (c == '[') {
      (void)reader_.take('[');
      take_in("$", "", {}, After::Next);
      if (reader_.take(']')) leave();
      return false;
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
    const std::uint64_t begin = reader_.bytes_read();
    for (;;) {
      (void)reader_.ahead();
      const std::uint32_t line = reader_.line();
      const std::uint32_t column = reader_.column();
      JsonMember member;
      if (!reader_.key(member.name)) return stop();
      record = record || likeness_.is_field(member.name);
      at_ = path + path_step(member.name);
      if (!record && reader_.ahead() == '[') {
        Looked looked;
        const bool read = look_into(looked, member.value);
        if (read && looked.after_like) return wrapper(object, member.name, std::move(looked));
        put_back(std::move(looked), member.value);
        if (!read) return stop();
      } else {
        if (!reader_.value(member.value)) return stop();
        report_notes(reader_, at_);
        record = record || leads_to_field(member);
      }
      add(object, std::move(member), line, column);
      if (reader_.bytes_read() - begin > JsonReader::kValueMax) object.fault = "it is longer than 64 MiB";
      const After after = reader_.after_element('}');
      if (after == After::Fault) return stop();
      if (after == After::End) return record || !object.fault.empty() || holds_record(object, path);
    }
  }

  /// Whether a mapping reads through what stands under the key.
  [[nodiscard]] bool leads_to_field(JsonMember& member) const {
    if (member.value.kind != JsonValue::Kind::Object) return false;
    JsonValue alone;
    alone.members.push_back(std::move(member));
    const bool leads = likeness_.has_field(alone);
    member = std::move(alone.members.front());
    return leads;
  }

  /// `array` takes the place. False where the array is broken before its end or an element that is like a record.
  bool look_into(Looked& looked, JsonValue& array) {
    const std::string at = at_;
    array.kind = JsonValue::Kind::Array;
    array.line = reader_.line();
    array.column = reader_.column();
    (void)reader_.take('[');
    if (reader_.take(']')) return true;
    const std::uint64_t begin = reader_.bytes_read();
    for (;;) {
      at_ = at + "[" + std::to_string(looked.elements.size()) + "]";
      Held& held = looked.elements.emplace_back();
      if (!reader_.value(held.value)) return false;
      const auto before = static_cast<std::ptrdiff_t>(findings_.size());
      report_notes(reader_, at_);
      held.findings.assign(std::make_move_iterator(findings_.begin() + before),
                           std::make_move_iterator(findings_.end()));
      findings_.erase(findings_.begin() + before, findings_.end());
      const After after = reader_.after_element(']');
      // What is longer than a value may be is read on one by one, whatever it holds.
      if (likeness_.is_like_record(held.value) || reader_.bytes_read() - begin > JsonReader::kValueMax)
        looked.after_like = after;
      if (looked.after_like || after == After::End) return true;
      if (after == After::Fault) return false;
    }
  }

  /// The array is a value like any other.
  void put_back(Looked looked, JsonValue& array) {
    for (Held& held : looked.elements) {
      array.items.push_back(std::move(held.value));
      std::move(held.findings.begin(), held.findings.end(), std::back_inserter(findings_));
    }
  }

  /// An object that has no key of a record. One object in it may be the record. Else, if it has arrays, which hold
  /// nothing like a record, the first of objects is taken for the records, or the first.
  bool holds_record(JsonValue& object, std::string& path) {
    const auto is_array = [](const JsonMember& member) { return member.value.kind == JsonValue::Kind::Array; };
    const auto is_record_alone = [&](const JsonMember& member) {
      return member.value.kind == JsonValue::Kind::Object && likeness_.is_surely_record(member.value);
    };
    std::vector<JsonMember>& members = object.members;
    if (std::none_of(members.begin(), members.end(), is_array)) return true;
    auto chosen = std::find_if(members.begin(), members.end(), is_record_alone);
    const bool alone = chosen != members.end() && std::none_of(chosen + 1, members.end(), is_record_alone);
    if (!alone) {
      const auto of_objects = std::find_if(members.begin(), members.end(), [&](const JsonMember& member) {
        return !member.value.items.empty() && member.value.items.front().kind == JsonValue::Kind::Object;
      });
      chosen = std::find_if(members.begin(), members.end(), is_array);
      if (of_objects != members.end() && !chosen->value.items.empty()) chosen = of_objects;
    }
    for (JsonMember& member : members) {
      if (&member != &*chosen) put_aside(member, chosen->name);
    }
    path += path_step(chosen->name);
    JsonValue inner = std::move(chosen->value);
    if (!alone) {
      std::deque<Held> held;
      for (JsonValue& item : inner.items) held.push_back({std::move(item), {}});
      if (!held.empty()) take_in(path, "", std::move(held), After::End);
    }
    object = std::move(inner);
    return alone;
  }

  void add(JsonValue& object, JsonMember member, std::uint32_t line, std::uint32_t column) {
    static constexpr std::size_t kMembersMax = 10'000;
    if (!object.fault.empty()) return;
    const auto twin = std::find_if(object.members.begin(), object.members.end(),
                                   [&](const auto& m) { return m.name == member.name; });
    if (twin != object.members.end()) {
      const bool same = same_json(twin->value, member.value);
      report(code::kDuplicateKey, FindingSeverity::Error, line, column,
             "the key " + excerpt(member.name) + " stands twice in this object" +
                 (same ? ", and says the same" : "; neither is taken for true"),
             "", "$" + path_step(member.name));
      if (!same) twin->value.fault = "stands twice in its object";
    } else if (object.members.size() < kMembersMax) {
      object.members.push_back(std::move(member));
    } else {
      object.fault = "it has more than 10,000 keys";
    }
  }

  bool wrapper(JsonValue& object, const std::string& key, Looked looked) {
    for (JsonMember& member : object.members) put_aside(member, key);
    if (!object.fault.empty()) {
      unread_ = true;
      report(code::kTooLong, FindingSeverity::Error, object.line, object.column,
             "not all of the object around the records is read: " + object.fault, "", "$");
    }
    take_in("$" + path_step(key), key, std::move(looked.elements), *looked.after_like);
    return false;
  }

  /// From here on elements of the array are given. Those that were read already come first; `after` follows them.
  void take_in(std::string path, std::string wrapped, std::deque<Held> held, After after) {
    array_path_ = std::move(path);
    wrapped_ = std::move(wrapped);
    held_ = std::move(held);
    after_held_ = after;
    index_ = 0;
    in_array_ = true;
  }

  /// What stands beside the records, under `records` in the object around them, is not read. It may be records, too:
  /// an array of what is like them, or one by itself.
  void put_aside(JsonMember& member, const std::string& records) {
    const bool alone = likeness_.is_surely_record(member.value) || leads_to_field(member);
    const JsonValue& value = member.value;
    const auto lost = std::count_if(value.items.begin(), value.items.end(),
                                    [&](const JsonValue& item) { return likeness_.is_like_record(item); }) +
                      (alone ? 1 : 0);
    const std::string path = "$" + path_step(member.name);
    if (lost == 0) {
      report(code::kNoSuchColumn, FindingSeverity::Note, value.line, value.column,
             excerpt(member.name) + " is not read: the records stand in " + excerpt(records), "", path);
      return;
    }
    report(code::kRecordsNotRead, FindingSeverity::Error, value.line, value.column,
           "what looks like records stands under the key " + excerpt(member.name) +
               ", and is not read: the records stand in " + excerpt(records),
           "give a file that holds these alone", path);
    findings_.back().lost = static_cast<std::size_t>(lost);
    unread_ = true;
  }

  /// One key that a field has, too, may be the file's own (`id`, `date`); two are more likely a record's, and what was
  /// taken for the records is a list in it.
  void report_record_around(const JsonMember& member) {
    report(code::kRecordsNotRead, FindingSeverity::Error, member.value.line, member.value.column,
           "the object around " + excerpt(wrapped_) + " has keys of a record, such as " + excerpt(member.name) +
               ", and is not read: the records stand in " + excerpt(wrapped_),
           "if it is the record, put it into an array of its own: `[{ … }]`", "$" + path_step(member.name));
    unread_ = true;
  }

  bool element(JsonValue& object, std::string& path) {
    at_ = path = array_path_ + "[" + std::to_string(index_++) + "]";
    After after = after_held_;
    if (!held_.empty()) {
      object = std::move(held_.front().value);
      std::vector<Finding>& found = held_.front().findings;
      std::move(found.begin(), found.end(), std::back_inserter(findings_));
      held_.pop_front();
      if (!held_.empty()) return true;
    } else {
      if (!reader_.value(object)) return stop();
      after = reader_.after_element(']');
    }
    if (after == After::End) leave();
    if (after == After::Fault) (void)stop();
    return true;  // the element itself is whole
  }

  /// After the array: nothing, or the other keys of the object around it.
  void leave() {
    in_array_ = false;
    if (wrapped_.empty()) return;
    std::size_t fields = 0;
    while (reader_.after_element('}') == After::Next) {
      JsonMember member;
      if (!reader_.key(member.name)) break;
      at_ = "$" + path_step(member.name);
      if (!reader_.value(member.value)) break;
      report_notes(reader_, at_);
      put_aside(member, wrapped_);
      if (likeness_.is_field(member.name) && ++fields == 2) report_record_around(member);
    }
    wrapped_.clear();
    if (!reader_.fault().message.empty()) (void)stop();
  }

  std::unique_ptr<ByteSource> source_;
  JsonReader reader_;
  const JsonLikeness& likeness_;
  bool in_array_ = false;
  bool done_ = false;
  std::string at_ = "$";  ///< the path of the value that is being read
  std::string array_path_;
  std::string wrapped_;    ///< the key under which the array stands in an object that is still open; empty: none
  std::deque<Held> held_;  ///< elements of the array that were read to choose it
  After after_held_ = After::Next;
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
    report(code::kInterrupted, FindingSeverity::Error, 0, 0, "reading stopped before the end: " + source_->failure());
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
      report(code::kTooLong, FindingSeverity::Error, line_, 1, "the line is longer than 64 MiB, and is not read");
      return false;
    }
    const bool array = stripped(line).starts_with('[');
    const bool comma = stripped(line).ends_with(',');
    const std::size_t chunk = std::min(line.size(), kChunkOfLine);
    TextSource text(std::move(line));
    JsonReader reader(text, chunk, line_);
    bool whole = reader.value(object);
    if (whole && !reader.at_end()) {
      report(code::kBrokenJson, FindingSeverity::Error, line_, reader.column(),
             "something stands on the line after its value",
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

void JsonRecords::report(dsl::Code code, FindingSeverity severity, std::uint32_t line, std::uint32_t column,
                         std::string message, std::string help, std::string path) {
  findings_.push_back(
      {code, severity, Place{file_, line, column, std::move(path)}, {}, std::move(message), std::move(help)});
}

void JsonRecords::report_notes(JsonReader& reader, const std::string& path) {
  for (JsonNote& note : reader.take_notes())
    report(note.code, FindingSeverity::Error, note.line, note.column, std::move(note.message), "", path + note.path);
}

void JsonRecords::report_fault(const JsonReader& reader, const ByteSource& source, const std::string& path) {
  if (!source.failure().empty()) {
    unread_ = true;
    report(code::kInterrupted, FindingSeverity::Error, 0, 0, "reading stopped before the end: " + source.failure());
  }
  if (reader.fault().message.empty()) return;
  unread_ = true;
  report(code::kBrokenJson, FindingSeverity::Error, reader.fault().line, reader.fault().column, reader.fault().message,
         "", path + reader.fault().path);
}

bool JsonRecords::is_record(const JsonValue& value, const std::string& path) {
  if (value.kind == JsonValue::Kind::Object && value.fault.empty()) return true;
  unread_ = true;
  const bool reported = value.fault.starts_with("longer");  // by the reader
  if (value.kind == JsonValue::Kind::Object && reported) return false;
  if (value.kind == JsonValue::Kind::Object)
    report(code::kTooLong, FindingSeverity::Error, value.line, value.column, "the record is not read: " + value.fault,
           "", path);
  else
    report(code::kNotAnObject, FindingSeverity::Error, value.line, value.column, "a record is an object: `{ … }`", "",
           path);
  return false;
}

std::unique_ptr<JsonRecords> json_document(std::unique_ptr<ByteSource> source, std::size_t chunk,
                                           std::shared_ptr<const std::string> file, std::vector<Finding>& findings,
                                           const JsonLikeness& likeness) {
  return std::make_unique<Document>(std::move(source), chunk, std::move(file), findings, likeness);
}

std::unique_ptr<JsonRecords> json_lines(std::unique_ptr<ByteSource> source, std::size_t chunk,
                                        std::shared_ptr<const std::string> file, std::vector<Finding>& findings) {
  return std::make_unique<Lines>(std::move(source), chunk, std::move(file), findings);
}

}  // namespace shibo::engine
