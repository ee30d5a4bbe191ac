// Records made by code.
#include <stdexcept>

#include "api/state.hpp"
#include "read/read_value.hpp"
#include "record/identity.hpp"

namespace shibo {

using engine::FieldState;
using engine::FieldType;
using engine::FieldValue;
using engine::TypeKind;

struct RecordDraft::Parts {
  std::shared_ptr<const Rules::State> rules;
  const engine::RecordType* type = nullptr;
  engine::Fields fields;

  std::size_t index(std::string_view name) const {
    const int found = type->find(std::string(name));
    if (found >= 0) return static_cast<std::size_t>(found);
    std::string all;
    for (const FieldType& field : type->fields) all += (all.empty() ? "" : ", ") + field.name;
    throw std::invalid_argument("`" + type->name + "` has no field `" + std::string(name) + "`; it has " + all);
  }

  FieldValue& list(std::string_view name) {
    const std::size_t at = index(name);
    require(type->fields[at].type.kind == TypeKind::List, name, "is not a list");
    fields[at].state = FieldState::Given;
    return fields[at];
  }

  void require(bool holds, std::string_view name, const char* otherwise) const {
    if (!holds) throw std::invalid_argument("`" + type->name + "." + std::string(name) + "` " + otherwise);
  }

  static FieldValue of_record(const engine::RecordType* type, engine::Fields fields) {
    auto made = std::make_shared<engine::Record>();
    made->type = type;
    made->fields = std::move(fields);
    FieldValue value;
    value.state = FieldState::Given;
    value.record = std::move(made);
    return value;
  }
};

namespace {

/// What a record is in, once it is in its place: a nested record sees its parent, a part its whole.
void settle(engine::Record& record) {
  const auto attach = [&](const engine::RecordPtr& below, bool part) {
    if (!below) return;
    auto& inner = const_cast<engine::Record&>(*below);
    inner.parent = !part && inner.type->parent == record.type ? &record : nullptr;
    inner.whole = part ? &record : nullptr;
    settle(inner);
  };
  record.fields.each_said([&](std::size_t i, const FieldValue& field) {
    const bool part = record.type->fields[i].parts;
    attach(field.record, part);
    for (const FieldValue& item : field.items) attach(item.record, part);
  });
}

/// Each record may be built more than once from one draft, and no two share what settling writes.
std::shared_ptr<engine::Record> copy(const engine::Record& record) {
  auto made = std::make_shared<engine::Record>(record);
  made->fields.each_said([](std::size_t, FieldValue& field) {
    if (field.record) field.record = copy(*field.record);
    for (FieldValue& item : field.items) {
      if (item.record) item.record = copy(*item.record);
    }
  });
  return made;
}

const engine::RecordType* record_type(const engine::Program& program, std::string_view name) {
  std::string all;
  for (const engine::RecordType& type : program.records) {
    if (type.name == name || type.package + "." + type.name == name) return &type;
    all += (all.empty() ? "" : ", ") + type.name;
  }
  throw std::invalid_argument("the rules know no record `" + std::string(name) + "`; they know " + all);
}

const engine::RecordType* nested_type(const FieldType& field) {
  const engine::Type& type = field.type.kind == TypeKind::List ? *field.type.element : field.type;
  return type.kind == TypeKind::Record ? type.record : nullptr;
}

}  // namespace

RecordDraft::RecordDraft(const Rules& rules, std::string_view type) : parts_(std::make_unique<Parts>()) {
  parts_->rules = rules.shared();
  parts_->type = record_type(rules.state().program(), type);
  parts_->fields.resize(parts_->type->fields.size());
}

RecordDraft::RecordDraft(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RecordDraft::RecordDraft(RecordDraft&&) noexcept = default;
RecordDraft& RecordDraft::operator=(RecordDraft&&) noexcept = default;
RecordDraft::~RecordDraft() = default;

RecordDraft& RecordDraft::set(std::string_view field, std::string_view text) {
  const std::size_t at = parts_->index(field);
  const FieldType& type = parts_->type->fields[at];
  parts_->require(type.type.kind != TypeKind::Record && type.type.kind != TypeKind::List, field, "is not one value");
  parts_->fields[at] = engine::read_field(type, text, {.instruments = &parts_->rules->schema.instruments});
  return *this;
}

RecordDraft& RecordDraft::set(std::string_view field, RecordDraft record) {
  const std::size_t at = parts_->index(field);
  const FieldType& type = parts_->type->fields[at];
  parts_->require(type.type.kind == TypeKind::Record && type.type.record == record.parts_->type, field,
                  "is not a record of that type");
  parts_->fields[at] = Parts::of_record(record.parts_->type, std::move(record.parts_->fields));
  return *this;
}

RecordDraft& RecordDraft::add(std::string_view field, std::string_view text) {
  const std::size_t at = parts_->index(field);
  FieldType element = parts_->type->fields[at];
  parts_->require(element.type.kind == TypeKind::List && nested_type(element) == nullptr, field,
                  "is not a list of values");
  element.type = engine::Type(*parts_->type->fields[at].type.element);
  parts_->list(field).items.push_back(
      engine::read_field(element, text, {.instruments = &parts_->rules->schema.instruments}));
  return *this;
}

RecordDraft& RecordDraft::add(std::string_view field, RecordDraft record) {
  const FieldType& type = parts_->type->fields[parts_->index(field)];
  parts_->require(type.type.kind == TypeKind::List && nested_type(type) == record.parts_->type, field,
                  "is not a list of records of that type");
  parts_->list(field).items.push_back(Parts::of_record(record.parts_->type, std::move(record.parts_->fields)));
  return *this;
}

RecordDraft& RecordDraft::open(std::string_view field) {
  parts_->list(field).complete = false;
  return *this;
}

RecordDraft& RecordDraft::empty(std::string_view field) {
  parts_->list(field).items.clear();
  return *this;
}

RecordDraft& RecordDraft::absent(std::string_view field) {
  const std::size_t at = parts_->index(field);
  parts_->require(parts_->type->fields[at].evidence, field,
                  "is not declared as evidence, so its absence cannot be said");
  parts_->fields[at] = {};
  parts_->fields[at].state = FieldState::Absent;
  return *this;
}

RecordDraft RecordDraft::nested(std::string_view field) const {
  const engine::RecordType* type = nested_type(parts_->type->fields[parts_->index(field)]);
  parts_->require(type != nullptr, field, "holds no records");
  auto parts = std::make_unique<Parts>();
  parts->rules = parts_->rules;
  parts->type = type;
  parts->fields.resize(type->fields.size());
  return RecordDraft(std::move(parts));
}

Record RecordDraft::record() const {
  engine::Record own;
  own.type = parts_->type;
  own.fields = parts_->fields;
  const std::shared_ptr<engine::Record> made = copy(own);
  settle(*made);
  engine::give_ids(*made);
  return Record(std::make_shared<Record::State>(Record::State{parts_->rules, made, made.get(), {}}));
}

}  // namespace shibo
