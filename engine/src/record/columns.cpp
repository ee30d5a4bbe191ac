#include "record/columns.hpp"

#include <algorithm>

namespace shibo::engine {

namespace {

bool starts_with(const std::vector<std::string>& path, const std::vector<std::string>& prefix) {
  return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

/// Is the field filled from a file of its own, and not from this one?
bool in_joined_file(const Mapping& mapping, const std::vector<std::string>& path, const std::vector<std::string>& prefix) {
  return std::any_of(mapping.lists.begin(), mapping.lists.end(), [&](const ListMapping& list) {
    return !list.file.empty() && list.path.size() > prefix.size() && starts_with(path, list.path);
  });
}

const FieldType* field_at(const RecordType& record, const std::vector<int>& path) {
  const RecordType* on = &record;
  const FieldType* field = nullptr;
  for (int index : path) {
    field = &on->fields[static_cast<std::size_t>(index)];
    const Type& inner = field->type.kind == TypeKind::List ? *field->type.element : field->type;
    on = inner.record;
  }
  return field;
}

int column_named(const std::vector<std::string>& normal, const std::string& name) {
  if (name.empty()) return -1;
  const auto found = std::find(normal.begin(), normal.end(), normal_header(name));
  return found == normal.end() ? -1 : static_cast<int>(found - normal.begin());
}

}  // namespace

std::string normal_header(std::string_view header) {
  std::string out;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const char c = header[i];
    if (header.substr(i).starts_with("（") || header.substr(i).starts_with("）")) {
      i += 2;
      continue;
    }
    if (c == ' ' || c == '\t' || c == '_' || c == '-' || c == '.' || c == '(' || c == ')') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::vector<int> indices_of(const RecordType& record, const std::vector<std::string>& path) {
  std::vector<int> out;
  const RecordType* on = &record;
  for (const std::string& name : path) {
    const int index = on != nullptr ? on->find(name) : -1;
    if (index < 0) return {};
    out.push_back(index);
    const Type& type = on->fields[static_cast<std::size_t>(index)].type;
    on = (type.kind == TypeKind::List ? *type.element : type).record;
  }
  return out;
}

TablePlan plan_columns(const RecordType& record, const std::vector<std::string>& headers,
                       const std::vector<const Mapping*>& mappings, const std::vector<std::string>& prefix) {
  TablePlan plan;
  std::vector<std::string> normal;
  for (const std::string& header : headers) {
    normal.push_back(normal_header(header));
    ColumnUse use;
    use.header = header;
    plan.uses.push_back(std::move(use));
  }
  const auto take = [&](std::size_t column, const std::vector<std::string>& path, const FieldMapping* format, const Mapping* mapping) {
    const std::vector<int> indices = indices_of(record, path);
    if (indices.empty() || !plan.uses[column].field.empty()) return false;
    const bool filled = std::any_of(plan.columns.begin(), plan.columns.end(), [&](const ColumnPlan& c) { return c.path == indices; });
    if (filled) return false;
    ColumnPlan out{column, indices, field_at(record, indices), format, mapping, -1, -1};
    if (format != nullptr) {
      out.unit_column = column_named(normal, format->unit_column);
      out.currency_column = column_named(normal, format->currency_column);
    }
    plan.columns.push_back(std::move(out));
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
    plan.uses[column].field = text;
    return true;
  };
  for (const Mapping* mapping : mappings) {
    for (const FieldMapping& field : mapping->fields) {
      if (!starts_with(field.path, prefix) || in_joined_file(*mapping, field.path, prefix)) continue;
      const std::vector<std::string> path(field.path.begin() + static_cast<std::ptrdiff_t>(prefix.size()), field.path.end());
      for (const std::string& name : field.columns) {
        const int column = column_named(normal, name);
        if (column >= 0 && take(static_cast<std::size_t>(column), path, &field, mapping)) break;
      }
    }
  }
  // A column that has a field's own name, facts of packages among them, needs no mapping.
  const Mapping* settings = mappings.empty() ? nullptr : mappings.front();
  for (std::size_t i = 0; i < headers.size(); ++i) {
    for (const FieldType& field : record.fields) {
      if (normal[i] == normal_header(field.name)) take(i, {field.name}, nullptr, settings);
    }
  }
  const auto lines = std::find_if(record.fields.begin(), record.fields.end(), [&](const FieldType& f) {
    return f.type.kind == TypeKind::List && f.type.element->kind == TypeKind::Record && f.type.element->record->parent == &record &&
           std::any_of(plan.columns.begin(), plan.columns.end(), [&](const ColumnPlan& c) { return c.path.size() > 1 && &record.fields[static_cast<std::size_t>(c.path[0])] == &f; });
  });
  if (lines != record.fields.end()) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
      for (const FieldType& field : lines->type.element->record->fields) {
        if (normal[i] == normal_header(field.name)) take(i, {lines->name, field.name}, nullptr, settings);
      }
    }
  }
  // Columns that give another its unit or currency are read, too.
  for (const ColumnPlan& column : plan.columns) {
    for (int other : {column.unit_column, column.currency_column}) {
      if (other >= 0 && plan.uses[static_cast<std::size_t>(other)].field.empty())
        plan.uses[static_cast<std::size_t>(other)].field = "(of " + plan.uses[column.column].field + ")";
    }
  }
  return plan;
}

}  // namespace shibo::engine
