// Rows of tables that stand in files: CSV, or a table of an SQLite database.
#include "types/table_load.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "io/sqlite_table.hpp"
#include "io/table_file.hpp"
#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"
#include "read/stream.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::engine {

namespace {

using dsl::Source;
using Cell = TableText::Cell;

class RowLoader {
 public:
  RowLoader(Context& context, const Source* source, TableText& table, Surroundings around)
      : context_(context), source_(source), table_(table), around_(std::move(around)) {}

  void load(const dsl::TableLoad& load) {
    const std::string folder = std::filesystem::path(source_->path()).parent_path().string();
    const std::string path = (std::filesystem::path(folder) / load.file.value).string();
    std::vector<std::string> wanted;
    for (const dsl::LoadColumn& column : load.columns) {
      note_part(column.field);
      wanted.push_back(column.from.value);
      if (column.to) wanted.push_back(column.to->value);
    }
    TableFile file;
    if (load.table) {
      if (table_.choose == dsl::TableDecl::Choose::First) return report_no_order(load);
      file = read_sqlite_table(path, load.table->value, wanted);
    } else {
      std::string why;
      const auto text = context_.files.read(path, why);
      if (text && is_sqlite(*text)) return report_table_not_said(load);
      if (text) file = read_csv_table(path, *text, wanted);
      else file.error = why;
    }
    if (!file.error.empty()) {
      context_.error(code::kCannotLoad, at(load.file.span), "cannot load `" + load.file.value + "`: " + file.error);
      return;
    }
    // Of a file that is another table, or none, that is said once.
    const bool near_miss = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& column) {
      return dsl::nearest(column, file.columns).has_value();
    });
    if (file.missing_columns.size() == wanted.size() && wanted.size() > 1 && !near_miss) {
      context_.error(code::kLoadColumn, at(load.file.span),
                     "`" + load.file.value + "` has none of the columns that `load` names");
      return;
    }
    for (const auto& missing : file.missing_columns) {
      auto& d = context_.error(code::kLoadColumn, at(place_of_column(load, missing)),
                               "`" + load.file.value + "` has no column `" + missing + "`");
      if (const auto near = dsl::nearest(missing, file.columns)) d.help = "did you mean `" + *near + "`?";
    }
    if (!file.missing_columns.empty() || !columns_complete(load)) return;
    const Source& whole = context_.program.sources.emplace_back(path, std::move(file.text));
    for (const TableFile::Fault& fault : file.faults) {
      auto& d = context_.error(code::kCannotLoad, {&whole, {fault.offset, fault.offset + fault.length}}, fault.what);
      d.labels.push_back({source_, load.file.span, "loaded here"});
      if (!fault.where.empty()) d.notes.push_back(fault.where);
    }
    if (!file.faults.empty()) return;
    if (file.rows.empty())
      context_.error(code::kCannotLoad, at(load.file.span),
                     load.table ? "table `" + load.table->value + "` of `" + load.file.value + "` has no row"
                                : "`" + load.file.value + "` has no row below its header");
    for (const TableFile::Row& row : file.rows) load_row(load, whole, row);
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }

  void note_part(const dsl::Word& name) {
    for (const auto kind : {Named::Part::Kind::Key, Named::Part::Kind::Column}) {
      const int part = around_.owner->find_part(kind, name.text);
      if (part >= 0) context_.note_use(at(name.span), PartOfNamed{around_.owner, part}, around_.owner);
    }
  }

  void report_no_order(const dsl::TableLoad& load) {
    context_
        .error(code::kCannotLoad, at(load.table->span),
               "`choose first` goes by the order of the rows, and those of a database have none")
        .help = "load the rows from a CSV file, or choose `most specific`";
  }

  void report_table_not_said(const dsl::TableLoad& load) {
    context_
        .error(code::kCannotLoad, at(load.file.span),
               "`" + load.file.value + "` is an SQLite database, and `load` does not say which table of it")
        .help = "write `load \"" + load.file.value + "\" table \"…\" { … }`";
  }

  static dsl::Span place_of_column(const dsl::TableLoad& load, const std::string& name) {
    for (const dsl::LoadColumn& column : load.columns) {
      if (column.from.value == name) return column.from.span;
      if (column.to && column.to->value == name) return column.to->span;
    }
    return load.span;
  }

  bool columns_complete(const dsl::TableLoad& load) {
    bool ok = true;
    const auto named = [&](const std::string& name) {
      return std::any_of(load.columns.begin(), load.columns.end(), [&](const auto& c) { return c.field.text == name; });
    };
    for (const TableText::Key& key : table_.keys) {
      if (named(key.name)) continue;
      context_.error(code::kLoadColumn, at(load.span),
                     "`load` does not say which column holds the key `" + key.name + "`");
      ok = false;
    }
    for (const TableText::Column& column : table_.columns) {
      if (named(column.name) || (column.name.empty() && named("gives"))) continue;
      context_.error(
          code::kLoadColumn, at(load.span),
          "`load` does not say which column holds " +
              (column.name.empty() ? std::string("the result: write `gives from \"…\"`") : "`" + column.name + "`"));
      ok = false;
    }
    for (const dsl::LoadColumn& column : load.columns) {
      const std::string& f = column.field.text;
      const bool key = std::any_of(table_.keys.begin(), table_.keys.end(), [&](const auto& k) { return k.name == f; });
      const bool result =
          std::any_of(table_.columns.begin(), table_.columns.end(), [&](const auto& c) { return c.name == f; });
      if (key || result || f == "since" || f == "until" || f == "cites" || f == "gives") continue;
      context_.error(code::kLoadColumn, at(column.field.span),
                     "`" + f + "` is neither a key nor a column of the table");
      ok = false;
    }
    return ok;
  }

  /// A source that holds one cell where it stands in its file, so that a mistake in an expression is
  /// shown with the file's own line and column.
  const Source& cell_source(const std::string& path, const TableFile::Cell& cell) {
    std::string text(cell.column > 0 ? cell.column - 1 : 0, ' ');
    text += cell.text;
    const auto lines_before = static_cast<std::uint32_t>(cell.line > 0 ? cell.line - 1 : 0);
    return context_.program.sources.emplace_back(path, std::move(text), lines_before);
  }

  static std::string names_of(const dsl::LoadColumn& column) {
    return column.from.value + (column.to ? "` to `" + column.to->value : "");
  }

  /// Of the column that holds a field.
  static std::string name_of(const dsl::TableLoad& load, const std::string& field) {
    const auto found = std::find_if(load.columns.begin(), load.columns.end(),
                                    [&](const dsl::LoadColumn& column) { return column.field.text == field; });
    return found == load.columns.end() ? field : names_of(*found);
  }

  void load_row(const dsl::TableLoad& load, const Source& whole, const TableFile::Row& row) {
    if (std::all_of(row.cells.begin(), row.cells.end(),
                    [](const TableFile::Cell& cell) { return cell.text.empty(); })) {
      const TableFile::Cell& first = row.cells.front();
      auto& d =
          context_.error(code::kBadCell, {&whole, {first.offset, first.offset + first.length}}, "the row is blank");
      d.help = load.table ? "delete the row" : "take the line out";
      if (load.table)
        d.notes.push_back(place_in_database(load.table->value, first.line, load.columns.front().from.value));
      return;
    }
    TableText::Row out;
    std::vector<Cell> cells(table_.keys.size());
    out.results.resize(table_.columns.size(), nullptr);
    bool broken = false;
    std::size_t next = 0;
    for (const dsl::LoadColumn& column : load.columns) {
      const TableFile::Cell& from = row.cells[next++];
      const TableFile::Cell* to = column.to ? &row.cells[next++] : nullptr;
      const Written written{&whole, {from.offset, from.offset + from.length}};
      if (out.written.source == nullptr) out.written = written;
      dsl::Diagnostics before = std::exchange(context_.diagnostics, {});
      broken = !load_cell(column.field.text, from, to, written, out, cells) || broken;
      const dsl::Diagnostics of_cell = std::exchange(context_.diagnostics, std::move(before));
      for (dsl::Diagnostic d : of_cell.all()) {
        if (load.table) d.notes.push_back(place_in_database(load.table->value, from.line, names_of(column)));
        context_.diagnostics.add(std::move(d));
      }
    }
    if (out.law.since && out.law.until && *out.law.until < *out.law.since) {
      auto& d = context_.error(code::kPeriodReversed, out.written, "the period of this row ends before it begins");
      if (load.table)
        d.notes.push_back(place_in_database(load.table->value, row.cells.front().line, name_of(load, "until")));
      broken = true;
    }
    if (!broken) table_.add(std::move(out), std::move(cells));
  }

  bool load_cell(const std::string& field, const TableFile::Cell& from, const TableFile::Cell* to,
                 const Written& written, TableText::Row& out, std::vector<Cell>& cells) {
    if (field == "since" || field == "until") {
      if (from.text.empty()) return true;
      const auto date = Date::parse(from.text);
      if (!date) context_.error(code::kBadCell, written, "`" + from.text + "` is not a date");
      (field == "since" ? out.law.since : out.law.until) = date;
      return date.has_value();
    }
    if (field == "cites") {
      if (from.text.empty()) return true;
      out.law.cites.push_back(from.text);
      context_.citations.push_back({from.text, written, source_});
      return true;
    }
    for (std::size_t i = 0; i < table_.keys.size(); ++i) {
      if (table_.keys[i].name == field) return load_key(table_.keys[i], from, to, written, cells[i]);
    }
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      if (table_.columns[i].name == field || (field == "gives" && table_.columns[i].name.empty())) {
        out.results[i] = load_result(written, from, table_.columns[i].type);
        return out.results[i] != nullptr;
      }
    }
    return true;
  }

  bool load_key(const TableText::Key& key, const TableFile::Cell& from, const TableFile::Cell* to,
                const Written& written, Cell& out) {
    if (from.text.empty()) {
      context_.error(code::kBadCell, written, "the key `" + key.name + "` is blank").help =
          "where a key does not matter, write `any`";
      return false;
    }
    if (from.text == "any") {
      out.kind = Cell::Kind::Any;
      return true;
    }
    if (from.text == "other") {
      out.kind = Cell::Kind::Other;
      return true;
    }
    out.kind = Cell::Kind::Items;
    Cell::Item item;
    if (key.type.kind == TypeKind::Kind) {
      item.goods = load_result(written, from, key.type);
      out.items.push_back(item);
      return item.goods != nullptr;
    }
    const FieldValue low = read_value(key.type, from.text);
    const FieldValue high = to != nullptr && !to->text.empty() ? read_value(key.type, to->text) : low;
    if (low.state != FieldState::Given || high.state != FieldState::Given) {
      const std::string& text = low.state != FieldState::Given ? from.text : to->text;
      Written place = written;
      if (low.state == FieldState::Given) place.span = {to->offset, to->offset + to->length};
      auto& d = context_.error(code::kBadCell, place, "`" + text + "` is not " + to_phrase(key.type));
      d.notes.push_back(low.state != FieldState::Given ? low.why : high.why);
      if (const auto foreign = dsl::foreign_character_in(text)) d.notes.push_back(*foreign);
      return false;
    }
    note_word(written, key.type, from.text);
    if (to != nullptr) note_word({written.source, {to->offset, to->offset + to->length}}, key.type, to->text);
    if (const auto* hs = std::get_if<HsCode>(&low.value)) {
      const auto range = HsRange::between(*hs, std::get<HsCode>(high.value));
      if (!range) {
        context_.error(code::kBadCode, written, "the range ends before it begins");
        return false;
      }
      item.codes.push_back(*range);
    } else {
      item.value = low.value;
      if (to != nullptr && !to->text.empty()) item.to = high.value;
      if (item.to && !check_range(context_, written, *item.value, *item.to)) return false;
    }
    out.items.push_back(std::move(item));
    return true;
  }

  [[nodiscard]] std::optional<Meaning> meaning_in_data(const Type& type, const std::string& text) const {
    if (type.kind == TypeKind::Choice) return value_of_choice(*type.choice, text);
    if (type.kind == TypeKind::Country) return declared_country(context_, text);
    const InstrumentInfo* instrument =
        type.kind == TypeKind::Instrument ? instrument_in_data(*around_.in, text) : nullptr;
    return instrument != nullptr ? std::optional<Meaning>(instrument) : std::nullopt;
  }

  /// As the cells of results, a word is noted where it first stands.
  void note_word(const Written& written, const Type& type, const std::string& text) {
    const auto meaning = meaning_in_data(type, text);
    if (meaning && words_noted_.insert(*meaning).second) context_.note_use(written, *meaning, around_.owner);
  }

  static void replace_in(std::string& text, std::string_view from, std::string_view to) {
    if (const std::size_t at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
  }

  const Node* load_result(const Written& written, const TableFile::Cell& cell, const Type& type) {
    if (cell.text.empty()) {
      context_.error(code::kBadCell, written, "the row says no result: the cell is blank").help =
          "write what it gives, or `unknown \"why\"`";
      return nullptr;
    }
    // Cells repeat (CTH, CTH or RVC40): each distinct text is checked once, where it first stands.
    const std::string key = to_text(type) + '\n' + cell.text;
    if (const auto found = loaded_.find(key); found != loaded_.end()) return found->second;
    const Source& source = cell_source(written.source->path(), cell);
    const dsl::ParsedExpr parsed = dsl::parse_expression(source);
    for (dsl::Diagnostic d : parsed.diagnostics.all()) {
      replace_in(d.message, "the end of the file", "the end of the cell");
      context_.diagnostics.add(std::move(d));
    }
    const Node* node = nullptr;
    if (parsed.expression) {
      Surroundings around = around_;
      around.source = &source;
      ExpressionChecker in_cell(context_, around);
      node = type.kind == TypeKind::Condition ? in_cell.require_condition(*parsed.expression)
                                              : in_cell.require(*parsed.expression, type);
    }
    loaded_[key] = node;
    return node;
  }

  Context& context_;
  const Source* source_;
  TableText& table_;
  Surroundings around_;  ///< of the cells that hold expressions
  std::map<std::string, const Node*> loaded_;
  std::set<Meaning> words_noted_;
};

}  // namespace

void load_rows(Context& context, const Source* source, TableText& table, const Surroundings& around,
               const std::vector<dsl::TableLoad>& loads) {
  RowLoader loader(context, source, table, around);
  for (const dsl::TableLoad& load : loads) loader.load(load);
}

}  // namespace shibo::engine
