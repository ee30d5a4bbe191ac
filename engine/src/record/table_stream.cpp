// Records out of rows: flat rows nest by key, and files that stand beside are joined.
#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>
#include <set>

#include "io/csv.hpp"
#include "record/columns.hpp"
#include "record/finding_codes.hpp"
#include "record/json_stream.hpp"
#include "record/identity.hpp"
#include "record/read_value.hpp"
#include "record/stream.hpp"

namespace shibo::engine {

namespace {

using MutableRecord = std::shared_ptr<Record>;

/// A row whose texts outlive the reader's buffer.
struct KeptRow {
  std::vector<std::string> cells;
  std::vector<Place> places;
  std::vector<CellFault> faults;
  std::uint32_t line = 0;
  [[nodiscard]] std::string_view text(std::size_t column) const { return column < cells.size() ? std::string_view(cells[column]) : std::string_view(); }
};

KeptRow keep(const Row& row, const std::shared_ptr<const std::string>& file, const std::vector<std::string>& headers) {
  KeptRow out;
  out.line = row.line;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    out.cells.emplace_back(cell.text);
    out.places.push_back({file, cell.line, cell.column, i < headers.size() ? headers[i] : ""});
    out.faults.push_back(cell.fault);
  }
  return out;
}

/// Builds one record from rows.
class Builder {
 public:
  Builder(const TablePlan& plan, const std::vector<std::string>& headers, std::shared_ptr<const std::string> file, std::vector<Finding>& findings)
      : plan_(plan), headers_(headers), file_(std::move(file)), findings_(findings) {}

  MutableRecord fresh(const RecordType& type, const KeptRow& row) const {
    auto record = std::make_shared<Record>();
    record->type = &type;
    record->fields.resize(type.fields.size());
    record->place = {file_, row.line, 1, ""};
    return record;
  }

  /// Fills what the row says of `record`. `elements` holds the element of each list that this row is about.
  void fill(const MutableRecord& record, const KeptRow& row, std::map<std::vector<int>, MutableRecord>& elements, bool first_row) {
    for (const ColumnPlan& column : plan_.columns) {
      FieldValue value = cell_value(column, row);
      place_value(record, column, std::move(value), row, elements, first_row);
    }
  }

 private:
  FieldValue cell_value(const ColumnPlan& column, const KeptRow& row) {
    ValueFormat format;
    format.field = column.format;
    format.mapping = column.mapping;
    if (column.unit_column >= 0) format.unit = row.text(static_cast<std::size_t>(column.unit_column));
    if (column.currency_column >= 0) format.currency = row.text(static_cast<std::size_t>(column.currency_column));
    const std::string_view text = row.text(column.column);
    FieldValue value = read_field(*column.field, text, format);
    value.place = column.column < row.places.size() ? row.places[column.column] : Place{file_, row.line, 0, headers_[column.column]};
    if (column.column < row.faults.size() && row.faults[column.column] != CellFault::None) {
      value.state = FieldState::Invalid;
      value.text = std::string(text);
      value.why = std::string(describe(row.faults[column.column]));
    }
    if (value.state == FieldState::Invalid) {
      Finding finding;
      finding.code = code::kInvalidValue;
      finding.place = value.place;
      finding.message = "`" + column.field->name + "`: \"" + value.text + "\" " + value.why;
      findings_.push_back(std::move(finding));
    }
    return value;
  }

  void place_value(const MutableRecord& root, const ColumnPlan& column, FieldValue value, const KeptRow& row,
                   std::map<std::vector<int>, MutableRecord>& elements, bool first_row) {
    MutableRecord on = root;
    std::vector<int> path;
    bool fresh_element = first_row;
    for (std::size_t i = 0; i + 1 < column.path.size(); ++i) {
      const auto index = static_cast<std::size_t>(column.path[i]);
      path.push_back(column.path[i]);
      FieldValue& field = on->fields[index];
      const Type& type = on->type->fields[index].type;
      if (type.kind == TypeKind::List) {
        MutableRecord& element = elements[path];
        fresh_element = true;
        if (!element) element = add_element(on, index, row);
        on = element;
        continue;
      }
      if (!field.record) {
        if (value.state == FieldState::Missing) return;  // a record of blanks was not given
        auto inner = fresh(*type.record, row);
        if (type.record->parent == on->type) inner->parent = on.get();
        field.state = FieldState::Given;
        field.place = value.place;
        field.record = inner;
      }
      on = std::const_pointer_cast<Record>(field.record);
    }
    FieldValue& field = on->fields[static_cast<std::size_t>(column.path.back())];
    if (fresh_element || field.place.line == 0) {
      if (field.place.line == 0) field = std::move(value);
      return;
    }
    if (value.state != FieldState::Missing && value.state == FieldState::Given && field.state == FieldState::Given && row.text(column.column) != first_texts_[column.column]) {
      Finding finding;
      finding.code = code::kRowsDisagree;
      finding.place = value.place;
      finding.message = "`" + column.field->name + "` differs from line " + std::to_string(field.place.line) + " of the same record";
      finding.help = "the first is kept: a record has one value";
      findings_.push_back(std::move(finding));
    }
  }

  MutableRecord add_element(const MutableRecord& holder, std::size_t index, const KeptRow& row) const {
    FieldValue& list = holder->fields[index];
    const RecordType& type = *holder->type->fields[index].type.element->record;
    auto element = fresh(type, row);
    if (&type == holder->type) element->whole = holder.get();
    else if (type.parent == holder->type) element->parent = holder.get();
    list.state = FieldState::Given;
    if (list.place.line == 0) list.place = {file_, row.line, 1, ""};
    FieldValue item;
    item.state = FieldState::Given;
    item.record = element;
    item.place = element->place;
    list.items.push_back(std::move(item));
    return element;
  }

 public:
  void remember_first(const KeptRow& row) { first_texts_ = row.cells; first_texts_.resize(headers_.size()); }

 private:
  const TablePlan& plan_;
  const std::vector<std::string>& headers_;
  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  std::vector<std::string> first_texts_;
};

/// A file that is joined to the main one, held whole and sorted by key.
class JoinedFile {
 public:
  JoinedFile(const ListMapping& list, const Mapping& mapping, const RecordType& element, const std::string& path, std::vector<Finding>& findings)
      : list_(list), file_(std::make_shared<const std::string>(path)), findings_(findings), element_(element) {
    OpenedSource opened = open_source(path);
    if (!opened.source) return;
    there_ = true;
    CsvReader reader(*opened.source, file_, findings);
    Row row;
    if (!reader.next(row)) return;
    for (const Cell& cell : row.cells) headers_.emplace_back(stripped(cell.text));
    plan_ = plan_columns(element, headers_, {&mapping}, list.path);
    for (const auto& [theirs, ours] : list.by) key_.push_back(column(theirs));
    while (reader.next(row)) {
      KeptRow kept = keep(row, file_, headers_);
      std::string key;
      for (int c : key_) key += std::string(stripped(kept.text(static_cast<std::size_t>(std::max(c, 0))))) + '\x1f';
      rows_[key].push_back(std::move(kept));
    }
  }

  [[nodiscard]] bool there() const { return there_; }
  [[nodiscard]] const ListMapping& list() const { return list_; }

  /// Gives `holder` its list: rows with the key, rows below rows as parts of parts.
  void join(const MutableRecord& holder, std::size_t index, const std::string& key) {
    FieldValue& field = holder->fields[index];
    const auto found = rows_.find(key);
    used_.insert(key);
    if (found == rows_.end()) {
      if (!list_.complete) return;
      field.state = FieldState::Given;
      field.place = {file_, 1, 1, ""};
      return;
    }
    field.state = FieldState::Given;
    field.complete = list_.complete;
    field.place = found->second.front().places.empty() ? Place{file_, found->second.front().line, 1, ""} : found->second.front().places.front();
    const int own = list_.under ? column(list_.under->second) : -1;
    const int parent = list_.under ? column(list_.under->first) : -1;
    std::map<std::string, MutableRecord> by_own;
    std::vector<std::pair<const KeptRow*, MutableRecord>> made;
    Builder builder(plan_, headers_, file_, findings_);
    for (const KeptRow& row : found->second) {
      auto element = builder.fresh(element_, row);
      builder.remember_first(row);
      std::map<std::vector<int>, MutableRecord> none;
      builder.fill(element, row, none, true);
      if (own >= 0) by_own[std::string(stripped(row.text(static_cast<std::size_t>(own))))] = element;
      made.emplace_back(&row, element);
    }
    for (const auto& [row, element] : made) attach(holder, index, *row, element, parent, by_own);
  }

  void report_unused() {
    for (const auto& [key, rows] : rows_) {
      if (used_.contains(key)) continue;
      Finding finding;
      finding.code = code::kNoSuchRecord;
      finding.place = {file_, rows.front().line, 1, ""};
      finding.message = std::to_string(rows.size()) + (rows.size() == 1 ? " row belongs" : " rows belong") + " to no record of the main file";
      findings_.push_back(std::move(finding));
    }
  }

 private:
  int column(const std::string& name) const {
    for (std::size_t i = 0; i < headers_.size(); ++i) {
      if (normal_header(headers_[i]) == normal_header(name)) return static_cast<int>(i);
    }
    return -1;
  }

  void attach(const MutableRecord& holder, std::size_t index, const KeptRow& row, const MutableRecord& element, int parent,
              const std::map<std::string, MutableRecord>& by_own) {
    const std::string above = parent >= 0 ? std::string(stripped(row.text(static_cast<std::size_t>(parent)))) : "";
    MutableRecord on = holder;
    std::size_t at = index;
    if (!above.empty()) {
      const auto found = by_own.find(above);
      const bool loop = found != by_own.end() && reaches(found->second.get(), element.get());
      if (found == by_own.end() || loop) {
        Finding finding;
        finding.code = loop ? code::kLoop : code::kNoSuchParent;
        finding.place = {file_, row.line, 1, ""};
        finding.message = loop ? "`" + above + "` would be a part of itself" : "there is no row `" + above + "` to be a part of";
        finding.help = "the row is kept as a direct element";
        findings_.push_back(std::move(finding));
      } else {
        on = found->second;
        at = static_cast<std::size_t>(std::max(0, on->type->find(list_.path.back())));
      }
    }
    element->whole = on->type == element->type ? on.get() : nullptr;
    element->parent = element->type->parent == on->type ? on.get() : nullptr;
    FieldValue& list = on->fields[at];
    list.state = FieldState::Given;
    if (list.place.line == 0) list.place = element->place;
    FieldValue item;
    item.state = FieldState::Given;
    item.record = element;
    item.place = element->place;
    list.items.push_back(std::move(item));
  }

  static bool reaches(const Record* from, const Record* wanted) {
    for (; from != nullptr; from = from->whole) {
      if (from == wanted) return true;
    }
    return false;
  }

  const ListMapping& list_;
  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  const RecordType& element_;
  bool there_ = false;
  std::vector<std::string> headers_;
  TablePlan plan_;
  std::vector<int> key_;
  std::map<std::string, std::vector<KeptRow>> rows_;
  std::set<std::string> used_;
};

class TableStream final : public RecordStream {
 public:
  TableStream(std::unique_ptr<ByteSource> source, const std::string& path) : source_(std::move(source)), file_(std::make_shared<const std::string>(path)), path_(path) {}

  /// Empty when all is well; otherwise why the file cannot be read.
  std::string open(const StreamSchema& schema, const StreamOptions& options) {
    CsvOptions csv;
    for (const Mapping* mapping : schema.mappings) {
      if (mapping->separator != 0 && (options.mapping.empty() || mapping->name == options.mapping)) csv.separator = mapping->separator;
    }
    reader_ = std::make_unique<CsvReader>(*source_, file_, findings_, csv);
    Row row;
    if (!reader_->next(row)) return "it is empty";
    for (const Cell& cell : row.cells) headers_.emplace_back(stripped(cell.text));
    choose(schema, options);
    if (type_ == nullptr) return "none of its columns is a field of a record that the rules know";
    for (std::size_t i = 0; i < plan_.uses.size(); ++i) plan_.uses[i].place = {file_, row.cells[i].line, row.cells[i].column, headers_[i]};
    for (const Mapping* mapping : mappings_) {
      for (const KeyMapping& key : mapping->keys) keys_.push_back(&key);
      for (const ListMapping& list : mapping->lists) open_joined(list, *mapping);
    }
    advance();
    return {};
  }

  RecordPtr next() override {
    if (!pending_) return nullptr;
    Builder builder(plan_, headers_, file_, findings_);
    MutableRecord root = builder.fresh(*type_, row_);
    builder.remember_first(row_);
    const std::string key = key_of({});
    const std::size_t findings_before = findings_.size();
    done_.clear();
    if (!key.empty() && !seen_.insert(std::hash<std::string>{}(key)).second) {
      Finding finding;
      finding.code = code::kKeyAgain;
      finding.place = {file_, row_.line, 1, ""};
      finding.message = "the key of this row was met before, in rows that do not stand together";
      finding.help = "it is judged as a record of its own; sort the file by its key";
      findings_.push_back(std::move(finding));
    }
    std::map<std::vector<int>, std::pair<std::string, MutableRecord>> last;
    bool first = true;
    do {
      std::map<std::vector<int>, MutableRecord> elements;
      for (const KeyMapping* k : keys_) {
        if (k->path.empty()) continue;
        const std::vector<int> path = indices_of(*type_, k->path);
        const auto found = last.find(path);
        const std::string element_key = key_of(k->path);
        if (found != last.end() && !element_key.empty() && found->second.first == element_key) elements[path] = found->second.second;
      }
      builder.fill(root, row_, elements, first);
      for (const auto& [path, element] : elements) {
        std::string element_key;
        for (const KeyMapping* k : keys_) {
          if (!k->path.empty() && indices_of(*type_, k->path) == path) element_key = key_of(k->path);
        }
        last[path] = {element_key, element};
      }
      join_row(root, elements);
      first = false;
      advance();
    } while (pending_ && !key.empty() && key_of({}) == key);
    give_ids(*root);
    for (std::size_t i = findings_before; i < findings_.size(); ++i) {
      if (findings_[i].record_id.empty()) findings_[i].record_id = root->id;
    }
    if (!pending_) {
      for (auto& joined : joined_) joined.report_unused();
    }
    return root;
  }

  std::vector<Finding> take_findings() override { return std::exchange(findings_, {}); }
  const std::vector<ColumnUse>& columns() const override { return plan_.uses; }
  const RecordType* record_type() const override { return type_; }
  std::uint64_t bytes_read() const override { return reader_->bytes_read(); }

 private:
  void choose(const StreamSchema& schema, const StreamOptions& options) {
    for (const RecordType* root : schema.roots) {
      if (options.record != nullptr && root != options.record) continue;
      std::vector<const Mapping*> mappings;
      for (const Mapping* mapping : schema.mappings) {
        if (mapping->record == root && (options.mapping.empty() || mapping->name == options.mapping)) mappings.push_back(mapping);
      }
      TablePlan plan = plan_columns(*root, headers_, mappings, {});
      if (plan.columns.empty() || (type_ != nullptr && plan.columns.size() <= plan_.columns.size())) continue;
      type_ = root;
      plan_ = std::move(plan);
      mappings_ = std::move(mappings);
    }
  }

  void open_joined(const ListMapping& list, const Mapping& mapping) {
    if (list.file.empty()) return;
    const RecordType* on = type_;
    for (const std::string& name : list.path) {
      const int index = on != nullptr ? on->find(name) : -1;
      if (index < 0) return;
      const Type& type = on->fields[static_cast<std::size_t>(index)].type;
      on = (type.kind == TypeKind::List ? *type.element : type).record;
    }
    if (on == nullptr) return;
    const auto beside = std::filesystem::path(path_).parent_path() / list.file;
    std::error_code failure;
    if (path_ == "-" || !std::filesystem::is_regular_file(beside, failure)) return;
    joined_.emplace_back(list, mapping, *on, beside.string(), findings_);
    if (!joined_.back().there()) joined_.pop_back();
  }

  void join_row(const MutableRecord& root, const std::map<std::vector<int>, MutableRecord>& elements) {
    for (JoinedFile& joined : joined_) {
      const std::vector<int> path = indices_of(*type_, joined.list().path);
      const std::vector<int> holder_path(path.begin(), path.end() - 1);
      MutableRecord holder = root;
      if (!holder_path.empty()) {
        const auto found = elements.find(holder_path);
        if (found == elements.end()) continue;
        holder = found->second;
      }
      if (!done_.insert({holder.get(), &joined}).second) continue;
      std::string key;
      for (const auto& [theirs, ours] : joined.list().by) key += std::string(stripped(cell(ours))) + '\x1f';
      joined.join(holder, static_cast<std::size_t>(path.back()), key);
    }
  }

  std::string_view cell(const std::string& header) const {
    for (std::size_t i = 0; i < headers_.size(); ++i) {
      if (normal_header(headers_[i]) == normal_header(header)) return row_.text(i);
    }
    return {};
  }

  std::string key_of(const std::vector<std::string>& path) const {
    std::string key;
    for (const KeyMapping* k : keys_) {
      if (k->path != path) continue;
      for (const std::string& column : k->columns) {
        const std::string_view text = stripped(cell(column));
        if (!text.empty()) key += std::string(text) + '\x1f';
      }
    }
    return key;
  }

  void advance() {
    Row row;
    pending_ = reader_->next(row);
    if (!pending_) return;
    row_ = keep(row, file_, headers_);
    if (row.cells.size() < headers_.size()) {
      Finding finding;
      finding.code = code::kShortRow;
      finding.severity = dsl::Severity::Warning;
      finding.place = {file_, row.line, 1, ""};
      finding.message = "the row has " + std::to_string(row.cells.size()) + " cells for " + std::to_string(headers_.size()) + " columns";
      finding.help = "the cells that are not there are missing";
      findings_.push_back(std::move(finding));
    } else if (row.cells.size() > headers_.size()) {
      Finding finding;
      finding.code = code::kLongRow;
      finding.place = row_.places[headers_.size()];
      finding.message = "the row has " + std::to_string(row.cells.size()) + " cells for " + std::to_string(headers_.size()) + " columns";
      finding.help = "which column the cells belong to is not known for sure: look for a separator inside a text";
      findings_.push_back(std::move(finding));
    }
  }

  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<const std::string> file_;
  std::string path_;
  std::vector<Finding> findings_;
  std::unique_ptr<CsvReader> reader_;
  std::vector<std::string> headers_;
  TablePlan plan_;
  const RecordType* type_ = nullptr;
  std::vector<const Mapping*> mappings_;
  std::vector<const KeyMapping*> keys_;
  std::deque<JoinedFile> joined_;
  std::set<std::pair<const Record*, const JoinedFile*>> done_;
  std::set<std::size_t> seen_;
  KeptRow row_;
  bool pending_ = false;
};

OpenedStream open_bytes(std::unique_ptr<ByteSource> source, const std::string& path, const StreamSchema& schema, const StreamOptions& options) {
  const std::string extension = std::filesystem::path(path).extension().string();
  const bool guess = options.format == InputFormat::Guess;
  if (options.format == InputFormat::Ndjson || (guess && (extension == ".ndjson" || extension == ".jsonl")))
    return open_json_stream(std::move(source), path, true, schema, options);
  if (options.format == InputFormat::Json || (guess && extension == ".json"))
    return open_json_stream(std::move(source), path, false, schema, options);
  auto stream = std::make_unique<TableStream>(std::move(source), path);
  std::string error = stream->open(schema, options);
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(stream), ""};
}

}  // namespace

OpenedStream open_stream(const std::string& path, const StreamSchema& schema, const StreamOptions& options) {
  OpenedSource opened = open_source(path);
  if (!opened.source) return {nullptr, opened.error};
  return open_bytes(std::move(opened.source), path, schema, options);
}

OpenedStream open_text(const std::string& name, std::string text, const StreamSchema& schema, const StreamOptions& options) {
  return open_bytes(std::make_unique<TextSource>(std::move(text)), name, schema, options);
}

}  // namespace shibo::engine
