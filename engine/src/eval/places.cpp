#include "eval/places.hpp"

#include <algorithm>

namespace shibo::engine {

namespace {

const Record& outermost(const Record& any) {
  const Record* on = &any;
  while (on->around() != nullptr) on = on->around();
  return *on;
}

}  // namespace

RecordPlaces::RecordPlaces(const Record& any) : outermost_(engine::outermost(any)) {
  place(outermost_);
  // A record made alone is not among those that the record around it holds.
  for (const Record* on = &any; on != nullptr; on = on->around()) {
    if (!held_.contains(on)) place(*on);
  }
}

void RecordPlaces::place(const Record& holder) {
  const auto put = [&](const RecordPtr& record, std::size_t field, int item) {
    if (record != nullptr && held_.try_emplace(record.get(), Holding{&holder, field, item}).second) place(*record);
  };
  holder.fields.each_said([&](std::size_t i, const FieldValue& field) {
    put(field.record, i, -1);
    for (std::size_t k = 0; k < field.items.size(); ++k) put(field.items[k].record, i, static_cast<int>(k));
  });
}

/// The record and all that it is in, the innermost first.
std::vector<const Record*> RecordPlaces::around(const Record& record) const {
  std::vector<const Record*> all;
  for (const Record* on = &record; on != nullptr;) {
    all.push_back(on);
    const auto found = held_.find(on);
    on = found != held_.end() ? found->second.holder : on->around();
  }
  return all;
}

std::string RecordPlaces::down(const Record& holder, const Record& to) const {
  std::string path;
  for (const Record* on = &to; on != &holder;) {
    const auto found = held_.find(on);
    if (found == held_.end()) return "?" + (path.empty() ? path : "." + path);  // made beside its parent, as in a test
    const Holding& held = found->second;
    std::string name = held.holder->type->fields[held.field].name;
    if (held.item >= 0) name += "[" + std::to_string(held.item + 1) + "]";
    path = path.empty() ? name : name + "." + path;
    on = held.holder;
  }
  return path;
}

std::string RecordPlaces::path(const Record& from, const Record& to) const {
  const std::vector<const Record*> above = around(to);
  std::string up;
  for (const Record* on : around(from)) {
    if (std::find(above.begin(), above.end(), on) != above.end()) {
      const std::string below = down(*on, to);
      return up.empty() ? below : below.empty() ? up : up + "." + below;
    }
    up += (up.empty() ? "" : ".") + on->type->parent_label;
  }
  return "?";
}

}  // namespace shibo::engine
