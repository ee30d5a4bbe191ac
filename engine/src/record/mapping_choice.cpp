#include "record/mapping_choice.hpp"

#include <algorithm>
#include <tuple>

#include "record/columns.hpp"

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

class Choosing {
 public:
  explicit Choosing(const FileNames& file) : file_(file) {}

  [[nodiscard]] MappingChoice among(Mappings all) const {
    for (;;) {
      const Mappings candidates = uppermost(all);
      Mappings left = all;
      std::erase_if(left, [&](const Mapping* one) {
        const bool candidate = std::find(candidates.begin(), candidates.end(), one) != candidates.end();
        return candidate && (candidates.size() > 1 || is_one_of_its_package(*one, all)) && !is_for_file(*one);
      });
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

  static bool is_one_of_its_package(const Mapping& mapping, const Mappings& all) {
    const auto package = [](const Mapping& one) { return one.name.substr(0, one.name.rfind('.')); };
    return std::any_of(all.begin(), all.end(), [&](const Mapping* other) {
      return other->name != mapping.name && package(*other) == package(mapping);
    });
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
      if (!is_in_file_beside(mapping, field)) look(field.columns, field.said_by);
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

  /// What a mapping makes of the file: two that have the same read it alike.
  using Field = std::tuple<Names, Names, std::string, std::string, Names, std::string, Names, std::string,
                           std::vector<std::pair<std::string, std::string>>,
                           std::vector<std::pair<std::string, std::string>>, std::optional<std::string>>;
  using List = std::tuple<Names, std::string, std::vector<std::pair<std::string, std::string>>,
                          std::optional<std::pair<std::string, std::string>>, bool>;
  using Reading = std::tuple<std::vector<Field>, std::vector<List>, std::vector<std::pair<Names, Names>>,
                             std::set<std::string>, char, char, char>;

  [[nodiscard]] Reading reading(const Mapping& mapping) const {
    Reading out;
    auto& [fields, lists, keys, missing, separator, decimal, thousands] = out;
    for (const FieldMapping& field : mapping.fields) {
      const Names columns = is_in_file_beside(mapping, field) ? field.columns : those_there(field.columns);
      if (!columns.empty())
        fields.emplace_back(field.path, columns, field.date_pattern, field.unit, those_there(field.unit_columns),
                            field.currency, those_there(field.currency_columns), field.separator, field.translations,
                            field.measure_words, field.blank_means);
    }
    std::stable_sort(fields.begin(), fields.end(),
                     [](const Field& a, const Field& b) { return std::get<0>(a) < std::get<0>(b); });
    for (const ListMapping& list : mapping.lists)
      lists.emplace_back(list.path, list.file, list.by, list.under, list.complete);
    for (const KeyMapping& key : mapping.keys) {
      if (those_there(key.columns).size() == key.columns.size()) keys.emplace_back(key.path, key.columns);
    }
    missing.insert(mapping.missing.begin(), mapping.missing.end());
    separator = mapping.separator;
    decimal = mapping.decimal;
    thousands = mapping.thousands;
    return out;
  }

  [[nodiscard]] static bool is_in_file_beside(const Mapping& mapping, const FieldMapping& field) {
    return std::any_of(mapping.lists.begin(), mapping.lists.end(), [&](const ListMapping& list) {
      return !list.file.empty() && field.path.size() > list.path.size() &&
             std::equal(list.path.begin(), list.path.end(), field.path.begin());
    });
  }

  const FileNames& file_;
};

}  // namespace

MappingChoice choose_mapping(const RecordType& record, const StreamSchema& schema, const StreamOptions& options,
                             const FileNames& file) {
  Mappings all;
  for (const Mapping* mapping : schema.mappings) {
    if (mapping->record == &record && (options.mapping.empty() || mapping->name == options.mapping))
      all.push_back(mapping);
  }
  return Choosing(file).among(std::move(all));
}

}  // namespace shibo::engine
