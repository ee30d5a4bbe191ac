// Tables: keys, cells, rows in place and rows from files.
#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "io/sqlite_table.hpp"
#include "io/table_file.hpp"
#include "record/stream.hpp"
#include "sema/body.hpp"
#include "sema/literals.hpp"
#include "sema/names.hpp"
#include "sema/types.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::engine {

namespace {

using dsl::Source;
using Cell = TableText::Cell;

class TableChecker {
 public:
  TableChecker(Context& context, InstanceState& in, const Source* source, Named& named, TableText& table)
      : context_(context),
        in_(in),
        source_(source),
        named_(named),
        table_(table),
        checker_(context, around_of(in, source, named)) {}

  void check(const dsl::TableDecl& d) {
    table_.choose = d.choose;
    table_.combine = d.combine;
    if (d.keys.empty() || d.columns.empty()) {
      context_.error(code::kTablePart, at(d.head.name.span), "a table needs `match` and `gives`");
      return;
    }
    keys(d);
    check_combining(d);
    if (d.rows.empty() && d.loads.empty())
      report_empty(context_, at(d.span), d.head.name, "table `" + named_.name + "` has no row");
    for (const dsl::TableRow& row : d.rows) add_row(row);
    for (const dsl::TableLoad& load : d.loads) load_rows(load);
    for (std::size_t i = 0; i < d.otherwise.size() && i < table_.columns.size(); ++i) {
      table_.otherwise.push_back(result(*d.otherwise[i], table_.columns[i].type));
    }
    if (!d.otherwise.empty() && d.otherwise.size() != table_.columns.size())
      context_.error(code::kRowWidth, at(d.otherwise.front()->span),
                     "`otherwise` gives " + counted(d.otherwise.size(), "value") + " for " +
                         counted(table_.columns.size(), "column"));
    index_rows();
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }

  /// The keys of a table are not names within its cells.
  static Surroundings around_of(InstanceState& in, const Source* source, const Named& named) {
    Surroundings around = surroundings(in, source, &named);
    around.params = nullptr;
    return around;
  }

  void keys(const dsl::TableDecl& d) {
    for (std::size_t i = 0; i < d.keys.size(); ++i) {
      TableText::Key& key = table_.keys[i];
      const dsl::TableKey& syntax = d.keys[i];
      if (syntax.value) {
        const Node* value = key.type.kind == TypeKind::Invalid ? checker_.check(*syntax.value)
                                                               : checker_.require(*syntax.value, key.type);
        key.value = value;
        if (value != nullptr && key.type.kind == TypeKind::Invalid) key.type = value->type;
      } else if (key.type.kind == TypeKind::Kind) {
        continue;  // asked of the record itself
      } else if (named_.record != nullptr && named_.record->find(key.name) >= 0) {
        key.value = checker_.check(path_expression({syntax.name}));
      } else if (key.type.kind == TypeKind::Invalid) {
        context_.error(code::kNoSuchField, at(syntax.name.span), "`" + key.name + "` is no field of the table's record")
            .help = "say what it is: `" + key.name + " : type`, or `" + key.name + " = expression`";
      }
    }
    for (std::size_t i = 0; i < table_.keys.size(); ++i) {
      if (table_.keys[i].type.kind == TypeKind::Hs && table_.hs_key < 0) table_.hs_key = static_cast<int>(i);
    }
  }

  /// `all rows` joins conditions by `any of` or `all of` (meant where nothing is said), and adds up or compares
  /// amounts.
  void check_combining(const dsl::TableDecl& d) {
    using Combine = dsl::TableDecl::Combine;
    if (d.choose != dsl::TableDecl::Choose::AllRows) return;
    const bool of_truths = d.combine == Combine::None || d.combine == Combine::AnyOf || d.combine == Combine::AllOf;
    for (const TableText::Column& column : table_.columns) {
      const bool truth = column.type.kind == TypeKind::Condition || column.type.kind == TypeKind::Invalid;
      if (of_truths ? truth : is_numeric(column.type)) continue;
      context_
          .error(code::kTablePart, at(d.head.name.span),
                 "`all rows` cannot join " + to_phrase(column.type) + " in this way")
          .help =
          "conditions are joined by `all rows, any of` or `all of`, numbers and amounts by `sum`, `min` or `max`; `collect` lists them";
    }
  }

  void add_row(const dsl::TableRow& row) {
    if (row.cells.size() != table_.keys.size() || row.results.size() != table_.columns.size()) return report_width(row);
    TableText::Row out;
    out.law = read_law(context_, source_, row.attributes);
    out.written = at({row.span.begin, row.results.back()->span.end});  // its citation is told apart
    bool broken = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      auto cell = check_cell(row.cells[i], table_.keys[i]);
      broken = broken || !cell;
      if (cell) out.cells.push_back(std::move(*cell));
    }
    for (std::size_t i = 0; i < row.results.size(); ++i) {
      out.results.push_back(result(*row.results[i], table_.columns[i].type));
      broken = broken || out.results.back() == nullptr;
    }
    if (!broken) table_.rows.push_back(std::move(out));
  }

  static std::string counted(std::size_t n, const std::string& what) {
    return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
  }

  void report_width(const dsl::TableRow& row) {
    const bool left = row.cells.size() != table_.keys.size();
    auto& d = context_.error(
        code::kRowWidth, at(row.span),
        left ? "the row has " + counted(row.cells.size(), "cell") + " for " + counted(table_.keys.size(), "key")
             : "the row gives " + counted(row.results.size(), "value") + " for " +
                   counted(table_.columns.size(), "column"));
    if (left && row.cells.size() < table_.keys.size()) d.help = "a key that does not matter is `any`";
    else if (left) d.help = "several codes or words of one key stand in brackets: `[0502, 0505] -> …`";
  }

  const Node* result(const dsl::Expr& expr, const Type& type) {
    return type.kind == TypeKind::Condition ? checker_.require_condition(expr) : checker_.require(expr, type);
  }

  std::optional<Cell> check_cell(const dsl::KeyCell& cell, const TableText::Key& key) {
    Cell out;
    switch (cell.kind) {
      case dsl::KeyCell::Kind::Any: out.kind = Cell::Kind::Any; return out;
      case dsl::KeyCell::Kind::Other: out.kind = Cell::Kind::Other; return out;
      case dsl::KeyCell::Kind::Compare: out.kind = Cell::Kind::Compare; break;
      case dsl::KeyCell::Kind::Items: out.kind = Cell::Kind::Items; break;
    }
    out.op = cell.op;
    for (const dsl::KeyCell::Item& item : cell.items) {
      auto checked = check_item(item, key);
      if (!checked) return std::nullopt;
      out.items.push_back(std::move(*checked));
    }
    return out;
  }

  /// `else -> …`, `default -> …`, as other tables write their last row.
  bool reported_as_all_else(const dsl::Data& data, const TableText::Key& key) {
    static constexpr std::array<std::string_view, 7> kElse = {"else", "default", "others", "rest", "all", "ALL", "ANY"};
    const auto* word = std::get_if<dsl::Word>(&data.node);
    if (word == nullptr || std::find(kElse.begin(), kElse.end(), word->text) == kElse.end()) return false;
    const bool value = key.type.kind == TypeKind::Choice && key.type.choice != nullptr &&
                       std::any_of(key.type.choice->values.begin(), key.type.choice->values.end(),
                                   [&](const auto& known) { return known.name == word->text; });
    if (value || key.type.kind == TypeKind::Text || find_symbol(in_, word->text) != nullptr) return false;
    context_.error(code::kBadCell, at(word->span), "`" + word->text + "` is no key").help =
        "a key that does not matter is `any`; what is given where no row fits stands behind the `}` of the rows: `otherwise …`";
    return true;
  }

  std::optional<Cell::Item> check_item(const dsl::KeyCell::Item& item, const TableText::Key& key) {
    Cell::Item out;
    if (key.type.kind == TypeKind::Kind) {
      out.goods = goods_of(item);
      return out.goods != nullptr ? std::optional(out) : std::nullopt;
    }
    if (const auto* expr = std::get_if<dsl::ExprPtr>(&item.what)) {
      const auto* codes = std::get_if<dsl::CodeSet>(&(*expr)->node);
      if (codes != nullptr && key.type.kind == TypeKind::Hs) {
        out.codes = read_codes(context_, source_, *codes);
        return out.codes.empty() ? std::nullopt : std::optional(out);
      }
      context_.error(code::kBadCell, at(item.span),
                     "`" + std::string(source_->slice(item.span)) + "` is not " + to_phrase(key.type));
      return std::nullopt;
    }
    const dsl::Data& data = *std::get<dsl::DataPtr>(item.what);
    if (reported_as_all_else(data, key)) return std::nullopt;
    if (const auto* codes = std::get_if<dsl::CodeSet>(&data.node); codes != nullptr && key.type.kind == TypeKind::Hs) {
      out.codes = read_codes(context_, source_, *codes);
      return out.codes.empty() ? std::nullopt : std::optional(out);
    }
    if (const auto* word = std::get_if<dsl::Word>(&data.node)) {
      if (Symbol* symbol = find_symbol(in_, word->text)) {
        if (auto* const* group = std::get_if<Named*>(&symbol->what);
            group != nullptr && (*group)->kind == Named::Kind::Group && fits((*group)->type, key.type)) {
          out.group = *group;
          return out;
        }
      }
    }
    out.value = read_data(context_, in_, source_, data, key.type);
    if (!out.value) return std::nullopt;
    if (item.to) {
      out.to = read_data(context_, in_, source_, *item.to, key.type);
      if (!out.to) return std::nullopt;
      if (!check_range(context_, at(item.span), *out.value, *out.to)) return std::nullopt;
    }
    if (const auto* hs = std::get_if<HsCode>(&*out.value)) {
      const auto range = out.to ? HsRange::between(*hs, std::get<HsCode>(*out.to)) : HsRange::of(*hs);
      if (!range) {
        context_.error(code::kBadCode, at(item.span), "the range ends before it begins");
        return std::nullopt;
      }
      out.codes.push_back(*range);
      out.value.reset();
      out.to.reset();
    }
    return out;
  }

  const Node* goods_of(const dsl::KeyCell::Item& item) {
    if (const auto* expr = std::get_if<dsl::ExprPtr>(&item.what)) return checker_.check_kind(**expr);
    const dsl::Data& data = *std::get<dsl::DataPtr>(item.what);
    if (const auto* word = std::get_if<dsl::Word>(&data.node)) return checker_.check_kind(path_expression({*word}));
    if (const auto* codes = std::get_if<dsl::CodeSet>(&data.node)) {
      dsl::Expr expr;
      expr.span = codes->span;
      expr.node = *codes;
      return checker_.check_kind(expr);
    }
    context_.error(code::kBadCell, at(item.span), "expected a set of goods");
    return nullptr;
  }

  // ── Rows from files ──

  void load_rows(const dsl::TableLoad& load) {
    const std::string folder = std::filesystem::path(source_->path()).parent_path().string();
    const std::string path = (std::filesystem::path(folder) / load.file.value).string();
    std::vector<std::string> wanted;
    for (const dsl::LoadColumn& column : load.columns) {
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
    out.cells.resize(table_.keys.size());
    out.results.resize(table_.columns.size(), nullptr);
    bool broken = false;
    std::size_t next = 0;
    for (const dsl::LoadColumn& column : load.columns) {
      const TableFile::Cell& from = row.cells[next++];
      const TableFile::Cell* to = column.to ? &row.cells[next++] : nullptr;
      const Written written{&whole, {from.offset, from.offset + from.length}};
      if (out.written.source == nullptr) out.written = written;
      dsl::Diagnostics before = std::exchange(context_.diagnostics, {});
      broken = !load_cell(column.field.text, from, to, written, out) || broken;
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
    if (!broken) table_.rows.push_back(std::move(out));
  }

  bool load_cell(const std::string& field, const TableFile::Cell& from, const TableFile::Cell* to,
                 const Written& written, TableText::Row& out) {
    if (field == "since" || field == "until") {
      if (from.text.empty()) return true;
      const auto date = Date::parse(from.text);
      if (!date) context_.error(code::kBadCell, written, "`" + from.text + "` is not a date");
      (field == "since" ? out.law.since : out.law.until) = date;
      return date.has_value();
    }
    if (field == "cites") {
      if (!from.text.empty()) out.law.cites.push_back(from.text);
      return true;
    }
    for (std::size_t i = 0; i < table_.keys.size(); ++i) {
      if (table_.keys[i].name == field) return load_key(table_.keys[i], from, to, written, out.cells[i]);
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
      Surroundings around = checker_.around();
      around.source = &source;
      ExpressionChecker in_cell(context_, around);
      node = type.kind == TypeKind::Condition ? in_cell.require_condition(*parsed.expression)
                                              : in_cell.require(*parsed.expression, type);
    }
    loaded_[key] = node;
    return node;
  }

  // ── The whole table ──

  void index_rows() {
    if (table_.hs_key < 0) return;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      const Cell& cell = table_.rows[r].cells[static_cast<std::size_t>(table_.hs_key)];
      std::vector<std::string> chapters;
      const bool codes_only =
          cell.kind == Cell::Kind::Items &&
          std::all_of(cell.items.begin(), cell.items.end(), [](const auto& i) { return !i.codes.empty(); });
      if (codes_only) {
        for (const auto& item : cell.items) {
          for (const HsRange& range : item.codes) {
            for (int c = std::stoi(range.from.substr(0, 2)); c <= std::stoi(range.to.substr(0, 2)); ++c)
              chapters.push_back((c < 10 ? "0" : "") + std::to_string(c));
          }
        }
      } else {
        chapters.push_back("");  // could be any code
      }
      std::sort(chapters.begin(), chapters.end());
      chapters.erase(std::unique(chapters.begin(), chapters.end()), chapters.end());
      for (const std::string& chapter : chapters) table_.by_chapter[chapter].push_back(r);
    }
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_;
  Named& named_;
  TableText& table_;
  ExpressionChecker checker_;
  std::map<std::string, const Node*> loaded_;
};

}  // namespace

void check_table(Context& context, InstanceState& in, const Source* source, const dsl::TableDecl& d, Named& named,
                 Text& text) {
  auto* table = std::get_if<TableText>(&text.body);
  if (table == nullptr) return;
  TableChecker(context, in, source, named, *table).check(d);
}

}  // namespace shibo::engine
