// Laws of records that were read, and a printed form to compare two readings by.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "check/check.hpp"
#include "law.hpp"
#include "read/stream.hpp"
#include "trace/value.hpp"

namespace shibo::fuzz {

/// The package that the readers and the evaluator are tried with: fuzz/everything/.
inline const engine::Program& everything() {
  static const engine::Checked checked = engine::check_rules({{SHIBO_FUZZ_RULES}, {}}, engine::disk_files());
  if (!checked.ok) std::fprintf(stderr, "%s", dsl::render(checked.diagnostics).c_str());
  law(checked.ok, "the rules of the fuzz targets are right");
  return *checked.program;
}

inline engine::StreamSchema schema_of(const engine::Program& program) {
  engine::StreamSchema schema;
  for (const engine::RecordType& record : program.records) {
    if (record.parent == nullptr) schema.roots.push_back(&record);
  }
  for (const engine::Mapping& mapping : program.mappings) schema.mappings.push_back(&mapping);
  return schema;
}

inline std::string shown(const engine::Record& record);

inline std::string shown(const engine::FieldValue& field, const engine::Type& type) {
  using engine::FieldState;
  std::string out = std::to_string(static_cast<int>(field.state)) + '@' + std::to_string(field.place.line) + ':' +
                    std::to_string(field.place.column);
  if (field.state == FieldState::Invalid) {
    law(!field.why.empty(), "what is invalid says why");
    out += field.text + '?' + field.why;
  }
  if (field.record) out += shown(*field.record);
  for (const engine::FieldValue& item : field.items) out += '[' + shown(item, *type.element) + ']';
  const bool scalar = type.kind != engine::TypeKind::List && type.kind != engine::TypeKind::Record;
  if (field.state == FieldState::Given && scalar) out += '=' + engine::to_text(engine::Value::of(field.value), type);
  return out;
}

inline std::string shown(const engine::Record& record) {
  law(record.fields.size() == record.type->fields.size(), "a record has all its fields");
  std::string out = record.type->name + ' ' + record.id + '{';
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const std::string one = shown(record.fields[i], record.type->fields[i].type);
    if (one != "0@0:0") out += record.type->fields[i].name + ' ' + one + '\n';
  }
  return out + '}';
}

/// Everything that a stream gives, findings included.
inline std::string drained(engine::RecordStream& stream, std::size_t lines_max) {
  std::string out;
  const auto take = [&] {
    for (const engine::Finding& finding : stream.take_findings()) {
      law(!finding.message.empty(), "a finding says something");
      law(finding.place.line <= lines_max + 1, "a finding stands in the file");
      out += finding.code.text() + '@' + std::to_string(finding.place.line) + ':' +
             std::to_string(finding.place.column) + ' ' + finding.message + '\n';
    }
  };
  while (const engine::RecordPtr record = stream.next()) {
    out += shown(*record) + '\n';
    take();
  }
  take();
  return out;
}

}  // namespace shibo::fuzz
