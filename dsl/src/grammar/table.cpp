// Tables: keys, columns, how a row is chosen, and rows in place or from files.
#include <utility>

#include "actions.hpp"
#include "attribute_parts.hpp"
#include "data.hpp"
#include "declaration.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "expression.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using TableKeyRule = x3::rule<struct TableKeyId, TableKey>;
using TableColumnRule = x3::rule<struct TableColumnId, TableColumn>;
using LoadRule = x3::rule<struct LoadId, TableLoad>;
using LoadColumnRule = x3::rule<struct LoadColumnId, LoadColumn>;
using TableRowRule = x3::rule<struct TableRowId, TableRow>;
using KeyCellRule = x3::rule<struct KeyCellId, KeyCell>;
using KeyItemRule = x3::rule<struct KeyItemId, KeyCell::Item>;
BOOST_SPIRIT_DECLARE(TableKeyRule, TableColumnRule, LoadRule, LoadColumnRule, TableRowRule, KeyCellRule,
                     KeyItemRule)
const TableKeyRule table_key = "a key's name";
const TableColumnRule table_column = "a column";
const LoadRule load = "`load`";
const LoadColumnRule load_column = "a column";
const TableRowRule table_row = "a row";
const KeyCellRule key_cell = "a key";
const KeyItemRule key_item = "a key";

namespace {

// ── Keys and columns ───────────────────────────────────────────────────────────────────────────

const auto table_key_def =
    node(name[into(&TableKey::name)] >> -(colon > type[into(&TableKey::type)]) >>
         -(equals > expression[into(&TableKey::value)]));

bool label_ahead(State&, Iterator token) { return begins_entry(token); }
const auto table_column_def = node(-(Ahead(label_ahead) >> label_colon[into(&TableColumn::name)]) >>
                                   type[into(&TableColumn::type)]);

using Choose = TableDecl::Choose;
using Combine = TableDecl::Combine;
const auto combine = words("any", "of")[set(&TableDecl::combine, Combine::AnyOf)] |
                     words("all", "of")[set(&TableDecl::combine, Combine::AllOf)] |
                     word("sum")[set(&TableDecl::combine, Combine::Sum)] |
                     word("min")[set(&TableDecl::combine, Combine::Min)] |
                     word("max")[set(&TableDecl::combine, Combine::Max)];
const auto choose = word("unique")[set(&TableDecl::choose, Choose::Unique)] |
                    words("most", "specific")[set(&TableDecl::choose, Choose::MostSpecific)] |
                    word("first")[set(&TableDecl::choose, Choose::First)] |
                    word("collect")[set(&TableDecl::choose, Choose::Collect)] |
                    (words("all", "rows")[set(&TableDecl::choose, Choose::AllRows)] >
                     -(comma > named("`any of`, `all of`, `sum`, `min` or `max`", combine)));

// ── Rows from files ────────────────────────────────────────────────────────────────────────────

bool begins_load_column(Iterator token) { return token->is(Kind::Name) && token[1].is_word("from"); }
const auto load_column_def =
    node(name[into(&LoadColumn::field)] > word("from") > text[into(&LoadColumn::from)] >
         -(word("to") > text[into(&LoadColumn::to)]));
const auto load_def =
    node(word("load") > text[into(&TableLoad::file)] > -(word("table") > text[into(&TableLoad::table)]) >
         in_braces(items("a column's name or `}`", begins_load_column,
                         load_column[append(&TableLoad::columns)] >> -comma)));

// ── Rows in place ──────────────────────────────────────────────────────────────────────────────

struct DataItem {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    DataPtr value;
    assign(value, std::move(x3::_attr(context)));
    x3::_val(context).what = std::move(value);
  }
};
struct KindItem {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    ExprPtr kind;
    assign(kind, std::move(x3::_attr(context)));
    // Codes alone are data; a kind is what needs the record to be known.
    if (const auto* codes = std::get_if<CodeSet>(&kind->node)) {
      Data data_codes;
      data_codes.span = kind->span;
      data_codes.node = *codes;
      DataPtr value;
      assign(value, std::move(data_codes));
      x3::_val(context).what = std::move(value);
      return;
    }
    x3::_val(context).what = std::move(kind);
  }
};

// A name with something after it that only a kind has, or codes, which `of` may narrow.
bool kind_ahead(State& state, Iterator token) {
  if (begins_code_set(token)) return true;
  if (!token->is(Kind::Name) || measure_currency(state, token) != 0) return false;
  const Token& next = token[1];
  return next.is_word("of") || next.is(Kind::Dot) || (next.is(Kind::LeftParen) && next.glued) ||
         (next.is_word("except") && token[2].is_word("from"));
}

const auto key_item_def =
    node((Ahead(kind_ahead) >> kind_item[KindItem{}]) |
         (data[DataItem{}] >> -(word("to") > data[into(&KeyCell::Item::to)])));

template <Comparison::Op kOp>
struct CellOp {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).kind = KeyCell::Kind::Compare;
    x3::_val(context).op = kOp;
  }
};
const auto cell_comparison = sign(Kind::Less)[CellOp<Comparison::Op::Less>{}] |
                             sign(Kind::LessEqual)[CellOp<Comparison::Op::LessEqual>{}] |
                             sign(Kind::Greater)[CellOp<Comparison::Op::Greater>{}] |
                             sign(Kind::GreaterEqual)[CellOp<Comparison::Op::GreaterEqual>{}];

const auto key_cell_def =
    node(word("any")[set(&KeyCell::kind, KeyCell::Kind::Any)] |
         word("other")[set(&KeyCell::kind, KeyCell::Kind::Other)] |
         (cell_comparison > named("a value", key_item)[append(&KeyCell::items)]) |
         in_brackets(x3::eps[mark(&KeyCell::bracketed)] > comma_list(key_item[append(&KeyCell::items)])) |
         key_item[append(&KeyCell::items)]);

constexpr Switches kKeys{.key_cells = true};
constexpr Switches kResults{.row_results = true};
bool row_ahead(State&, Iterator token) {
  return !token->is(Kind::RightBrace) && !token->is(Kind::Arrow) && !token->is(Kind::Comma);
}
// A row that breaks off after its arrow does not go on in the next.
bool result_ahead(State&, Iterator token) {
  if (!token->first) return true;
  for (Iterator next = token; !next->is(Kind::End) && (next == token || !next->first); ++next) {
    if (next->is(Kind::Arrow)) return false;
  }
  return true;
}
const auto row_result = named("a value", Ahead(result_ahead) >> switched(kResults, expression)[append(&TableRow::results)]);
const auto table_row_def =
    node(Ahead(row_ahead) >> OwnLine("a row") >> comma_list(switched(kKeys, key_cell)[append(&TableRow::cells)]) >
         arrow > comma_list(row_result) >
         attributes[into(&TableRow::attributes)]);

/// A second way to choose: told, and the last stands.
struct ChooseOnce {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    TableDecl& table = x3::_val(context);
    if (!std::exchange(table.choose_written, true)) return;
    state_of(context).report(codes::kWrittenTwice, x3::_attr(context).span, "`choose` is written twice",
                             "a table has one way to choose among its rows: take one out");
  }
};

bool begins_table_part(Iterator token) {
  return token->is_word("match") || token->is_word("gives") || token->is_word("choose") || token->is_word("load") ||
         token->is_word("rows") || token->is_word("otherwise");
}
bool begins_row(Iterator token) { return token->first && !begins_clause(token); }
template <typename Holder>
constexpr auto rows_in_place() {
  return word("rows")[mark(&Holder::rows_written)] >
         in_braces(items("a row or `}`", begins_row, table_row[append(&Holder::rows)]));
}
const auto table_part =
    (word("match") > comma_list(table_key[append(&TableDecl::keys)])) |
    (word("gives") > comma_list(table_column[append(&TableDecl::columns)])) |
    (word("choose")[ChooseOnce{}] > named("`unique`, `most specific`, `first`, `collect` or `all rows`", choose)) |
    load[append(&TableDecl::loads)] |
    rows_in_place<TableDecl>() |
    (word("otherwise") > comma_list(expression[append(&TableDecl::otherwise)]));

const auto table_def = node(
    word("table") > head[into(&TableDecl::head)] >
    in_braces(items("`match`, `gives`, `choose`, `load`, `rows`, `otherwise` or `}`", begins_table_part, table_part)));

// ── Rows of another package's table ────────────────────────────────────────────────────────────

const auto more_rows_def =
    node(words("extend", "table") > named("the name of a table", path)[into(&MoreRowsDecl::table)] >
         attributes[into(&MoreRowsDecl::attributes)] >
         in_braces(items("`load`, `rows` or `}`", begins_table_part,
                         load[append(&MoreRowsDecl::loads)] | rows_in_place<MoreRowsDecl>())));

}  // namespace

BOOST_SPIRIT_DEFINE(table_key, table_column, load_column, load, key_item, key_cell, table_row, table, more_rows)

BOOST_SPIRIT_INSTANTIATE(TableRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(MoreRowsRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
