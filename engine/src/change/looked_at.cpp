#include "change/looked_at.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "program/children.hpp"

namespace shibo::engine {

namespace {

std::optional<Scalar> figure_in(const Value& value) {
  if (const auto* number = value.get<Number>()) return *number;
  if (const auto* money = value.get<Money>()) return *money;
  if (const auto* quantity = value.get<Quantity>()) return *quantity;
  if (const auto* day = value.get<Date>()) return *day;
  return std::nullopt;
}

class Looking {
 public:
  explicit Looking(LookedAt& out) : out_(out) {}

  void at(const Step& step) {
    if (!seen_.insert(&step).second) return;
    if (step.kind == Step::Kind::Fact) {
      if (step.record != nullptr) add(*step.record, field_of(step), step.path());
    } else if (const auto figure = figure_in(step.value)) {
      out_.figures.push_back(*figure);
    }
    for (const Step* child : step.children) at(*child);
    for (const Step* aside : step.more().asides) at(*aside);
  }

  /// Whatever is asked, its day chooses the law.
  void day_of_law(const Record& record) {
    const Record* dated = &record;
    while (dated != nullptr && (dated->whole != nullptr || dated->type->dated_by.empty())) dated = dated->around();
    if (dated == nullptr) return;
    const RecordPlaces places(record);
    const std::vector<std::string>& path = dated->type->dated_by;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const int field = dated->type->find(path[i]);
      const FieldValue& value = dated->fields[static_cast<std::size_t>(field)];
      if (i + 1 < path.size()) {
        if (!value.record) return;
        dated = value.record.get();
        continue;
      }
      const std::string around = places.path(record, *dated);
      add(*dated, static_cast<std::size_t>(field), (around.empty() ? "" : around + ".") + path[i]);
    }
  }

 private:
  static std::size_t field_of(const Step& fact) {
    const std::vector<FieldType>& fields = fact.record->type->fields;
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const FieldType& f) { return &f.type == fact.type; });
    return static_cast<std::size_t>(found - fields.begin());
  }
  void add(const Record& record, std::size_t field, std::string path) {
    if (field >= record.type->fields.size() || !fields_.insert({&record, field}).second) return;
    out_.facts.push_back({{&record, field}, std::move(path)});
  }

  LookedAt& out_;
  std::unordered_set<const Step*> seen_;
  std::set<FieldAt> fields_;
};

/// Days on which law begins, and those after its last.
void add_days(const Law& law, std::vector<Scalar>& out) {
  if (law.since) out.push_back(*law.since);
  if (law.until) out.push_back(*law.until);
}

class DaysOfLaw {
 public:
  explicit DaysOfLaw(std::vector<Scalar>& out) : out_(out) {}

  void of(const Program& program) {
    for (const Named& named : program.named) {
      for (const Text& text : named.texts) {
        add_days(text.law, out_);
        if (const auto* parameter = std::get_if<ParameterText>(&text.body)) rows(parameter->rows);
        if (const auto* group = std::get_if<GroupText>(&text.body)) rows(group->rows);
        if (const auto* table = std::get_if<TableText>(&text.body)) rows(table->rows);
        for_each_expression(text, [&](const Node& node) { within(node); });
      }
    }
  }

 private:
  template <class Rows>
  void rows(const Rows& rows) {
    for (const auto& row : rows) add_days(row.law, out_);
  }
  void within(const Node& node) {
    if (const auto* block = std::get_if<node::Block>(&node.what)) {
      for (const node::Branch& branch : block->branches) add_days(branch.law, out_);
    }
    if (const auto* first = std::get_if<node::FirstOf>(&node.what)) {
      for (const node::Case& one : first->cases) add_days(one.law, out_);
    }
    for_each_child(node, [&](const Node& child) { within(child); });
  }

  std::vector<Scalar>& out_;
};

}  // namespace

LookedAt looked_at(const Program& program, const Verdict& verdict) {
  LookedAt out;
  Looking looking(out);
  looking.at(*verdict.step);
  if (verdict.asked_when != nullptr) looking.at(*verdict.asked_when);
  looking.day_of_law(*verdict.record);
  DaysOfLaw(out.figures).of(program);
  return out;
}

}  // namespace shibo::engine
