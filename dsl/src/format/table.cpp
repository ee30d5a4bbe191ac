// Tables: rows in columns.
#include <utility>

#include "nodes.hpp"

namespace shibo::dsl::layout {
namespace {

void write_item(Writer& w, const KeyCell::Item& item) {
  if (const auto* data = std::get_if<DataPtr>(&item.what)) write(w, **data);
  else write(w, *std::get<ExprPtr>(item.what));
  if (item.to) w.text(" to "), write(w, *item.to);
}

void write_cell(Writer& w, const KeyCell& cell) {
  if (cell.kind == KeyCell::Kind::Any) return w.text("any");
  if (cell.kind == KeyCell::Kind::Other) return w.text("other");
  if (cell.kind == KeyCell::Kind::Compare) w.text(std::string(sign_of(cell.op)) + " ");
  if (cell.bracketed) w.text("[");
  for (const KeyCell::Item& item : cell.items) {
    if (&item != &cell.items.front()) w.text(","), w.fill(item.span.begin);
    write_item(w, item);
  }
  if (cell.bracketed) w.text("]");
}

[[nodiscard]] std::vector<Ops> cells_of(Writer& w, const TableRow& row) {
  std::vector<Ops> cells;
  for (const KeyCell& cell : row.cells) {
    cells.push_back(w.capture([&] {
      write_cell(w, cell);
      if (&cell != &row.cells.back()) w.text(",");
    }));
  }
  for (std::size_t i = 0; i < row.results.size(); ++i) {
    cells.push_back(w.capture([&] {
      if (i == 0) w.text("-> ");
      else part_from_set(w, *row.results[i - 1], *row.results[i]);
      if (i > 0 && ends_in_kinds(*row.results[i - 1])) w.hard(row.results[i]->span.begin, true);
      write(w, *row.results[i]);
      if (i + 1 < row.results.size()) w.text(",");
    }));
  }
  Ops attributes = w.capture([&] { write_attributes(w, row.attributes); });
  // The columns bring their own blank.
  if (!attributes.empty() && attributes.front().kind == Op::Kind::Fill) attributes.erase(attributes.begin());
  if (!attributes.empty()) {
    attributes.insert(attributes.begin(), Op{Op::Kind::Begin, {}, 0});
    attributes.push_back(Op{Op::Kind::End, {}, 0});
  }
  cells.push_back(std::move(attributes));
  return cells;
}

void write_empty(Writer& w, std::uint32_t end) {
  const Ops comments = w.capture([&] {
    const Indent in(w, 2);
    w.comments(end, true);
  });
  w.text("{");
  w.append(comments);
  if (comments.size() > 2) w.hard(0, true);
  else w.text(" ");
  w.text("}");
}

void write_rows(Writer& w, const std::vector<TableRow>& rows, std::uint32_t at) {
  w.text("rows ");
  if (rows.empty()) return write_empty(w, at);
  w.body("{", "}", at, [&] {
    Columns columns;
    for (const TableRow& row : rows) {
      Columns::Line line;
      line.before = w.capture([&] { w.hard(row.span.begin, &row == &rows.front()); });
      line.cells = cells_of(w, row);
      line.keys = row.cells.size();
      columns.lines.push_back(std::move(line));
    }
    columns.write(w);
  });
}

void write_load(Writer& w, const TableLoad& load) {
  w.text("load ");
  w.quoted(load.file);
  if (load.table) w.text(" table "), w.quoted(*load.table);
  const bool own_lines = load.columns.empty() || w.begins_line(load.columns.front().span.begin);
  const Group group(w);
  w.text(" {");
  {
    const Indent in(w, 2);
    for (const LoadColumn& column : load.columns) {
      const bool first = &column == &load.columns.front();
      own_lines ? w.hard(column.span.begin, first) : w.line(column.span.begin, first ? "" : ",");
      w.text(column.field.text + " from ");
      w.quoted(column.from);
      if (column.to) w.text(" to "), w.quoted(*column.to);
    }
    w.comments(load.span.end - 1, false);
  }
  w.line(0);
  w.text("}");
}

void write_choose(Writer& w, const TableDecl& d) {
  static constexpr std::string_view kChoose[] = {"choose unique", "choose most specific", "choose first",
                                                 "choose collect", "choose all rows"};
  static constexpr std::string_view kCombine[] = {"", ", any of", ", all of", ", sum", ", min", ", max"};
  w.text(kChoose[static_cast<std::size_t>(d.choose)]);
  w.text(kCombine[static_cast<std::size_t>(d.combine)]);
}

void write_keys(Writer& w, const TableDecl& d) {
  w.text("match ");
  const Indent in(w, 4);
  for (const TableKey& key : d.keys) {
    if (&key != &d.keys.front()) w.text(","), w.fill(key.span.begin);
    w.text(key.name.text);
    if (key.type) w.text(": "), write(w, *key.type);
    if (key.value) w.text(" = "), write(w, *key.value);
  }
}

void write_columns(Writer& w, const TableDecl& d) {
  w.text("gives ");
  const Indent in(w, 4);
  for (const TableColumn& column : d.columns) {
    if (&column != &d.columns.front()) w.text(","), w.fill(column.span.begin);
    if (column.name) w.text(column.name->text + ": ");
    write(w, *column.type);
  }
}

void write_otherwise(Writer& w, const TableDecl& d) {
  w.text("otherwise ");
  const Indent in(w, 4);
  write_items(w, d.otherwise);
}

}  // namespace

void write(Writer& w, const TableDecl& d) {
  write_braced(w, "table", d.head, {}, d.span.end - 1, false, [&] {
    bool first = true;
    const auto begin = [&](std::uint32_t at) { w.hard(at, std::exchange(first, false)); };
    if (!d.keys.empty()) begin(w.part_of(d.span, "match")), write_keys(w, d);
    if (!d.columns.empty()) begin(w.part_of(d.span, "gives")), write_columns(w, d);
    if (d.choose_written) begin(w.part_of(d.span, "choose")), write_choose(w, d);
    for (const TableLoad& load : d.loads) begin(load.span.begin), write_load(w, load);
    if (d.rows_written) begin(w.part_of(d.span, "rows")), write_rows(w, d.rows, w.end_of_rows(d.span));
    if (!d.otherwise.empty()) begin(w.part_of(d.span, "otherwise")), write_otherwise(w, d);
  });
}

void write(Writer& w, const MoreRowsDecl& d) {
  const auto head = [&] { w.text("extend table "), write_path(w, d.table); };
  write_braced(w, head, d.attributes, d.span.end - 1, false, [&] {
    bool first = true;
    for (const TableLoad& load : d.loads) w.hard(load.span.begin, std::exchange(first, false)), write_load(w, load);
    if (!d.rows_written) return;
    w.hard(w.part_of(d.span, "rows"), first);
    write_rows(w, d.rows, w.end_of_rows(d.span));
  });
}

}  // namespace shibo::dsl::layout
