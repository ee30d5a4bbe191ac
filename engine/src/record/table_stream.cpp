#include "record/table_stream.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>

#include "record/finding_codes.hpp"
#include "record/identity.hpp"
#include "record/joined_file.hpp"
#include "record/scattered_keys.hpp"

namespace shibo::engine {

namespace {

/// Rows that wait for the rest of their record may take this much memory, about.
constexpr std::size_t kHeldMax = std::size_t{256} * 1024 * 1024;
/// The header is looked for in so many bytes.
constexpr std::size_t kPeek = std::size_t{64} * 1024;

struct Choice {
  TableTarget target;
  char separator = 0;
  std::size_t columns = 0;  ///< that are read
};

std::vector<const Mapping*> mappings_of(const RecordType& record, const StreamSchema& schema, const StreamOptions& options) {
  std::vector<const Mapping*> all;
  for (const Mapping* mapping : schema.mappings) {
    if (mapping->record == &record && (options.mapping.empty() || mapping->name == options.mapping)) all.push_back(mapping);
  }
  return all;
}

/// The record type that fits the header best, the first of equals.
void choose(const std::string& beginning, char separator, const StreamSchema& schema, const StreamOptions& options, Choice& best) {
  TextSource source(beginning);
  std::vector<Finding> ignored;
  CsvOptions csv;
  csv.separator = separator;
  CsvReader reader(source, nullptr, ignored, csv);
  Row row;
  if (!reader.next(row)) return;
  std::vector<std::string> headers;
  for (const Cell& cell : row.cells) headers.emplace_back(stripped(cell.text));
  for (const RecordType* root : schema.roots) {
    if (options.record != nullptr && root != options.record) continue;
    std::vector<const Mapping*> mappings = mappings_of(*root, schema, options);
    const std::size_t columns = plan_columns(*root, headers, mappings, {}).columns.size();
    if (columns <= best.columns) continue;
    best = {{root, std::move(mappings), {}, {}}, separator, columns};
  }
}

std::vector<std::string> key_names(const std::vector<const Mapping*>& mappings) {
  std::vector<std::string> names;
  for (const Mapping* mapping : mappings) {
    for (const KeyMapping& key : mapping->keys) names.insert(names.end(), key.columns.begin(), key.columns.end());
    for (const ListMapping& list : mapping->lists) {
      for (const auto& join : list.by) names.push_back(join.second);
    }
  }
  return names;
}

class TableStream final : public RecordStream {
 public:
  /// Empty when all is well; otherwise why the file cannot be read.
  std::string open(std::unique_ptr<ByteSource> source, const Reopen& reopen, const std::string& path, const StreamSchema& schema, const StreamOptions& options) {
    auto peeked = std::make_unique<PeekedSource>(std::move(source), kPeek);
    Choice choice;
    choose(peeked->peeked(), 0, schema, options, choice);
    for (const Mapping* mapping : schema.mappings) {
      if (mapping->separator != 0) choose(peeked->peeked(), mapping->separator, schema, options, choice);
    }
    const bool empty = peeked->peeked().empty();
    csv_.separator = choice.separator;
    csv_.chunk = options.chunk;
    type_ = choice.target.record;
    if (type_ == nullptr) return empty ? "it is empty" : why_unread(std::move(peeked), path);
    choice.target.keys = key_names(choice.target.mappings);
    table_ = std::make_unique<TableReader>(std::move(peeked), path, csv_, ahead_);
    if (!table_->open(choice.target)) return why_unread(nullptr, path);
    std::swap(findings_, ahead_);
    uses_ = table_->shape().plan.uses;
    for (const Mapping* mapping : choice.target.mappings) read_mapping(*mapping, path);
    if (reopen && !keys_.empty()) look_for_scattered(reopen(), path, choice.target);
    seekable_ = static_cast<bool>(reopen);
    advance();
    if (!pending_ && !table_->failed()) report(code::kEmptyFile, dsl::Severity::Warning, 1, "the file has a header and no rows", "");
    finish_if_done();
    return {};
  }

  RecordPtr next() override {
    while (pending_) {
      const std::string key = row_key(row_, keys_);
      if (key.empty()) return alone();
      if (scattered_.runs_left(key) > 1 || held_.contains(key)) {
        if (RecordPtr whole = hold_run(key)) return whole;
        continue;
      }
      return run(key);
    }
    return rest_of_held();
  }

  std::vector<Finding> take_findings() override { return std::exchange(findings_, {}); }
  const std::vector<ColumnUse>& columns() const override { return uses_; }
  const RecordType* record_type() const override { return type_; }
  std::uint64_t bytes_read() const override { return table_->bytes_read(); }

 private:
  struct Held {
    std::vector<KeptRow> rows;
    std::size_t bytes = 0;
  };

  /// Reads on, so that what the reader found (UTF-16) can say why no record type fits.
  static std::string why_unread(std::unique_ptr<ByteSource> source, const std::string& path) {
    if (source) {
      std::vector<Finding> findings;
      CsvReader reader(*source, std::make_shared<const std::string>(path), findings);
      Row row;
      const bool header = reader.next(row);
      for (const Finding& finding : findings) {
        if (finding.code == code::kUtf16) return finding.message + "; " + finding.help;
      }
      if (!source->failure().empty()) return source->failure();
      if (!header) return "it is empty";
    }
    return "none of its columns is a field of a record that the rules know";
  }

  void read_mapping(const Mapping& mapping, const std::string& path) {
    for (const KeyMapping& key : mapping.keys) {
      std::vector<int> columns;
      for (const std::string& name : key.columns) columns.push_back(table_->key_column(name));
      if (std::find(columns.begin(), columns.end(), -1) != columns.end()) continue;  // rows of such a file stand alone
      if (!key.path.empty()) element_keys_.push_back({indices_of(*type_, key.path), std::move(columns)});
      else if (keys_.empty()) keys_ = std::move(columns);
    }
    for (const ListMapping& list : mapping.lists) open_joined(list, mapping, path);
  }

  void open_joined(const ListMapping& list, const Mapping& mapping, const std::string& path) {
    if (list.file.empty() || path == "-") return;
    const auto beside = std::filesystem::path(path).parent_path() / list.file;
    std::error_code failure;
    if (!std::filesystem::exists(beside, failure) || std::filesystem::equivalent(beside, path, failure)) return;
    joined_.emplace_back(list, mapping, *type_, beside.string(), *table_, findings_);
    if (!joined_.back().usable()) {
      unread_ = true;
      joined_.pop_back();
      return;
    }
    uses_.insert(uses_.end(), joined_.back().columns().begin(), joined_.back().columns().end());
  }

  void look_for_scattered(std::unique_ptr<ByteSource> source, const std::string& path, const TableTarget& target) {
    if (!source) return;
    std::vector<Finding> ignored;  // all are found again when the rows are read for good
    TableReader reader(std::move(source), path, csv_, ignored);
    if (!reader.open(target)) return;
    KeptRow row;
    for (ignored.clear(); reader.next(row); ignored.clear()) scattered_.pass(row_key(row, keys_));
  }

  /// A row without a key.
  RecordPtr alone() {
    begin();
    if (!keys_.empty()) report(code::kBlankKey, dsl::Severity::Warning, row_.line(), "the row has no key", "it is judged as a record of its own");
    RowBuilder builder(table_->shape(), element_keys_, *type_, row_);
    add(builder);
    return finished(builder);
  }

  /// Rows with one key that stand together.
  RecordPtr run(const std::string& key) {
    begin();
    const bool again = !seekable_ && ledger_.met_before(key);
    if (again) report_again();
    RowBuilder builder(table_->shape(), element_keys_, *type_, row_);
    do add(builder);
    while (pending_ && row_key(row_, keys_) == key);
    if (again) builder.set_incomplete();
    return finished(builder);
  }

  void report_again() {
    report(code::kKeyAgain, dsl::Severity::Error, row_.line(), "the key of this row was met before, and its record has been judged without this row",
           "give the file by its name instead of through a pipe, or sort it by its key");
  }

  /// Rows with a key that others further down have, too: they wait for those.
  RecordPtr hold_run(const std::string& key) {
    Held& held = held_[key];
    do {
      held.bytes += row_.bytes();
      held_bytes_ += row_.bytes();
      move_findings();
      held.rows.push_back(std::move(row_));
      advance();
    } while (pending_ && row_key(row_, keys_) == key);
    const bool last = scattered_.runs_left(key) <= 1;
    scattered_.take_run(key);
    if (last) return release(key, false);
    if (held_bytes_ <= kHeldMax) return nullptr;
    report(code::kKeyAgain, dsl::Severity::Error, held.rows.front().line(), "the rows of this record stand too far apart to be held together, and it is judged without the last of them",
           "sort the file by its key");
    return release(key, true);
  }

  RecordPtr release(const std::string& key, bool incomplete) {
    const auto found = held_.find(key);
    const Held held = std::move(found->second);
    held_.erase(found);
    held_bytes_ -= held.bytes;
    begin();
    RowBuilder builder(table_->shape(), element_keys_, *type_, held.rows.front());
    std::vector<Finding> of_next_row = std::exchange(ahead_, {});
    for (const KeptRow& row : held.rows) add_row(builder, row);
    ahead_ = std::move(of_next_row);
    if (incomplete) builder.set_incomplete();
    return finished(builder);
  }

  RecordPtr rest_of_held() {
    if (held_.empty()) return nullptr;
    return release(held_.begin()->first, false);
  }

  /// What is found from here on is of one record.
  void begin() {
    findings_begin_ = findings_.size();
    for (JoinedFile& joined : joined_) joined.begin_record();
  }

  void add(RowBuilder& builder) {
    move_findings();
    add_row(builder, row_);
    advance();
  }

  void add_row(RowBuilder& builder, const KeptRow& row) {
    const RowBuilder::Elements elements = builder.add(row);
    for (JoinedFile& joined : joined_) joined.join(builder.record(), elements, row);
    move_findings();
  }

  RecordPtr finished(const RowBuilder& builder) {
    give_ids(*builder.record());
    for (std::size_t i = findings_begin_; i < findings_.size(); ++i) {
      if (findings_[i].record_id.empty()) findings_[i].record_id = builder.record()->id;
    }
    finish_if_done();
    return builder.record();
  }

  void finish_if_done() {
    if (pending_ || !held_.empty()) return;
    move_findings();
    if (table_->failed()) unread_ = true;
    for (JoinedFile& joined : joined_) joined.report_unused();
    joined_.clear();
  }

  /// What the reader found while it looked ahead is of the row that is taken now.
  void move_findings() {
    std::move(ahead_.begin(), ahead_.end(), std::back_inserter(findings_));
    ahead_.clear();
  }

  void advance() { pending_ = table_->next(row_); }

  void report(dsl::Code code, dsl::Severity severity, std::uint32_t line, std::string message, std::string help) {
    Finding finding;
    finding.code = code;
    finding.severity = severity;
    finding.place = {table_->shape().file, line, 1, ""};
    finding.message = std::move(message);
    finding.help = std::move(help);
    findings_.push_back(std::move(finding));
  }

  CsvOptions csv_;
  const RecordType* type_ = nullptr;
  std::vector<Finding> findings_;
  std::vector<Finding> ahead_;
  std::unique_ptr<TableReader> table_;
  std::vector<ColumnUse> uses_;
  std::vector<int> keys_;                  ///< columns that tell one record from the next; empty: each row is one
  std::vector<ElementKey> element_keys_;
  std::deque<JoinedFile> joined_;
  bool seekable_ = false;
  ScatteredKeys scattered_;
  KeyLedger ledger_;
  std::map<std::string, Held> held_;
  std::size_t held_bytes_ = 0;
  std::size_t findings_begin_ = 0;
  KeptRow row_;
  bool pending_ = false;
};

}  // namespace

OpenedStream open_table_stream(std::unique_ptr<ByteSource> source, const Reopen& reopen, const std::string& path, const StreamSchema& schema, const StreamOptions& options) {
  auto stream = std::make_unique<TableStream>();
  std::string error = stream->open(std::move(source), reopen, path, schema, options);
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(stream), ""};
}

}  // namespace shibo::engine
