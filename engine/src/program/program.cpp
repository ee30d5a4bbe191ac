#include "program/program.hpp"

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
  }
  return "";
}

}  // namespace shibo::engine
