// Rule files that are only in memory, records made by hand, and numbers by lot that every machine draws alike.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "effort.hpp"
#include "eval/evaluation.hpp"

namespace shibo::engine {

class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(std::vector<std::string> texts) : texts_(std::move(texts)) {}
  std::optional<std::string> read(const std::string& path, std::string&) const override {
    return texts_[static_cast<std::size_t>(path[0] - '0')];
  }
  std::vector<std::string> rule_files(const std::string& path) const override {
    std::vector<std::string> names;
    for (std::size_t i = 0; path == "laws" && i < texts_.size(); ++i) names.push_back(std::to_string(i) + ".shibo");
    return names;
  }

 private:
  std::vector<std::string> texts_;
};

/// Checked rules; a mistake in them fails the test that made them, unless it asks whether there is one.
class RulesInMemory {
 public:
  struct MayBeRefused {};
  RulesInMemory(std::string text, MayBeRefused)
      : files_({std::move(text)}), checked_(check_rules({{"laws"}, {}}, files_)) {}
  explicit RulesInMemory(std::string text) : RulesInMemory(std::vector<std::string>{std::move(text)}) {}
  explicit RulesInMemory(std::vector<std::string> texts)
      : files_(std::move(texts)), checked_(check_rules({{"laws"}, {}}, files_)) {
    EXPECT_TRUE(checked_.ok) << dsl::render(checked_.diagnostics);
  }

  [[nodiscard]] bool ok() const { return checked_.ok; }
  [[nodiscard]] const Program& program() const { return *checked_.program; }
  [[nodiscard]] const dsl::Diagnostics& diagnostics() const { return checked_.diagnostics; }

  [[nodiscard]] const Named& named(const std::string& name) const {
    for (const Named& named : program().named) {
      if (named.name == name) return named;
    }
    ADD_FAILURE() << "no `" << name << "`";
    std::abort();
  }
  [[nodiscard]] const RecordType* record(const std::string& name) const {
    for (const RecordType& type : program().records) {
      if (type.name == name) return &type;
    }
    ADD_FAILURE() << "no record `" << name << "`";
    std::abort();
  }

  /// The step that answers; it lives as long as the evaluator.
  const Step* ask(Evaluation& evaluation, const std::string& name, const Record& record) const {
    return evaluation.ask(named(name), &record);
  }
  [[nodiscard]] Value value(const std::string& name, const Record& record) const {
    Evaluation evaluation(program(), record);
    Value value = ask(evaluation, name, record)->value;
    // Causes belong to the evaluator; tests keep their paths only.
    return value;
  }

 private:
  MemoryFiles files_;
  Checked checked_;
};

inline FieldValue given(Scalar value) {
  FieldValue field;
  field.state = FieldState::Given;
  field.value = std::move(value);
  return field;
}
/// A day, `2024-05-01`.
inline FieldValue day(const std::string& text) { return given(*Date::parse(text)); }
inline FieldValue missing() { return {}; }
inline FieldValue invalid(const std::string& text) {
  FieldValue field;
  field.state = FieldState::Invalid;
  field.text = text;
  field.why = "not readable";
  return field;
}
inline FieldValue list_of_values(std::vector<FieldValue> items, bool complete) {
  FieldValue field;
  field.state = FieldState::Given;
  field.items = std::move(items);
  field.complete = complete;
  return field;
}

/// A record of the fields that are named; the others are missing.
inline std::shared_ptr<Record> make_record(const RecordType* type, const std::map<std::string, FieldValue>& fields) {
  auto record = std::make_shared<Record>();
  record->type = type;
  record->fields.resize(type->fields.size());
  for (const auto& [name, value] : fields) {
    const int index = type->find(name);
    EXPECT_GE(index, 0) << name;
    if (index < 0) continue;
    record->fields[static_cast<std::size_t>(index)] = value;
    for (FieldValue& item : record->fields[static_cast<std::size_t>(index)].items) {
      if (!item.record) continue;
      auto inner = std::make_shared<Record>(*item.record);
      (type->fields[static_cast<std::size_t>(index)].parts ? inner->whole : inner->parent) = record.get();
      item.record = inner;
    }
  }
  return record;
}
inline FieldValue holding(std::shared_ptr<const Record> record) {
  FieldValue field;
  field.state = FieldState::Given;
  field.record = std::move(record);
  return field;
}

/// Numbers by lot from a seed, the same on every machine.
class Lot {
 public:
  explicit Lot(std::uint64_t seed) : engine_(seed) {}
  int below(int bound) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(bound)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool once_in(int n) { return below(n) == 0; }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace shibo::engine
