#include "shibo/record.hpp"

#include "api/state.hpp"
#include "record/identity.hpp"
#include "trace/value.hpp"

namespace shibo {

Record::Record(std::shared_ptr<const State> state) : state_(std::move(state)) {}
const std::string& Record::id() const { return state_->record->id; }
bool Record::has_key() const { return engine::has_key(*state_->record); }
const std::string& Record::type() const { return state_->record->type->name; }

bool Record::is(const Record& other) const { return state_->record == other.state_->record; }

const Place& Record::place() const { return state_->place; }

namespace {

/// The given fields of one kind, in their order.
std::vector<std::string> given(const engine::Record& record, engine::TypeKind kind, bool fixed) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const engine::FieldType& field = record.type->fields[i];
    if (field.type.kind != kind || (fixed && !field.fixed) || record.fields[i].state != engine::FieldState::Given)
      continue;
    out.push_back(engine::to_text(engine::Value::of(record.fields[i].value), field.type));
  }
  return out;
}

}  // namespace

std::string Record::sketch() const {
  const engine::Record& record = *state_->record;
  const std::vector<std::string> codes = given(record, engine::TypeKind::Hs, false);
  std::vector<std::string> countries = given(record, engine::TypeKind::Country, true);
  if (countries.empty() && record.parent != nullptr) countries = given(*record.parent, engine::TypeKind::Country, true);
  std::string out = codes.empty() ? "" : codes.front();
  if (countries.size() >= 2) out += (out.empty() ? "" : "  ") + countries[0] + " → " + countries[1];
  return out;
}

std::optional<std::string> Record::text(std::string_view path) const {
  const engine::Record* on = state_->record;
  while (on != nullptr) {
    const std::size_t dot = path.find('.');
    const std::string name(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    if (on->parent != nullptr && name == on->type->parent_label) {
      on = on->parent;
      continue;
    }
    const int index = on->type->find(name);
    if (index < 0 || static_cast<std::size_t>(index) >= on->fields.size()) return std::nullopt;
    const engine::FieldValue& field = on->fields[static_cast<std::size_t>(index)];
    const engine::Type& type = on->type->fields[static_cast<std::size_t>(index)].type;
    if (field.state != engine::FieldState::Given || type.kind == engine::TypeKind::List) return std::nullopt;
    if (type.kind != engine::TypeKind::Record)
      return path.empty() ? std::optional(engine::to_text(engine::Value::of(field.value), type)) : std::nullopt;
    on = field.record.get();
  }
  return std::nullopt;
}

}  // namespace shibo
