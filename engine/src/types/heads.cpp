// What other bodies need to know before they can be checked: keys and columns of tables, defaults of
// parameters.
#include <map>

#include "names/names.hpp"
#include "program/types.hpp"
#include "types/body.hpp"

namespace shibo::engine {

namespace {

/// A row has one cell for each key, and a column is asked by its name.
void report_repeated_parts(Context& context, const dsl::Source* source, const dsl::TableDecl& table) {
  std::map<std::string, dsl::Span> seen;
  const auto add = [&](const dsl::Word& name, const std::string& what) {
    const auto [first, fresh] = seen.emplace(name.text, name.span);
    if (fresh) return;
    auto& d = context.error(code::kDeclaredTwice, {source, name.span}, what + " `" + name.text + "` is declared twice");
    d.labels.push_back({source, first->second, "first declared here"});
  };
  for (const dsl::TableKey& key : table.keys) add(key.name, "key");
  seen.clear();
  for (const dsl::TableColumn& column : table.columns) {
    if (column.name) add(*column.name, "column");
  }
}

void check_table_heads(Context& context, InstanceState& in) {
  for (const dsl::SyntaxTree* tree : in.syntax->files) {
    for (const dsl::Declaration& declaration : tree->declarations) {
      const auto* table = std::get_if<dsl::TableDecl>(&declaration);
      if (table == nullptr) continue;
      auto [named, text] = declared_by(in, tree->source, table->head);
      if (named == nullptr) continue;
      TableText body;
      report_repeated_parts(context, tree->source, *table);
      for (const dsl::TableKey& key : table->keys) {
        TableText::Key out;
        out.name = key.name.text;
        if (key.type) out.type = resolve_type(context, in, tree->source, *key.type);
        else if (named->record != nullptr && named->record->find(out.name) >= 0)
          out.type = named->record->fields[named->record->find(out.name)].type;
        body.keys.push_back(out);
        if (named->params.size() < table->keys.size())
          named->params.push_back({out.name, out.type, false, true, nullptr});
      }
      for (const dsl::TableColumn& column : table->columns)
        body.columns.push_back(
            {column.name ? column.name->text : "", resolve_type(context, in, tree->source, *column.type)});
      if (!body.columns.empty()) {
        const bool list = table->choose == dsl::TableDecl::Choose::Collect;
        named->type = list ? list_of(body.columns.front().type) : body.columns.front().type;
      }
      text->body = std::move(body);
    }
  }
}

/// Defaults of parameters are written where the definition is, and are asked of the same record.
void check_defaults(Context& context, InstanceState& in) {
  for (const dsl::SyntaxTree* tree : in.syntax->files) {
    for (const dsl::Declaration& declaration : tree->declarations) {
      const auto* d = std::get_if<dsl::DefineDecl>(&declaration);
      if (d == nullptr || d->head.params.empty()) continue;
      auto [named, text] = declared_by(in, tree->source, d->head);
      if (named == nullptr) continue;
      Surroundings around = surroundings(in, tree->source, named);
      around.params = nullptr;
      ExpressionChecker checker(context, around);
      for (std::size_t i = 0; i < d->head.params.size() && i < named->params.size(); ++i) {
        if (d->head.params[i].default_value)
          named->params[i].default_value = checker.require(*d->head.params[i].default_value, named->params[i].type);
      }
    }
  }
}

}  // namespace

void check_heads(Context& context, InstanceState& in) {
  check_table_heads(context, in);
  check_defaults(context, in);
}

}  // namespace shibo::engine
