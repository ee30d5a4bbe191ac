#include "program/program.hpp"

#include <algorithm>
#include <utility>

namespace shibo::engine {

void TableText::add(Row row, std::vector<Cell> cells) {
  for (std::size_t k = 0; k < keys.size(); ++k) keys[k].cells.add(std::move(cells[k]));
  rows.push_back(std::move(row));
}

void TableText::complete() {
  for (Key& key : keys) key.cells.complete();
  rows.shrink_to_fit();
  index.build(*this);
}

const Program::OfFact& Program::of_fact(const RecordType& record, int field) const {
  static const OfFact kNothingSaid;
  const auto f = static_cast<std::size_t>(field);
  return record.id < of_facts_.size() && f < of_facts_[record.id].size() ? of_facts_[record.id][f] : kNothingSaid;
}

Program::OfFact& Program::say_of_fact(const RecordType& record, int field) {
  const auto f = static_cast<std::size_t>(field);
  if (of_facts_.size() <= record.id) of_facts_.resize(record.id + 1);
  if (of_facts_[record.id].size() <= f) of_facts_[record.id].resize(f + 1);
  return of_facts_[record.id][f];
}

int Named::find_part(Part::Kind of_kind, std::string_view part) const {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& one) { return one.kind == of_kind && one.name == part; });
  return found == parts.end() ? -1 : static_cast<int>(found - parts.begin());
}

const char* kind_word(Named::Part::Kind kind) {
  switch (kind) {
    case Named::Part::Kind::Key: return "key";
    case Named::Part::Kind::Column: return "column";
    case Named::Part::Kind::Outcome: return "outcome";
  }
  return "";
}

const char* kind_word(Named::Kind kind) {
  switch (kind) {
    case Named::Kind::Group: return "group";
    case Named::Kind::Parameter: return "parameter";
    case Named::Kind::Define: return "define";
    case Named::Kind::Condition: return "condition";
    case Named::Kind::Rule: return "rule";
    case Named::Kind::Decision: return "decision";
    case Named::Kind::Table: return "table";
    case Named::Kind::Rates: return "rates";
    case Named::Kind::Series: return "series";
    case Named::Kind::Reading: return "reading";
  }
  return "";
}

}  // namespace shibo::engine
