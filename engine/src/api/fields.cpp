#include "shibo/fields.hpp"

#include <algorithm>

#include "api/state.hpp"
#include "program/facts_used.hpp"
#include "program/types.hpp"
#include "read/columns.hpp"

namespace shibo {

namespace {

const engine::ChoiceType* choice_held(const engine::Type& type) {
  if (type.kind == engine::TypeKind::List && type.element) return choice_held(*type.element);
  return type.kind == engine::TypeKind::Choice ? type.choice : nullptr;
}

class Listing {
 public:
  explicit Listing(const Rules::State& rules) : rules_(rules), used_(rules.program()) {}

  std::vector<RecordInfo> all() {
    for (const engine::RecordType* root : rules_.schema.roots) {
      // A record that stands only within others (a Party) begins no file.
      if (!is_held(*root) || has_mapping(*root)) add(*root, *root, "", false);
    }
    return std::move(out_);
  }

 private:
  void add(const engine::RecordType& root, const engine::RecordType& record, const std::string& path, bool in_parts) {
    RecordInfo info{record.name, record.doc, path, "", {}, {}};
    if (const engine::ListMapping* list = join_of(root, path)) {
      info.file = list->file;
      for (const auto& [theirs, ours] : list->by) info.joined_by.push_back(theirs);
    }
    const std::size_t at = out_.size();
    out_.push_back(std::move(info));
    for (const engine::FieldType& field : record.fields) {
      const std::string inner_path = path.empty() ? field.name : path + "." + field.name;
      const engine::RecordType* inner = engine::record_held(field.type);
      if (inner == nullptr) {
        out_[at].fields.push_back(field_info(root, field, inner_path));
      } else if (!(field.parts && in_parts) && std::count(inner_path.begin(), inner_path.end(), '.') < kDeepest) {
        add(root, *inner, inner_path, in_parts || field.parts);
      }
    }
  }

  [[nodiscard]] FieldInfo field_info(const engine::RecordType& root, const engine::FieldType& field,
                                     const std::string& path) const {
    FieldInfo info{path, to_text(field.type), field.doc, field.required, field.key, {}, {}, {}};
    for (const engine::Mapping* mapping : rules_.schema.mappings) {
      if (mapping->record != &root) continue;
      for (const engine::FieldMapping& one : mapping->fields) {
        if (engine::dotted(one.path) != path) continue;
        for (const std::string& header : one.columns) {
          if (std::find(info.headers.begin(), info.headers.end(), header) == info.headers.end())
            info.headers.push_back(header);
        }
      }
    }
    const std::set<std::string>& used = used_.of(root, path);
    info.used_by.assign(used.begin(), used.end());
    if (const engine::ChoiceType* choice = choice_held(field.type)) {
      for (const engine::ChoiceType::Value& value : choice->values) info.values.push_back(value.name);
    }
    return info;
  }

  [[nodiscard]] const engine::ListMapping* join_of(const engine::RecordType& root, const std::string& path) const {
    for (const engine::Mapping* mapping : rules_.schema.mappings) {
      if (mapping->record != &root) continue;
      for (const engine::ListMapping& list : mapping->lists) {
        if (!list.file.empty() && engine::dotted(list.path) == path) return &list;
      }
    }
    return nullptr;
  }

  [[nodiscard]] bool is_held(const engine::RecordType& record) const {
    const auto& all = rules_.program().records;
    return std::any_of(all.begin(), all.end(), [&](const engine::RecordType& other) {
      return std::any_of(other.fields.begin(), other.fields.end(),
                         [&](const engine::FieldType& field) { return engine::record_held(field.type) == &record; });
    });
  }
  [[nodiscard]] bool has_mapping(const engine::RecordType& record) const {
    return std::any_of(rules_.schema.mappings.begin(), rules_.schema.mappings.end(),
                       [&](const engine::Mapping* mapping) { return mapping->record == &record; });
  }

  static constexpr int kDeepest = 8;
  const Rules::State& rules_;
  engine::FactsUsed used_;
  std::vector<RecordInfo> out_;
};

}  // namespace

std::vector<RecordInfo> records(const Rules& rules) { return Listing(rules.state()).all(); }

}  // namespace shibo
