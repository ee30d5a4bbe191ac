#include "read/mapping_choice.hpp"

#include <algorithm>
#include <iterator>

#include "read/columns.hpp"

namespace shibo::engine {

namespace {

using Mappings = std::vector<const Mapping*>;
using Names = std::vector<std::string>;

/// Those that no other of them stands on.
Mappings uppermost(const Mappings& all) {
  const auto is_under = [](const Mapping* one, const Mapping* other) {
    return std::find(other->over.begin(), other->over.end(), one->name) != other->over.end();
  };
  Mappings out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), [&](const Mapping* one) {
    return std::none_of(all.begin(), all.end(), [&](const Mapping* other) { return is_under(one, other); });
  });
  return out;
}

bool is_one_of_its_package(const Mapping& mapping, const Mappings& all) {
  const auto package = [](const Mapping& one) { return one.name.substr(0, one.name.rfind('.')); };
  return std::any_of(all.begin(), all.end(), [&](const Mapping* other) {
    return other->name != mapping.name && package(*other) == package(mapping);
  });
}

/// Whether a file is asked if the mapping is for it: it stands on the others, and is not the only one of those, or of
/// its package.
bool is_asked(const Mapping* one, const Mappings& candidates, const Mappings& all) {
  const bool candidate = std::find(candidates.begin(), candidates.end(), one) != candidates.end();
  return candidate && (candidates.size() > 1 || is_one_of_its_package(*one, all));
}

class Choosing {
 public:
  explicit Choosing(const FileNames& file) : file_(file) {}

  [[nodiscard]] MappingChoice among(Mappings all) const {
    for (;;) {
      const Mappings candidates = uppermost(all);
      Mappings left = all;
      std::erase_if(left, [&](const Mapping* one) { return is_asked(one, candidates, all) && !is_for_file(*one); });
      if (left.size() == all.size() || left.empty()) return best_of(candidates);
      all = std::move(left);
    }
  }

 private:
  [[nodiscard]] MappingChoice best_of(const Mappings& candidates) const {
    MappingChoice best{nullptr, candidates.empty() ? file_.read(nullptr) : 0, {}};
    for (const Mapping* mapping : candidates) {
      const std::size_t read = file_.read(mapping);
      if (best.mapping == nullptr || read > best.read) best = {mapping, read, {}};
      else if (read == best.read && best.error.empty() && reading(*mapping) != reading(*best.mapping))
        best.error = alike(std::min(best.mapping->name, mapping->name), std::max(best.mapping->name, mapping->name));
    }
    return best;
  }

  static std::string alike(const std::string& one, const std::string& other) {
    return "the mappings `" + one + "` and `" + other +
           "` fit it alike, and read it differently: give one of them alone, or let one extend the other";
  }

  /// Whether the file has a column that the mapping itself names; one that names none is for all files.
  [[nodiscard]] bool is_for_file(const Mapping& mapping) const {
    bool names_some = false;
    bool has_some = false;
    const auto look = [&](const Names& columns, const std::string& said_by) {
      if (said_by != mapping.name) return;
      names_some = true;
      has_some = has_some || !those_there(columns).empty();
    };
    for (const FieldMapping& field : mapping.fields) {
      if (!in_joined_file(mapping, field.path, {})) look(field.columns, field.said_by);
    }
    for (const KeyMapping& key : mapping.keys) look(key.columns, key.said_by);
    for (const ListMapping& list : mapping.lists) {
      Names ours;
      for (const auto& join : list.by) ours.push_back(join.second);
      if (!ours.empty()) look(ours, list.said_by);
    }
    return has_some || !names_some;
  }

  [[nodiscard]] Names those_there(const Names& columns) const {
    Names out;
    for (const std::string& column : columns) {
      if (file_.names.contains(normal_header(column))) out.push_back(column);
    }
    return out;
  }

  /// What a mapping makes of the file, whoever says it: two that have the same read it alike.
  struct Reading {
    std::vector<FieldMapping> fields;
    std::vector<ListMapping> lists;
    std::vector<KeyMapping> keys;
    std::set<std::string> missing;
    char separator = 0, decimal = 0, thousands = 0;

    friend bool operator==(const Reading&, const Reading&) = default;
  };

  [[nodiscard]] Reading reading(const Mapping& mapping) const {
    Reading out{{},
                mapping.lists,
                mapping.keys,
                {mapping.missing.begin(), mapping.missing.end()},
                mapping.separator,
                mapping.decimal,
                mapping.thousands};
    for (FieldMapping field : mapping.fields) {
      if (!in_joined_file(mapping, field.path, {})) field.columns = those_there(field.columns);
      if (field.columns.empty()) continue;
      field.unit_columns = those_there(field.unit_columns);
      field.currency_columns = those_there(field.currency_columns);
      field.said_by.clear();
      out.fields.push_back(std::move(field));
    }
    std::stable_sort(out.fields.begin(), out.fields.end(),
                     [](const FieldMapping& a, const FieldMapping& b) { return a.path < b.path; });
    std::erase_if(out.keys,
                  [&](const KeyMapping& key) { return those_there(key.columns).size() < key.columns.size(); });
    for (ListMapping& list : out.lists) list.said_by.clear();
    for (KeyMapping& key : out.keys) key.said_by.clear();
    return out;
  }

  const FileNames& file_;
};

Mappings mappings_of(const RecordType& record, const StreamSchema& schema) {
  Mappings all;
  std::copy_if(schema.mappings.begin(), schema.mappings.end(), std::back_inserter(all),
               [&](const Mapping* mapping) { return mapping->record == &record; });
  return all;
}

}  // namespace

MappingChoice choose_mapping(const RecordType& record, const StreamSchema& schema, const FileNames& file) {
  return Choosing(file).among(mappings_of(record, schema));
}

bool file_decides(const RecordType& record, const StreamSchema& schema) {
  const Mappings all = mappings_of(record, schema);
  const Mappings candidates = uppermost(all);
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Mapping* one) { return is_asked(one, candidates, all); });
}

}  // namespace shibo::engine
