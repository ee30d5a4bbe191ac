#include "read/table_stream.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "io/file_kind.hpp"
#include "io/sqlite_table.hpp"
#include "read/joined_file.hpp"
#include "read/mapping_choice.hpp"
#include "read/scattered_keys.hpp"
#include "read/whole_record.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "record/identity.hpp"

namespace shibo::engine {

namespace {

/// Rows that wait for the rest of their record may take this much memory, about.
constexpr std::size_t kHeldMax = std::size_t{256} * 1024 * 1024;

struct Choice {
  TableTarget target;
  char separator = 0;
  std::size_t columns = 0;  ///< that are read
  std::string error;        ///< where two mappings would do
};

/// The record type that fits the header best, the first of equals, and the mapping of those for it.
void choose(const std::string& beginning, char separator, const StreamSchema& schema, const StreamOptions& options,
            Choice& best) {
  TextSource source(beginning);
  std::vector<Finding> ignored;
  CsvOptions csv;
  csv.separator = separator;
  CsvReader reader(source, nullptr, ignored, csv);
  Row row;
  if (!reader.next(row)) return;
  std::vector<std::string> headers;
  FileNames file;
  for (const Cell& cell : row.cells) headers.emplace_back(stripped(cell.text));
  for (const std::string& header : headers) file.names.insert(normal_header(header));
  for (const RecordType* root : schema.roots) {
    if (options.record != nullptr && root != options.record) continue;
    file.read = [&](const Mapping* mapping) { return columns_read(plan_columns(*root, headers, mapping, {})); };
    MappingChoice choice = choose_mapping(*root, schema, file);
    if (choice.read <= best.columns) continue;
    best = {{root, choice.mapping, {}, {}, {}}, separator, choice.read, std::move(choice.error)};
  }
}

std::vector<std::string> key_names(const Mapping* mapping) {
  std::vector<std::string> names;
  for (const KeyMapping& key : or_none(mapping).keys) names.insert(names.end(), key.columns.begin(), key.columns.end());
  for (const ListMapping& list : or_none(mapping).lists) {
    for (const auto& join : list.by) names.push_back(join.second);
  }
  return names;
}

class TableStream final : public RecordStream {
 public:
  /// Empty when all is well; otherwise why the file cannot be read.
  std::string open(std::unique_ptr<ByteSource> source, const Reopen& reopen, const std::string& path,
                   const StreamSchema& schema, const StreamOptions& options) {
    auto peeked = std::make_unique<PeekedSource>(std::move(source), PeekedSource::kBeginning, has_first_line);
    if (is_sqlite(peeked->peeked()))
      return "it is an SQLite database, which is read where it is given by its name, and not packed";
    if (auto why = why_no_text(peeked->peeked())) return *std::move(why);
    Choice choice;
    choose(peeked->peeked(), 0, schema, options, choice);
    for (const Mapping* mapping : schema.mappings) {
      if (mapping->separator != 0) choose(peeked->peeked(), mapping->separator, schema, options, choice);
    }
    if (!peeked->failure().empty() && peeked->peeked().empty()) return peeked->failure();
    csv_.separator = choice.separator;
    csv_.chunk = options.chunk;
    csv_.encoding = options.encoding;
    csv_.from_database = !options.database.empty();
    const std::string& file = csv_.from_database ? options.database : path;
    type_ = choice.target.record;
    if (const std::string wide = utf16_seen_in(peeked->peeked()); !wide.empty()) return why_utf16(wide);
    if (type_ == nullptr) {
      if (auto why = why_markup(peeked->peeked())) return *std::move(why);
      return why_unread(std::move(peeked), path);
    }
    if (!choice.error.empty()) return choice.error;
    mapping_ = choice.target.mapping;
    choice.target.keys = key_names(mapping_);
    choice.target.instruments = std::make_shared<Instruments>(schema.instruments);
    table_ = std::make_unique<TableReader>(std::move(peeked), path, csv_, ahead_);
    if (!table_->open(choice.target)) return "it is empty";
    std::swap(findings_, ahead_);
    uses_ = table_->shape().plan.uses;
    if (mapping_ != nullptr) read_mapping(*mapping_, file);
    report_absent_files(file);
    if (reopen && (!keys_.empty() || !joined_.empty())) look_for_scattered(reopen(), path, choice.target);
    seekable_ = static_cast<bool>(reopen);
    advance();
    any_row_ = pending_;
    if (!pending_ && !table_->failed())
      report(code::kEmptyFile, FindingSeverity::Warning, 1, "the file has a header and no rows", "");
    finish_if_done();
    return {};
  }

  RecordPtr next() override {
    while (pending_) {
      const std::string key = row_key(row_, keys_, mapping_);
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
  const Mapping* mapping() const override { return mapping_; }
  std::uint64_t bytes_read() const override { return table_->bytes_read(); }

 private:
  struct Held {
    std::vector<KeptRow> rows;
    std::size_t bytes = 0;
  };

  /// What was read where a header was looked for, and where it stands: the first fault that the reader met,
  /// or the cells themselves.
  static std::string why_unread(std::unique_ptr<ByteSource> source, const std::string& path) {
    std::vector<Finding> findings;
    CsvReader reader(*source, std::make_shared<const std::string>(path), findings);
    Row row;
    const bool header = reader.next(row);
    if (!source->failure().empty()) return source->failure();
    if (!findings.empty()) {
      const Finding& first = findings.front();
      return "line " + std::to_string(first.place.line) + ", column " + std::to_string(first.place.column) + ": " +
             first.message + (first.help.empty() ? "" : "; " + first.help);
    }
    if (!header) return "it is empty";
    std::string cells;
    static constexpr std::size_t kShown = 30;
    for (std::size_t i = 0; i < std::min(row.cells.size(), kShown); ++i)
      cells += (i == 0 ? "" : ", ") + excerpt(stripped(row.cells[i].text));
    if (row.cells.size() > kShown) cells += ", …";
    return "line " + std::to_string(row.line) +
           ", column 1: none of its columns is a field of a record that the rules know; as its header was read " +
           cells +
           "; if that is the header, a mapping of your own tells which column is which field, `field NAME from \"" +
           std::string(stripped(row.cells[0].text)) +
           "\"` (docs/mappings.md shows how); if it is a title or a comment, take it out: a table begins with its header";
  }

  void read_mapping(const Mapping& mapping, const std::string& path) {
    for (const KeyMapping& key : mapping.keys) {
      std::vector<int> columns;
      for (const std::string& name : key.columns) columns.push_back(table_->key_column(name));
      if (std::find(columns.begin(), columns.end(), -1) != columns.end()) continue;  // rows of such a file stand alone
      if (!key.path.empty()) element_keys_.push_back({indices_of(*type_, key.path), std::move(columns), &mapping});
      else if (keys_.empty()) keys_ = std::move(columns);
    }
    for (const ListMapping& list : mapping.lists) open_joined(list, mapping, path);
  }

  void open_joined(const ListMapping& list, const Mapping& mapping, const std::string& path) {
    if (list.file.empty()) return;
    const std::string name = dotted(list.path);
    auto beside = std::filesystem::path(path).parent_path() / list.file;
    std::error_code failure;
    if (const auto packed = beside.string() + ".gz";
        path != "-" && !std::filesystem::exists(beside, failure) && std::filesystem::exists(packed, failure))
      beside = packed;
    if (path == "-" || !std::filesystem::exists(beside, failure))
      return absent_files_.push_back({beside.string(), name});
    if (std::filesystem::equivalent(beside, path, failure)) return;
    filled_.insert(name);
    joined_.emplace_back(list, mapping, *type_, beside.string(), *table_, keys_, findings_);
    if (!joined_.back().usable()) {
      unread_ = true;
      joined_.pop_back();
      return;
    }
    unread_ = unread_ || joined_.back().unsure();
    uses_.insert(uses_.end(), joined_.back().columns().begin(), joined_.back().columns().end());
  }

  /// Lists of files that are not there, unless another mapping fills them. A text in memory has nothing beside it.
  void report_absent_files(const std::string& main) {
    std::error_code failure;
    const bool in_a_folder = main != "-" && std::filesystem::exists(main, failure);
    const auto is_filled = [&](const AbsentFile& one) {
      const auto fills = [&](const ColumnUse& use) { return use.field.starts_with(one.list + "."); };
      return filled_.contains(one.list) ||
             std::any_of(table_->shape().plan.uses.begin(), table_->shape().plan.uses.end(), fills);
    };
    if (in_a_folder || main == "-") std::erase_if(absent_files_, is_filled);
    else absent_files_.clear();
    for (const AbsentFile& one : absent_files_) {
      const std::string why = in_a_folder ? "there is no file `" + one.path + "`"
                                          : "beside standard input there is no file `" + one.path + "`";
      findings_.push_back({code::kNoFileBeside,
                           FindingSeverity::Note,
                           Place{table_->shape().file, 0, 0, ""},
                           {},
                           why + ": `" + one.list + "` stays unknown",
                           in_a_folder ? "put the file there, if you have what it would say"
                                       : "give the file by its name, with that one in its folder"});
    }
  }

  void look_for_scattered(std::unique_ptr<ByteSource> source, const std::string& path, const TableTarget& target) {
    if (!source) return;
    std::vector<Finding> ignored;  // all are found again when the rows are read for good
    TableReader reader(std::move(source), path, csv_, ignored);
    if (!reader.open(target)) return;
    KeptRow row;
    for (ignored.clear(); reader.next(row); ignored.clear()) {
      if (!keys_.empty()) scattered_.pass(row_key(row, keys_, mapping_));
      for (JoinedFile& joined : joined_) joined.meet(row);
    }
    for (JoinedFile& joined : joined_) joined.all_met();
  }

  /// A row without a key.
  RecordPtr alone() {
    begin();
    if (!keys_.empty()) report_no_key();
    RowBuilder builder(table_->shape(), element_keys_, *type_, row_);
    const std::uint32_t line = row_.line();
    add(builder);
    const RecordPtr record = finished(builder);
    if (keys_.empty() && has_key(*record) && ledger_.met_before(record->id)) {
      unread_ = true;
      report(code::kKeyAgain, FindingSeverity::Error, line,
             "the key " + excerpt(record->id) + " was met before, and that record has been judged without this row",
             "let a mapping tell records apart by the column, `one by \"…\"`: rows with one key are then one record");
      findings_.back().record_id = record->id;
      builder.record()->cut = true;
    }
    return record;
  }

  void report_no_key() {
    for (const int column : keys_) {
      const std::string_view text = row_.stripped_text(column);
      const CellFault fault = row_.place(static_cast<std::size_t>(column)).fault;
      if (is_told_where_read(fault))
        return report(code::kBlankKey, FindingSeverity::Error, row_.line(),
                      "the key " + excerpt(text) + " is " + std::string(describe(fault)),
                      "it is judged as a record of its own");
      if (is_rounded(text))
        return report(code::kBlankKey, FindingSeverity::Error, row_.line(),
                      "the key " + excerpt(text) + " was rounded by a spreadsheet, and its digits are lost",
                      "it is judged as a record of its own; format the column as text before the table is saved");
    }
    report(code::kBlankKey, FindingSeverity::Warning, row_.line(), "the row has no key",
           "it is judged as a record of its own");
  }

  /// Rows with one key that stand together.
  RecordPtr run(const std::string& key) {
    begin();
    const bool again = !seekable_ && ledger_.met_before(key);
    if (again) report_again();
    RowBuilder builder(table_->shape(), element_keys_, *type_, row_);
    do add(builder);
    while (pending_ && row_key(row_, keys_, mapping_) == key);
    if (again) builder.record()->cut = true;
    return finished(builder);
  }

  void report_again() {
    unread_ = true;
    report(code::kKeyAgain, FindingSeverity::Error, row_.line(),
           "the key of this row was met before, and its record has been judged without this row",
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
    } while (pending_ && row_key(row_, keys_, mapping_) == key);
    const bool last = scattered_.runs_left(key) <= 1;
    scattered_.take_run(key);
    if (last) return release(key, false);
    if (held_bytes_ <= kHeldMax) return nullptr;
    unread_ = true;
    report(code::kKeyAgain, FindingSeverity::Error, held.rows.front().line(),
           "the rows of this record stand too far apart to be held together, and it is judged without the last of them",
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
    if (incomplete) builder.record()->cut = true;
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
    for (JoinedFile& joined : joined_) joined.end_record();
    give_ids(*builder.record());
    whole_.look_over(*builder.record());
    for (std::size_t i = findings_begin_; i < findings_.size(); ++i) {
      if (findings_[i].record_id.empty()) findings_[i].record_id = builder.record()->id;
    }
    finish_if_done();
    return builder.record();
  }

  void finish_if_done() {
    if (pending_ || !held_.empty()) return;
    move_findings();
    if (table_->failed() || table_->unsure()) unread_ = true;
    // Of a file without a row it is said that it has none, and not of each row beside it.
    if (any_row_) {
      for (JoinedFile& joined : joined_) joined.report_unused();
    }
    joined_.clear();
  }

  /// What the reader found while it looked ahead is of the row that is taken now.
  void move_findings() {
    std::move(ahead_.begin(), ahead_.end(), std::back_inserter(findings_));
    ahead_.clear();
  }

  void advance() { pending_ = table_->next(row_); }

  void report(dsl::Code code, FindingSeverity severity, std::uint32_t line, std::string message, std::string help) {
    findings_.push_back(
        {code, severity, Place{table_->shape().file, line, 1, ""}, {}, std::move(message), std::move(help)});
  }

  CsvOptions csv_;
  const RecordType* type_ = nullptr;
  const Mapping* mapping_ = nullptr;  ///< by which the file is read; null where there is none for its record
  std::vector<Finding> findings_;
  std::vector<Finding> ahead_;
  WholeRecords whole_{findings_};
  std::unique_ptr<TableReader> table_;
  std::vector<ColumnUse> uses_;
  std::vector<int> keys_;  ///< columns that tell one record from the next; empty: each row is one
  std::vector<ElementKey> element_keys_;
  std::deque<JoinedFile> joined_;
  std::set<std::string> filled_;  ///< lists that a file beside fills, or would if it could be read
  bool seekable_ = false;
  ScatteredKeys scattered_;
  KeyLedger ledger_;
  std::map<std::string, Held> held_;
  std::size_t held_bytes_ = 0;
  std::size_t findings_begin_ = 0;
  KeptRow row_;
  bool pending_ = false;
  bool any_row_ = false;
};

}  // namespace

OpenedStream open_table_stream(std::unique_ptr<ByteSource> source, const Reopen& reopen, const std::string& path,
                               const StreamSchema& schema, const StreamOptions& options) {
  auto stream = std::make_unique<TableStream>();
  std::string error = stream->open(std::move(source), reopen, path, schema, options);
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(stream), ""};
}

}  // namespace shibo::engine
