#include "read/columns.hpp"

#include <algorithm>

#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/utf8.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

namespace {

bool starts_with(const std::vector<std::string>& path, const std::vector<std::string>& prefix) {
  return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
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

/// The ASCII character that this one is, or is the wide form of (U+FF01 to U+FF5E, U+3000); a space for a
/// blank without width or that does not break; 0 for any other.
char narrow(std::string_view character) {
  if (character.size() == 1) return character[0];
  if (character == "\xC2\xA0" || character == "\xE3\x80\x80" || character == "\xEF\xBB\xBF" ||
      character == "\xE2\x80\x8B")
    return ' ';
  if (character.size() != 3 || character[0] != '\xEF') return '\0';
  const unsigned low =
      (static_cast<unsigned char>(character[1]) & 0x3FU) << 6 | (static_cast<unsigned char>(character[2]) & 0x3FU);
  return low >= 0xF01 && low <= 0xF5E ? static_cast<char>(low - 0xF01 + '!') : '\0';
}

}  // namespace

bool in_joined_file(const Mapping& mapping, const std::vector<std::string>& path,
                    const std::vector<std::string>& prefix) {
  return std::any_of(mapping.lists.begin(), mapping.lists.end(), [&](const ListMapping& list) {
    return !list.file.empty() && list.path.size() > prefix.size() && starts_with(path, list.path);
  });
}

std::string dotted(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
  return text;
}

std::string normal_header(std::string_view written) {
  const std::string header = normal_form(written);
  std::string out;
  for (std::size_t i = 0; i < header.size();) {
    const std::size_t length = std::max<std::size_t>(1, dsl::utf8_length(std::string_view(header).substr(i)));
    const std::string_view character = std::string_view(header).substr(i, length);
    i += length;
    char c = narrow(character);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\0') out += character;
    else if (std::string_view(" \t\r\n_-.()").find(c) == std::string_view::npos) out += c;
  }
  return out;
}

bool is_nearer(const FieldMapping* one, const FieldMapping* other) {
  if (one == nullptr || other == nullptr) return one != nullptr && other == nullptr;
  return one->said_by != other->said_by && std::less<>()(one, other);  // the nearest stands first in its mapping
}

bool is_of_another(const std::string& name, const std::string& read, const FieldMapping& field, const Mapping& mapping,
                   NamesBeside beside) {
  const auto has = [&](const FieldMapping& other, const std::string& wanted) {
    const std::vector<std::string>& names = other.*beside;
    return std::find(names.begin(), names.end(), wanted) != names.end();
  };
  return std::any_of(mapping.fields.begin(), mapping.fields.end(), [&](const FieldMapping& other) {
    return other.path != field.path && has(other, name) && !has(other, read);
  });
}

int column_of_key(const TablePlan& plan, const std::vector<std::string>& headers, const std::string& name) {
  const std::string wanted = normal_header(name);
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (normal_header(headers[i]) == wanted) return static_cast<int>(i);
  }
  for (const ColumnPlan& column : plan.columns) {
    if (column.format == nullptr) continue;
    const auto& names = column.format->columns;
    if (std::any_of(names.begin(), names.end(), [&](const std::string& n) { return normal_header(n) == wanted; }))
      return static_cast<int>(column.column);
  }
  return -1;
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

namespace {

/// Fits headers to one record, a source of names after the other: the mapping, then the fields' own names.
class Planner {
 public:
  Planner(const RecordType& record, const std::vector<std::string>& headers, const std::vector<std::string>& prefix)
      : record_(record) {
    for (const std::string& name : prefix) prefix_ += name + ".";
    for (const std::string& header : headers) {
      normal_.push_back(normal_header(header));
      ColumnUse use;
      use.header = header;
      plan_.uses.push_back(std::move(use));
    }
  }

  void by_mapping(const Mapping& mapping, const std::vector<std::string>& prefix) {
    for (const FieldMapping& field : mapping.fields) {
      if (!starts_with(field.path, prefix) || in_joined_file(mapping, field.path, prefix)) continue;
      const std::vector<std::string> path(field.path.begin() + static_cast<std::ptrdiff_t>(prefix.size()),
                                          field.path.end());
      for (const std::string& name : field.columns) offer(normal_header(name), path, &field, &mapping);
    }
  }

  /// Columns that have a field's own name, facts of packages among them, need no mapping.
  void by_own_name(const RecordType& type, const std::vector<std::string>& path, const Mapping* settings) {
    for (const FieldType& field : type.fields) {
      std::vector<std::string> to = path;
      to.push_back(field.name);
      offer(normal_header(field.name), to, nullptr, settings);
    }
  }

  /// The list whose elements some column fills already, `lines`; null if there is none.
  [[nodiscard]] const FieldType* list_in_use() const {
    for (const FieldType& field : record_.fields) {
      const bool nested = field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record &&
                          field.type.element->record->parent == &record_;
      const auto fills = [&](const ColumnPlan& c) {
        return c.path.size() > 1 && &record_.fields[static_cast<std::size_t>(c.path[0])] == &field;
      };
      if (nested && std::any_of(plan_.columns.begin(), plan_.columns.end(), fills)) return &field;
    }
    return nullptr;
  }

  TablePlan take() {
    settle_passed_over();
    // Columns that give another its unit or currency are read, too.
    for (const ColumnPlan& column : plan_.columns) {
      for (const std::vector<int>* all : {&column.unit_columns, &column.currency_columns}) {
        for (const int other : *all) {
          std::string& field = plan_.uses[static_cast<std::size_t>(other)].field;
          if (field.empty()) field = "(of " + plan_.uses[column.column].field + ")";
        }
      }
    }
    for (const AbsentPlan& absent : plan_.absent) {
      std::string& field = plan_.uses[absent.columns.front()].field;
      if (field.empty()) field = "(of " + field_at(record_, absent.path)->name + ")";
    }
    std::erase_if(plan_.twins, [&](const UnreadTwin& twin) { return !plan_.uses[twin.column].field.empty(); });
    return std::move(plan_);
  }

 private:
  /// A field that a column could have filled, had it not filled another before.
  struct PassedOver {
    std::size_t column = 0;
    std::vector<int> path;
    std::string field;
    const FieldMapping* format = nullptr;  ///< that names the column for it; null: it has the field's own name
    const Mapping* mapping = nullptr;
  };

  void offer(const std::string& name, const std::vector<std::string>& path, const FieldMapping* format,
             const Mapping* mapping) {
    const std::vector<int> indices = indices_of(record_, path);
    if (indices.empty()) return;
    for (std::size_t column = 0; column < normal_.size(); ++column) {
      if (normal_[column] == name) fill(column, indices, path, format, mapping);
    }
  }

  void fill(std::size_t column, const std::vector<int>& indices, const std::vector<std::string>& path,
            const FieldMapping* format, const Mapping* mapping) {
    const FieldType* field = field_at(record_, indices);
    const auto same = [&](const auto& other) { return other.path == indices; };
    if (field->type.kind == TypeKind::Record) {
      if (format == nullptr || !format->blank_means) return;
      const auto known = std::find_if(plan_.absent.begin(), plan_.absent.end(), same);
      if (known == plan_.absent.end()) plan_.absent.push_back({{column}, indices});
      else known->columns.push_back(column);
      return;
    }
    const std::string text = dotted(path);
    if (!plan_.uses[column].field.empty()) {
      passed_over_.push_back({column, indices, text, format, mapping});
      return;
    }
    const auto filled = std::find_if(plan_.columns.begin(), plan_.columns.end(), same);
    const bool another_key = filled != plan_.columns.end() && field->key && normal_[column] != normal_[filled->column];
    if (filled != plan_.columns.end() && (another_key || is_nearer(filled->format, format))) {
      plan_.twins.push_back({column, filled->column, text});
      return;
    }
    add(column, indices, text, format, mapping);
    plan_.uses[column].field = text;
  }

  void add(std::size_t column, const std::vector<int>& indices, const std::string& path_text,
           const FieldMapping* format, const Mapping* mapping) {
    const FieldType* field = field_at(record_, indices);
    ColumnPlan out{column, indices, field, format, mapping, prefix_ + path_text};
    if (format != nullptr) {
      out.unit_columns = beside(*format, *mapping, &FieldMapping::unit_columns);
      out.currency_columns = beside(*format, *mapping, &FieldMapping::currency_columns);
    }
    plan_.columns.push_back(std::move(out));
  }

  /// Of the fields that a column was passed over for, those that no other column fills. One mapping that names the
  /// column for both means both; of two mappings the first decides.
  void settle_passed_over() {
    for (const PassedOver& one : passed_over_) {
      std::vector<std::string>& not_as = plan_.uses[one.column].not_as;
      const auto fills = [&](const ColumnPlan& column) { return column.path == one.path; };
      if (std::any_of(plan_.columns.begin(), plan_.columns.end(), fills) ||
          std::find(not_as.begin(), not_as.end(), one.field) != not_as.end())
        continue;
      const auto read = std::find_if(plan_.columns.begin(), plan_.columns.end(),
                                     [&](const ColumnPlan& column) { return column.column == one.column; });
      if (one.format == nullptr || read->format == nullptr || read->format->said_by != one.format->said_by) {
        not_as.push_back(one.field);
        continue;
      }
      add(one.column, one.path, one.field, one.format, one.mapping);
      plan_.uses[one.column].field += " and " + one.field;
    }
  }

  /// The columns with these names. Once one is found, none that the mapping gives another amount.
  [[nodiscard]] std::vector<int> beside(const FieldMapping& field, const Mapping& mapping, NamesBeside names) const {
    std::vector<int> found;
    std::string read;
    for (const std::string& name : field.*names) {
      if (!found.empty() && is_of_another(name, read, field, mapping, names)) continue;
      const std::string wanted = normal_header(name);
      for (std::size_t column = 0; column < normal_.size(); ++column) {
        if (normal_[column] != wanted || std::find(found.begin(), found.end(), column) != found.end()) continue;
        if (found.empty()) read = name;
        found.push_back(static_cast<int>(column));
      }
    }
    return found;
  }

  const RecordType& record_;
  std::string prefix_;  ///< of the names of its fields
  std::vector<std::string> normal_;
  std::vector<PassedOver> passed_over_;
  TablePlan plan_;
};

}  // namespace

TablePlan plan_columns(const RecordType& record, const std::vector<std::string>& headers, const Mapping* mapping,
                       const std::vector<std::string>& prefix) {
  Planner planner(record, headers, prefix);
  if (mapping != nullptr) planner.by_mapping(*mapping, prefix);
  planner.by_own_name(record, {}, mapping);
  if (const FieldType* list = planner.list_in_use())
    planner.by_own_name(*list->type.element->record, {list->name}, mapping);
  return planner.take();
}

std::vector<std::string> free_names(const TablePlan& plan, const RecordType& record, const Mapping* mapping,
                                    const std::vector<std::string>& prefix) {
  const auto is_free = [&](const std::vector<int>& path) {
    return !path.empty() && std::none_of(plan.columns.begin(), plan.columns.end(),
                                         [&](const ColumnPlan& column) { return column.path == path; });
  };
  std::vector<std::string> names;
  for (const FieldMapping& field : or_none(mapping).fields) {
    if (!starts_with(field.path, prefix) || in_joined_file(*mapping, field.path, prefix)) continue;
    const std::vector<std::string> path(field.path.begin() + static_cast<std::ptrdiff_t>(prefix.size()),
                                        field.path.end());
    if (is_free(indices_of(record, path))) names.insert(names.end(), field.columns.begin(), field.columns.end());
  }
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (is_free({static_cast<int>(i)})) names.push_back(record.fields[i].name);
  }
  return names;
}

std::optional<std::string> nearest_name(const std::string& header, const std::vector<std::string>& names) {
  std::vector<std::string> normal;
  for (const std::string& name : names) normal.push_back(normal_header(name));
  const std::optional<std::string> near = dsl::nearest(normal_header(header), normal);
  if (!near) return std::nullopt;
  return names[static_cast<std::size_t>(std::find(normal.begin(), normal.end(), *near) - normal.begin())];
}

std::size_t columns_read(const TablePlan& plan) {
  return static_cast<std::size_t>(
      std::count_if(plan.uses.begin(), plan.uses.end(), [](const ColumnUse& use) { return !use.field.empty(); }));
}

}  // namespace shibo::engine
