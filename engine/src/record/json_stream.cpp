#include "record/json_stream.hpp"

#include <algorithm>
#include <deque>

#include "record/finding_codes.hpp"
#include "record/identity.hpp"
#include "record/json_builder.hpp"
#include "record/json_records.hpp"

namespace shibo::engine {

namespace {

/// So many objects are looked at to find the record type that they are of.
constexpr std::size_t kLookedAt = 16;

struct Object {
  JsonValue value;
  std::string path;
};

/// Whether the reader says it of something in an object, and not of the text around it.
bool within_a_value(dsl::Code code) {
  return code == code::kDuplicateKey || code == code::kTooDeep || code == code::kBadUtf8 || code == code::kNulByte || code == code::kTooLong;
}

bool looks_like_utf16(const std::string& beginning) {
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return true;
  return beginning.size() >= 2 && (beginning[0] == '\0') != (beginning[1] == '\0');
}

class JsonStream final : public RecordStream {
 public:
  explicit JsonStream(const std::string& path) : file_(std::make_shared<const std::string>(path)) {}

  /// Empty when all is well; otherwise why the file cannot be read.
  std::string open(std::unique_ptr<ByteSource> source, bool lines, const StreamSchema& schema, const StreamOptions& options) {
    auto peeked = std::make_unique<PeekedSource>(std::move(source), 4);
    if (peeked->peeked().empty()) return peeked->failure().empty() ? "it is empty" : peeked->failure();
    if (looks_like_utf16(peeked->peeked())) return "the file is UTF-16, and nothing of it was read; save it as UTF-8";
    std::vector<const RecordType*> roots = schema.roots;
    if (options.record != nullptr) roots = {options.record};
    const auto is_field = [roots, &schema, &options](const std::string& key) {
      return std::any_of(roots.begin(), roots.end(), [&](const RecordType* root) { return json_field(*root, key, {}, mappings_of(*root, schema, options)).index >= 0; });
    };
    objects_ = lines ? json_lines(std::move(peeked), options.chunk, file_, findings_) : json_document(std::move(peeked), options.chunk, file_, findings_, is_field);
    choose(roots, schema, options);
    if (builder_) return {};
    if (!waiting_.empty()) return "none of its keys is a field of a record that the rules know";
    unread_ = objects_->unread();
    if (findings_.empty()) report_empty();
    return {};
  }

  RecordPtr next() override {
    const std::size_t before = findings_.size();
    Object object;
    if (!waiting_.empty()) {
      object = std::move(waiting_.front());
      waiting_.pop_front();
    } else if (!builder_ || !objects_->next(object.value, object.path)) {
      unread_ = unread_ || objects_->unread();
      return nullptr;
    }
    unread_ = unread_ || objects_->unread();
    const std::size_t read = findings_.size();
    const std::shared_ptr<Record> record = builder_->build(object.value, object.path);
    give_ids(*record);
    for (std::size_t i = before; i < findings_.size(); ++i) {
      if (i >= read || within_a_value(findings_[i].code)) findings_[i].record_id = record->id;
    }
    return record;
  }

  std::vector<Finding> take_findings() override { return std::exchange(findings_, {}); }
  const std::vector<ColumnUse>& columns() const override { return builder_ ? builder_->uses() : none_; }
  const RecordType* record_type() const override { return type_; }
  std::uint64_t bytes_read() const override { return objects_->bytes_read(); }

 private:
  static std::vector<const Mapping*> mappings_of(const RecordType& root, const StreamSchema& schema, const StreamOptions& options) {
    std::vector<const Mapping*> mappings;
    for (const Mapping* mapping : schema.mappings) {
      if (mapping->record == &root && (options.mapping.empty() || mapping->name == options.mapping)) mappings.push_back(mapping);
    }
    return mappings;
  }

  /// The record type that fits the first objects best; no builder where none fits.
  void choose(const std::vector<const RecordType*>& roots, const StreamSchema& schema, const StreamOptions& options) {
    std::size_t best = 0;
    Object object;
    while (best == 0 && waiting_.size() < kLookedAt && objects_->next(object.value, object.path)) {
      for (const RecordType* root : roots) {
        const std::vector<const Mapping*> mappings = mappings_of(*root, schema, options);
        const auto fits = std::count_if(object.value.members.begin(), object.value.members.end(), [&](const auto& m) { return json_field(*root, m.first, {}, mappings).index >= 0; });
        if (static_cast<std::size_t>(fits) <= best) continue;
        best = static_cast<std::size_t>(fits);
        type_ = root;
        builder_ = std::make_unique<JsonBuilder>(*root, mappings, file_, findings_);
      }
      waiting_.push_back(std::exchange(object, {}));
    }
  }

  void report_empty() {
    Finding finding;
    finding.code = code::kEmptyFile;
    finding.severity = dsl::Severity::Warning;
    finding.place = {file_, 1, 1, ""};
    finding.message = "the file holds no record";
    findings_.push_back(std::move(finding));
  }

  std::shared_ptr<const std::string> file_;
  std::vector<Finding> findings_;
  std::unique_ptr<JsonRecords> objects_;
  std::unique_ptr<JsonBuilder> builder_;
  const RecordType* type_ = nullptr;
  std::deque<Object> waiting_;
  std::vector<ColumnUse> none_;
};

}  // namespace

OpenedStream open_json_stream(std::unique_ptr<ByteSource> source, const std::string& path, bool lines, const StreamSchema& schema, const StreamOptions& options) {
  auto stream = std::make_unique<JsonStream>(path);
  std::string error = stream->open(std::move(source), lines, schema, options);
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(stream), ""};
}

}  // namespace shibo::engine
