// Tables: keys, columns, how a row is chosen, and rows in place or from files.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax/world.hpp"

namespace shibo::dsl {

struct TableKey : Spanned {
  Word name;
  TypePtr type;   ///< null: the record's field of that name
  ExprPtr value;  ///< `= expression`; null: the field, or an argument of the call
};
struct TableColumn : Spanned {
  std::optional<Word> name;
  TypePtr type;
};

/// A cell of a key: what the key must be for the row to fit.
struct KeyCell : Spanned {
  enum class Kind { Any, Other, Compare, Items };
  struct Item : Spanned {
    std::variant<DataPtr, ExprPtr> what;  ///< a value (or name); or a kind, such as `milky of heading 0401`
    DataPtr to;                           ///< `A to B`
  };
  Kind kind = Kind::Items;
  bool bracketed = false;
  Comparison::Op op = Comparison::Op::Less;
  std::vector<Item> items;
};
struct TableRow : Spanned {
  std::vector<KeyCell> cells;
  std::vector<ExprPtr> results;
  Attributes attributes;
};
struct LoadColumn : Spanned {
  Word field;  ///< a key, a column, or since, until, cites
  Text from;
  std::optional<Text> to;
};
struct TableLoad : Spanned {
  Text file;
  std::optional<Text> table;  ///< of a SQLite file
  std::vector<LoadColumn> columns;
};
struct TableDecl : Spanned {
  enum class Choose { Unique, MostSpecific, First, Collect, AllRows };
  enum class Combine { None, AnyOf, AllOf, Sum, Min, Max };
  Head head;
  std::vector<TableKey> keys;
  std::vector<TableColumn> columns;
  Choose choose = Choose::Unique;
  bool choose_written = false;
  Combine combine = Combine::None;
  std::vector<TableLoad> loads;
  std::vector<TableRow> rows;
  std::vector<ExprPtr> otherwise;
  bool rows_written = false;
};

/// `extend table rcep.product_rule cites "…" { load … rows … }`: more rows of a table, mostly another package's.
struct MoreRowsDecl : Spanned {
  std::vector<Word> table;
  Attributes attributes;
  std::vector<TableLoad> loads;
  std::vector<TableRow> rows;
  bool rows_written = false;
};

}  // namespace shibo::dsl
