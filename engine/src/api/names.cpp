#include "shibo/names.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "api/state.hpp"
#include "read/columns.hpp"

namespace shibo {

namespace {

/// What is declared, and how it goes.
struct Declared {
  engine::Meaning meaning;
  std::vector<std::string> of;  ///< the package, and the record, that it belongs to
  std::string name;
  std::string kind;
  std::string title;

  [[nodiscard]] std::string full_name() const { return (of.empty() ? "" : engine::dotted(of) + ".") + name; }
  /// By its own name, or with what it belongs to, or some of that.
  [[nodiscard]] bool goes_by(const std::string& wanted) const {
    const std::string full = "." + full_name();
    return full.ends_with("." + wanted);
  }
};

std::vector<Declared> all_declared(const engine::Program& program) {
  std::vector<Declared> all;
  for (const engine::Named& named : program.named)
    all.push_back({&named, {named.package->name}, named.name, engine::kind_word(named.kind), named.title()});
  for (const engine::RecordType& record : program.records) {
    all.push_back({&record, {record.package}, record.name, "record", record.doc});
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const engine::FieldType& field = record.fields[i];
      all.push_back({engine::FieldOfRecord{&record, static_cast<int>(i)},
                     {record.package, record.name},
                     field.name,
                     field.package.empty() ? "field" : "fact",
                     field.doc});
    }
  }
  for (const engine::ChoiceType& choice : program.choices) {
    if (!choice.name.empty()) all.push_back({&choice, {}, choice.name, "choice", ""});
  }
  for (const engine::PackageInstance& package : program.packages) {
    for (const engine::InstrumentInfo& instrument : package.instruments) {
      if (!instrument.name.empty())
        all.push_back({&instrument, {package.name}, instrument.name, "instrument", instrument.title});
    }
  }
  return all;
}

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

/// What is declared in one place is one, for however many users of a library.
template <class Is>
std::vector<NameInfo> those(const engine::Program& program, const Is& is) {
  std::map<std::tuple<std::string, std::string, std::string>, NameInfo> found;
  for (const Declared& one : all_declared(program)) {
    if (!is(one)) continue;
    const std::vector<engine::Use> uses = program.uses.of(one.meaning);
    const auto declared = std::find_if(uses.begin(), uses.end(), [](const engine::Use& use) { return use.declares; });
    const std::string where = declared != uses.end() ? to_text(place_of(declared->name)) : "";
    NameInfo info{one.kind, one.full_name(), one.title, {}};
    add_uses(found.try_emplace({info.name, where, info.kind}, std::move(info)).first->second.uses, uses);
  }
  std::vector<NameInfo> all;
  for (auto& entry : found) all.push_back(std::move(entry.second));
  return all;
}

}  // namespace

std::vector<NameInfo> names_called(const Rules& rules, const std::string& name) {
  return those(rules.state().program(), [&](const Declared& one) { return one.goes_by(name); });
}

std::vector<NameInfo> names_at(const Rules& rules, const std::string& file, std::uint32_t line, std::uint32_t column) {
  const engine::Program& program = rules.state().program();
  const std::vector<engine::Use> there = program.uses.at(file, {line, column});
  return those(program, [&](const Declared& one) {
    return std::any_of(there.begin(), there.end(), [&](const engine::Use& use) { return use.means == one.meaning; });
  });
}

std::vector<std::string> declared_names(const Rules& rules) {
  std::set<std::string> names;
  for (const Declared& one : all_declared(rules.state().program())) names.insert({one.name, one.full_name()});
  return {names.begin(), names.end()};
}

}  // namespace shibo
