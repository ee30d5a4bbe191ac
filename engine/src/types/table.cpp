// Tables: keys, cells and rows in place. Rows from files are read in table_load.cpp.
#include <algorithm>
#include <array>
#include <utility>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"
#include "read/stream.hpp"
#include "shibo/dsl/parse.hpp"
#include "types/body.hpp"
#include "types/table_load.hpp"

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
    // What is given where no row fits stands for all keys until other packages add rows.
    if (d.rows.empty() && d.loads.empty() && d.otherwise.empty())
      report_empty(context_, at(d.span), d.head.name, "table `" + named_.name + "` has no row");
    take_rows(d.rows, d.loads);
    for (std::size_t i = 0; i < d.otherwise.size() && i < table_.columns.size(); ++i) {
      table_.otherwise.push_back(result(*d.otherwise[i], table_.columns[i].type));
    }
    if (!d.otherwise.empty() && d.otherwise.size() != table_.columns.size())
      context_.error(code::kRowWidth, at(d.otherwise.front()->span),
                     "`otherwise` gives " + counted(d.otherwise.size(), "value") + " for " +
                         counted(table_.columns.size(), "column"));
  }

  void add(const dsl::MoreRowsDecl& d) { take_rows(d.rows, d.loads); }

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

  void take_rows(const std::vector<dsl::TableRow>& rows, const std::vector<dsl::TableLoad>& loads) {
    for (const dsl::TableRow& row : rows) add_row(row);
    load_rows(context_, source_, table_, checker_.around(), loads);
  }

  void add_row(const dsl::TableRow& row) {
    if (row.cells.size() != table_.keys.size() || row.results.size() != table_.columns.size()) return report_width(row);
    TableText::Row out;
    out.law = read_law(context_, source_, row.attributes);
    out.written = at({row.span.begin, row.results.back()->span.end});  // its citation is told apart
    std::vector<Cell> cells;
    bool broken = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      auto cell = check_cell(row.cells[i], table_.keys[i]);
      broken = broken || !cell;
      if (cell) cells.push_back(std::move(*cell));
    }
    for (std::size_t i = 0; i < row.results.size(); ++i) {
      out.results.push_back(result(*row.results[i], table_.columns[i].type));
      broken = broken || out.results.back() == nullptr;
    }
    if (!broken) table_.add(std::move(out), std::move(cells));
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
          context_.note_use(at(word->span), *group, &named_);
          return out;
        }
      }
    }
    out.value = read_data(context_, in_, source_, data, key.type, {.within = &named_});
    if (!out.value) return std::nullopt;
    if (item.to) {
      out.to = read_data(context_, in_, source_, *item.to, key.type, {.within = &named_});
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

  Context& context_;
  InstanceState& in_;
  const Source* source_;
  Named& named_;
  TableText& table_;
  ExpressionChecker checker_;
};

}  // namespace

void check_table(Context& context, InstanceState& in, const Source* source, const dsl::TableDecl& d, Named& named,
                 Text& text) {
  auto* table = std::get_if<TableText>(&text.body);
  if (table == nullptr) return;
  TableChecker(context, in, source, named, *table).check(d);
}

void check_more_rows(Context& context, InstanceState& in, const Source* source, const dsl::MoreRowsDecl& d,
                     Named& named, TableText& table) {
  TableChecker(context, in, source, named, table).add(d);
}

}  // namespace shibo::engine
