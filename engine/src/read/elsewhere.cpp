#include "read/elsewhere.hpp"

#include "read/table_reader.hpp"
#include "record/excerpt.hpp"

namespace shibo::engine {

namespace {

/// The field that a column with this header alone is; empty if it is none.
std::string field_of(const std::string& header, const RecordType& record, const Mapping* mapping,
                     const std::vector<std::string>& prefix) {
  const TablePlan plan = plan_columns(record, {header}, mapping, prefix);
  return plan.uses.front().field;
}

/// The record that the path leads to, or of whose kind its elements are; null where there is none.
const RecordType* record_at(const RecordType& root, const std::vector<std::string>& path, std::size_t depth) {
  const RecordType* on = &root;
  for (std::size_t i = 0; i < depth && on != nullptr; ++i) {
    const int index = on->find(path[i]);
    if (index < 0) return nullptr;
    const Type& type = on->fields[static_cast<std::size_t>(index)].type;
    on = (type.kind == TypeKind::List ? *type.element : type).record;
  }
  return on;
}

}  // namespace

std::string read_elsewhere(const std::string& header, const TableTarget& target) {
  if (target.prefix.empty() || target.mapping == nullptr || target.mapping->record == nullptr) return {};
  const RecordType& root = *target.mapping->record;
  const auto said = [&](const std::string& field, const std::string& file) {
    return excerpt(header) + " is read as `" + field + "` in " + file + ", and not here";
  };
  if (const std::string field = field_of(header, root, target.mapping, {}); !field.empty())
    return said(field, "the main file");
  // Fields of lines that no mapping names.
  for (std::size_t depth = 1; depth < target.prefix.size(); ++depth) {
    const RecordType* on = record_at(root, target.prefix, depth);
    const std::string field = on != nullptr ? field_of(header, *on, nullptr, {}) : "";
    if (!field.empty())
      return said(
          dotted({target.prefix.begin(), target.prefix.begin() + static_cast<std::ptrdiff_t>(depth)}) + "." + field,
          "the main file");
  }
  for (const ListMapping& list : target.mapping->lists) {
    if (list.file.empty() || list.path == target.prefix) continue;
    const RecordType* element = record_at(root, list.path, list.path.size());
    const std::string field = element != nullptr ? field_of(header, *element, target.mapping, list.path) : "";
    if (!field.empty()) return said(dotted(list.path) + "." + field, excerpt(list.file));
  }
  return {};
}

}  // namespace shibo::engine
