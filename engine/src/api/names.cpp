#include "shibo/names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "api/state.hpp"

namespace shibo {

namespace {

/// What is declared, and how it goes.
struct Declared {
  engine::Meaning meaning;
  std::string of;  ///< the package or record it belongs to
  std::string name;
  std::string kind;
  std::string title;
};

std::vector<Declared> all_declared(const engine::Program& program) {
  std::vector<Declared> all;
  for (const engine::Named& named : program.named)
    all.push_back({&named, named.package->name, named.name, engine::kind_word(named.kind), named.title()});
  for (const engine::RecordType& record : program.records) {
    all.push_back({&record, record.package, record.name, "record", record.doc});
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const engine::FieldType& field = record.fields[i];
      all.push_back({engine::FieldOfRecord{&record, static_cast<int>(i)}, record.name, field.name,
                     field.package.empty() ? "field" : "fact", field.doc});
    }
  }
  for (const engine::ChoiceType& choice : program.choices) {
    if (!choice.name.empty()) all.push_back({&choice, "", choice.name, "choice", ""});
  }
  for (const engine::PackageInstance& package : program.packages) {
    for (const engine::InstrumentInfo& instrument : package.instruments) {
      if (!instrument.name.empty())
        all.push_back({&instrument, package.name, instrument.name, "instrument", instrument.title});
    }
  }
  return all;
}

std::string full_name(const Declared& one) { return (one.of.empty() ? "" : one.of + ".") + one.name; }

std::string within(const engine::Use& use) {
  return use.within != nullptr ? use.within->package->name + "." + use.within->name : "";
}

/// A library's text stands in one place, for however many users.
void add_uses(std::vector<NameUse>& uses, const std::vector<engine::Use>& more) {
  for (const engine::Use& use : more) uses.push_back({place_of(use.name), use.declares, use.in_test, within(use)});
  const auto order = [](const NameUse& use) { return std::tie(use.place.file, use.place.line, use.place.column); };
  std::stable_sort(uses.begin(), uses.end(), [&](const NameUse& a, const NameUse& b) { return order(a) < order(b); });
  uses.erase(
      std::unique(uses.begin(), uses.end(), [](const NameUse& a, const NameUse& b) { return a.place == b.place; }),
      uses.end());
}

}  // namespace

std::vector<NameInfo> names_called(const Rules& rules, const std::string& name) {
  const engine::Program& program = rules.state().program();
  std::map<std::pair<std::string, std::string>, NameInfo> found;
  for (const Declared& one : all_declared(program)) {
    const std::string full = full_name(one);
    if (one.name != name && full != name) continue;
    NameInfo& info = found.try_emplace({full, one.kind}, NameInfo{one.kind, full, one.title, {}}).first->second;
    add_uses(info.uses, program.uses.of(one.meaning));
  }
  std::vector<NameInfo> all;
  for (auto& entry : found) all.push_back(std::move(entry.second));
  return all;
}

std::vector<std::string> declared_names(const Rules& rules) {
  std::set<std::string> names;
  for (const Declared& one : all_declared(rules.state().program())) names.insert({one.name, full_name(one)});
  return {names.begin(), names.end()};
}

}  // namespace shibo
