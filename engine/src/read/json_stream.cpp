#include "read/json_stream.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "io/file_kind.hpp"
#include "read/columns.hpp"
#include "read/json_builder.hpp"
#include "read/json_likeness.hpp"
#include "read/json_paths.hpp"
#include "read/json_records.hpp"
#include "read/json_rows.hpp"
#include "read/mapping_choice.hpp"
#include "read/row_builder.hpp"
#include "read/scattered_keys.hpp"
#include "read/whole_record.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "record/identity.hpp"

namespace shibo::engine {

namespace {

/// So many objects are looked at to find the record type that they are of.
constexpr std::size_t kLookedAt = 16;
/// So many of them are asked which of several mappings reads them.
constexpr std::size_t kAsked = 8;

struct Object {
  JsonValue value;
  std::string path;
  std::vector<Finding> findings;  ///< that the reader made within it
};

/// Whether the reader says it of something in this object, and not of the text around it or of an object
/// that was passed over.
bool is_within(const Object& object, const Finding& finding) {
  const dsl::Code code = finding.code;
  const std::string& path = finding.place.path;
  if (finding.place.line < object.value.line || !path.starts_with(object.path)) return false;
  if (path.size() > object.path.size() && path[object.path.size()] != '.' && path[object.path.size()] != '[')
    return false;
  return code == code::kDuplicateKey || code == code::kTooDeep || code == code::kBadUtf8 || code == code::kNulByte ||
         code == code::kTooLong || code == code::kInvalidValue;
}

/// The names of all keys, those of objects within objects with the names above them, too: `to.country`, `country`.
void add_names(const JsonValue& value, const std::string& above, int depth, std::set<std::string>& names) {
  static constexpr int kDeepest = 8;
  if (depth == kDeepest) return;
  for (const JsonValue& item : value.items) add_names(item, "", depth + 1, names);
  for (const JsonMember& member : value.members) {
    names.insert(normal_header(member.name));
    const std::string whole = above + normal_header(member.name);
    names.insert(whole);
    add_names(member.value, whole, depth + 1, names);
  }
}

/// How many keys of the object, and of those within it, are read as fields.
std::size_t keys_read(const RecordType& type, const JsonValue& object, const std::vector<std::string>& path,
                      const Mapping* mapping) {
  std::vector<std::string> names;
  for (const JsonMember& member : object.members) names.push_back(member.name);
  std::size_t read = path.empty() ? columns_read(plan_columns(type, names, mapping, path)) : 0;
  for (const JsonMember& member : object.members) {
    const int index = json_field(type, member.name, path, mapping).index;
    if (index < 0) continue;
    if (!path.empty()) ++read;
    const FieldType& field = type.fields[static_cast<std::size_t>(index)];
    const RecordType* inner = (field.type.kind == TypeKind::List ? *field.type.element : field.type).record;
    if (inner == nullptr || inner == &type) continue;
    std::vector<std::string> below = path;
    below.push_back(field.name);
    if (member.value.kind == JsonValue::Kind::Object) read += keys_read(*inner, member.value, below, mapping);
    for (const JsonValue& item : member.value.items) read += keys_read(*inner, item, below, mapping);
  }
  return read;
}

class JsonStream final : public RecordStream {
 public:
  explicit JsonStream(const std::string& path) : file_(std::make_shared<const std::string>(path)) {}

  /// Empty when all is well; otherwise why the file cannot be read.
  std::string open(std::unique_ptr<ByteSource> source, bool lines, const StreamSchema& schema,
                   const StreamOptions& options) {
    auto peeked = std::make_unique<PeekedSource>(std::move(source), 4);
    if (peeked->peeked().empty()) return peeked->failure().empty() ? "it is empty" : peeked->failure();
    if (auto why = why_no_text(peeked->peeked())) return *std::move(why);
    if (auto why = why_markup(peeked->peeked())) return *std::move(why);
    if (const std::string wide = utf16_seen_in(peeked->peeked()); !wide.empty()) return why_utf16(wide);
    std::vector<const RecordType*> roots = schema.roots;
    if (options.record != nullptr) roots = {options.record};
    likeness_ = std::make_unique<JsonLikeness>(roots, schema.mappings);
    objects_ = lines ? json_lines(std::move(peeked), options.chunk, file_, findings_)
                     : json_document(std::move(peeked), options.chunk, file_, findings_, *likeness_);
    if (std::string why = choose(roots, schema); builder_ || !why.empty()) return why;
    if (!waiting_.empty()) return "none of its keys is a field of a record that the rules know";
    unread_ = objects_->unread();
    const auto is_note = [](const Finding& finding) { return finding.severity == FindingSeverity::Note; };
    if (std::all_of(findings_.begin(), findings_.end(), is_note)) report_empty();
    return {};
  }

  RecordPtr next() override {
    Object object;
    if (!builder_ || !fetch(object)) return nullptr;
    std::vector<Finding> of_record = std::move(object.findings);
    std::swap(findings_, of_record);  // from here on findings are of this record
    const bool row = rows_->is_row(object.value);
    const bool cut = row && gather(object, of_record);
    const std::shared_ptr<Record> record = builder_->build(object.value, object.path);
    unread_ = unread_ || builder_->unread();
    give_ids(*record);
    record->cut = met_before(*record, row) || cut;
    whole_.look_over(*record);
    for (Finding& finding : findings_) finding.record_id = record->id;
    std::swap(findings_, of_record);
    std::move(of_record.begin(), of_record.end(), std::back_inserter(findings_));
    return record;
  }

  std::vector<Finding> take_findings() override { return std::exchange(findings_, {}); }
  const std::vector<ColumnUse>& columns() const override { return builder_ ? builder_->uses() : none_; }
  const RecordType* record_type() const override { return type_; }
  const Mapping* mapping() const override { return mapping_; }
  std::uint64_t bytes_read() const override { return objects_->bytes_read(); }

 private:
  /// The next object, with what was found within it.
  bool fetch(Object& object) {
    if (!waiting_.empty()) {
      object = std::move(waiting_.front());
      waiting_.pop_front();
      return true;
    }
    const std::size_t before = findings_.size();
    const bool found = objects_->next(object.value, object.path);
    unread_ = unread_ || objects_->unread();
    if (!found) return false;
    unwrap(object);
    const auto within = std::stable_partition(findings_.begin() + static_cast<std::ptrdiff_t>(before), findings_.end(),
                                              [&](const Finding& f) { return !is_within(object, f); });
    object.findings.assign(std::make_move_iterator(within), std::make_move_iterator(findings_.end()));
    findings_.erase(within, findings_.end());
    if (paths_) paths_->open(object.value, object.path, object.findings);
    return true;
  }

  /// The record is what the object wraps, whatever its one key.
  void unwrap(Object& object) const {
    const JsonMember* only = likeness_->wrapped_in(object.value);
    if (only == nullptr) return;
    object.path += path_step(only->name);
    JsonValue inner = std::move(object.value.members.front().value);
    object.value = std::move(inner);
  }

  /// Nests the row and those after it that have its key; whether some rows of it are not among them, as they stand
  /// further up or are too many. What is found outside of the rows goes to `outside`.
  bool gather(Object& object, std::vector<Finding>& outside) {
    const std::string key = rows_->key_of(object.value);
    const Place place{file_, object.value.line, object.value.column, object.path};
    const bool again = !key.empty() && ledger_.met_before(key);
    unread_ = unread_ || again;
    if (again)
      report_row(code::kKeyAgain, FindingSeverity::Error, place,
                 "the key of this row was met before, and its record has been judged without this row",
                 "put the rows of one record together");
    if (key.empty() && rows_->keyed())
      report_row(code::kBlankKey, FindingSeverity::Warning, place, "the row has no key",
                 "it is judged as a record of its own");
    rows_->add(std::move(object.value), object.path);
    std::size_t rows = 1;
    for (Object next; !key.empty(); next = {}) {
      std::swap(findings_, outside);
      const bool found = fetch(next);
      std::swap(findings_, outside);
      if (!found) break;
      if (!rows_->is_row(next.value) || rows_->key_of(next.value) != key) {
        waiting_.push_front(std::move(next));
        break;
      }
      if (rows == RowBuilder::kElementsMax)
        report_row(code::kTooManyParts, FindingSeverity::Error, {file_, next.value.line, next.value.column, next.path},
                   "the record has more than 100,000 rows; those from here on are not read", "");
      if (++rows > RowBuilder::kElementsMax) continue;
      std::move(next.findings.begin(), next.findings.end(), std::back_inserter(findings_));
      rows_->add(std::move(next.value), next.path);
    }
    const bool in_doubt = rows_->in_doubt();
    object.value = rows_->take();
    return again || in_doubt || rows > RowBuilder::kElementsMax;
  }

  /// A record that says its key, which an earlier one said, too: the two are judged apart.
  /// Where the mapping names keys of rows, rows were told from rows by those, before.
  bool met_before(const Record& record, bool row) {
    if (!has_key(record)) return false;
    const bool again = row ? objects_ids_.contains(record.id) : rows_ids_.contains(record.id);
    const bool again_alike = (row ? rows_ids_ : objects_ids_).met_before(record.id);
    const bool told_before = row && rows_->keyed();
    if (!again && (!again_alike || told_before)) return false;
    unread_ = true;
    report_row(
        code::kKeyAgain, FindingSeverity::Error, record.place,
        "the key " + excerpt(record.id) + " was met before, and that record has been judged without this " +
            (row ? "row" : "object"),
        row && !rows_->keyed()
            ? "let a mapping tell records apart by the column, `one by \"…\"`: rows with one key are then one record"
            : "put what belongs to one record into one object");
    return true;
  }

  void report_row(dsl::Code code, FindingSeverity severity, Place place, std::string message, std::string help) {
    findings_.push_back({code, severity, std::move(place), {}, std::move(message), std::move(help)});
  }

  /// The record type that fits the first objects best, and its mapping; no builder where none fits. Where the file
  /// decides which mapping reads it, several objects are asked: one may lack what tells. Gives the sentence that says
  /// why none is chosen.
  std::string choose(const std::vector<const RecordType*>& roots, const StreamSchema& schema) {
    const bool several =
        std::any_of(roots.begin(), roots.end(), [&](const RecordType* root) { return file_decides(*root, schema); });
    FileNames file;
    std::deque<Object> looked_at;
    std::size_t like = 0;
    Object object;
    while (like < (several ? kAsked : 1) && looked_at.size() < kLookedAt && fetch(object)) {
      add_names(object.value, "", 0, file.names);
      if (likeness_->has_field(object.value)) ++like;
      looked_at.push_back(std::exchange(object, {}));
    }
    std::size_t best = 0;
    MappingChoice chosen;
    for (const RecordType* root : roots) {
      file.read = [&](const Mapping* mapping) {
        return sum(looked_at, [&](const JsonValue& value) {
          return keys_read(*root, value, {}, mapping) + likeness_->reached(mapping, value);
        });
      };
      MappingChoice choice = choose_mapping(*root, schema, file);
      const std::size_t read = sum(looked_at, [&](const JsonValue& value) {
        const auto fits = std::count_if(value.members.begin(), value.members.end(), [&](const auto& m) {
          return json_field(*root, m.name, {}, choice.mapping).index >= 0;
        });
        return static_cast<std::size_t>(fits) + likeness_->reached(choice.mapping, value);
      });
      if (read <= best) continue;
      best = read;
      type_ = root;
      chosen = std::move(choice);
    }
    waiting_ = std::move(looked_at);
    if (type_ == nullptr || !chosen.error.empty()) return chosen.error;
    mapping_ = chosen.mapping;
    builder_ = std::make_unique<JsonBuilder>(*type_, mapping_, file_, std::make_shared<Instruments>(schema.instruments),
                                             findings_);
    rows_ = std::make_unique<JsonRows>(*type_, mapping_, file_, findings_);
    paths_ = std::make_unique<JsonPaths>(*type_, mapping_, file_);
    for (Object& waiting : waiting_) paths_->open(waiting.value, waiting.path, waiting.findings);
    return {};
  }

  template <class Of>
  static std::size_t sum(const std::deque<Object>& objects, const Of& of) {
    std::size_t all = 0;
    for (const Object& object : objects) all += of(object.value);
    return all;
  }

  void report_empty() {
    findings_.push_back(
        {code::kEmptyFile, FindingSeverity::Warning, Place{file_, 1, 1, ""}, {}, "the file holds no record", {}});
  }

  std::shared_ptr<const std::string> file_;
  std::vector<Finding> findings_;
  WholeRecords whole_{findings_};
  std::unique_ptr<JsonLikeness> likeness_;
  std::unique_ptr<JsonRecords> objects_;
  std::unique_ptr<JsonBuilder> builder_;
  std::unique_ptr<JsonRows> rows_;
  std::unique_ptr<JsonPaths> paths_;
  KeyLedger ledger_;                  ///< of rows, by the keys that tell them apart
  KeyLedger rows_ids_, objects_ids_;  ///< of their records
  const RecordType* type_ = nullptr;
  const Mapping* mapping_ = nullptr;
  std::deque<Object> waiting_;
  std::vector<ColumnUse> none_;
};

}  // namespace

OpenedStream open_json_stream(std::unique_ptr<ByteSource> source, const std::string& path, bool lines,
                              const StreamSchema& schema, const StreamOptions& options) {
  auto stream = std::make_unique<JsonStream>(path);
  std::string error = stream->open(std::move(source), lines, schema, options);
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(stream), ""};
}

}  // namespace shibo::engine
