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

/// `trade.preference` is `preference` of `trade`.
Declared with_full_name(const engine::Meaning& meaning, const std::string& full, const char* kind,
                        const std::string& title) {
  const std::size_t dot = full.rfind('.');
  return {meaning, {full.substr(0, dot)}, full.substr(dot + 1), kind, title};
}

void add_what_is_asked(const engine::Program& program, std::vector<Declared>& all) {
  for (const engine::QuestionInfo& question : program.questions) {
    all.push_back(with_full_name(&question, question.name, "question", question.title));
    for (std::size_t i = 0; i < question.outcomes.size(); ++i)
      all.push_back({engine::AnswerToQuestion{&question, static_cast<int>(i)},
                     {question.name},
                     question.outcomes[i],
                     "answer",
                     ""});
  }
}

void add_words_of_data(const engine::Program& program, std::vector<Declared>& all) {
  for (const engine::ChoiceType& choice : program.choices) {
    std::vector<std::string> of;
    if (!choice.name.empty()) {
      all.push_back({&choice, {}, choice.name, "choice", ""});
      of.push_back(choice.name);
    }
    for (std::size_t i = 0; i < choice.values.size(); ++i)
      all.push_back({engine::ValueOfChoice{&choice, static_cast<int>(i)}, of, choice.values[i].name, "value",
                     choice.values[i].doc});
  }
  for (std::size_t i = 0; i < program.units.size(); ++i)
    all.push_back({engine::DeclaredUnit{static_cast<int>(i)}, {}, program.units[i], "unit", ""});
  for (std::size_t i = 0; i < program.countries.size(); ++i)
    all.push_back({engine::DeclaredCountry{static_cast<int>(i)},
                   {},
                   program.countries[i].alpha2,
                   "country",
                   program.countries[i].name});
}

std::vector<Declared> all_declared(const engine::Program& program) {
  std::vector<Declared> all;
  for (const engine::Named& named : program.named) {
    all.push_back({&named, {named.package->name}, named.name, engine::kind_word(named.kind), named.title()});
    for (std::size_t i = 0; i < named.parts.size(); ++i)
      all.push_back({engine::PartOfNamed{&named, static_cast<int>(i)},
                     {named.package->name, named.name},
                     named.parts[i].name,
                     engine::kind_word(named.parts[i].kind),
                     ""});
  }
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
  add_words_of_data(program, all);
  add_what_is_asked(program, all);
  for (const engine::MappingInfo& mapping : program.declared_mappings)
    all.push_back(with_full_name(&mapping, mapping.name, "mapping", mapping.title));
  for (const engine::PackageInstance& package : program.packages) {
    all.push_back({&package, {}, package.name, "package", package.title});
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
