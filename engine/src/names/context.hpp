// What the passes of the checker share: the program under construction, the packages as written, the names each of
// them can see, and the diagnostics. The passes and their order stand in check/check.cpp.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "load/files.hpp"
#include "load/packages.hpp"
#include "load/reporter.hpp"
#include "program/program.hpp"

namespace shibo::engine {

struct InstanceState;

/// A field that a package adds to a record: `fact`.
struct FactSymbol {
  RecordType* record = nullptr;
  int field = -1;
};
/// A name that the user of the library is to declare.
struct NeedSymbol {
  const dsl::NeedsDecl* syntax = nullptr;
  Named* shape = nullptr;  ///< how the library may use it, and what holds where nobody declares it
  int fact_field = -1;
  bool filled_wrong = false;  ///< reported; what fills it is not looked at
};

/// One meaning of a name in a package.
struct Symbol {
  std::variant<Named*, RecordType*, ChoiceType*, QuestionInfo*, FactSymbol, NeedSymbol, const InstrumentInfo*> what;
  const RecordType* record = nullptr;  ///< what it is for; null for what belongs to no record
  Written written;
  bool used = false;
};

/// The names of one instance of a package while it is being checked.
struct InstanceState {
  PackageInstance* instance = nullptr;
  const PackageSyntax* syntax = nullptr;
  InstanceState* user = nullptr;
  std::map<std::string, std::vector<Symbol>> symbols;
  std::vector<InstanceState*> uses;
  std::map<std::string, InstanceState*> aliases;
  /// Which text of which name a declaration made, by the place of its name.
  std::map<std::pair<const dsl::Source*, std::uint32_t>, std::pair<Named*, std::size_t>> by_place;
  std::set<const InstanceState*> used;  ///< of `uses`, those of which some name was asked
  std::map<std::string, std::pair<const InstanceState*, const InstanceState*>>
      clashes;                ///< names asked for that two of `uses` have
  bool uses_unknown = false;  ///< of a `use` without its package, the names are not known either

  /// Whether an unknown name was declared by something that could not be read.
  [[nodiscard]] bool unread(const std::string& name) const {
    return syntax != nullptr && syntax->unread.contains(name);
  }
  /// The package declares the name, and nothing of that could be read: another meaning of the name was not meant.
  [[nodiscard]] bool lost(const std::string& name) const { return unread(name) && !symbols.contains(name); }
};

/// A mapping as it is written, before it is put over those that it stands on.
struct DeclaredMapping {
  Mapping said;
  InstanceState* in = nullptr;
  Written name;
  const MappingInfo* info = nullptr;
  struct Base {
    std::string name;  ///< as written: `trade.usual`, or `usual` of the same package
    Written written;
    const std::vector<dsl::Word>* path = nullptr;
  };
  std::vector<Base> extends;
};

/// A citation as it is written, in a rule file or in a file of rows that it loads.
struct Citation {
  std::string text;
  Written written;
  const dsl::Source* file;  ///< the rule file
};

/// Who asks what others say: a definition, rule or decision, or a fact in its `only where`. And who is asked.
using Asker = std::variant<const Named*, FieldOfRecord>;

/// In the order in which they were declared.
struct AsDeclared {
  bool operator()(const Asker& a, const Asker& b) const { return key(a) < key(b); }
  bool operator()(const std::pair<Asker, bool>& a, const std::pair<Asker, bool>& b) const {
    return std::pair(key(a.first), a.second) < std::pair(key(b.first), b.second);
  }

 private:
  static std::tuple<std::uint32_t, std::uint32_t, int> key(const Asker& asker) {
    if (const auto* named = std::get_if<const Named*>(&asker)) return {ById::of(*named), 0, 0};
    const auto& fact = std::get<FieldOfRecord>(asker);
    return {0, ById::of(fact.record), fact.field};
  }
};

struct Context : Reporter {
  Context(Program& of, dsl::Diagnostics& told, const Files& read) : Reporter(told), program(of), files(read) {}

  Program& program;
  const Files& files;
  std::map<std::string, PackageSyntax> packages;
  std::deque<InstanceState> instances;
  /// Of each, whom it asks, and whether of a part of its record.
  std::map<Asker, std::set<std::pair<Asker, bool>, AsDeclared>, AsDeclared> calls;
  std::vector<Citation> citations = {};
  std::set<const Node*> counted_series = {};        ///< where a series is named that is counted there
  std::set<const Parameter*> used_parameters = {};  ///< to which some expression refers
  std::set<const Named*> filling = {};              ///< what fills a need of a library, which says the parameters
  /// Who declared a value of a choice, a unit or a code of a country, and where: others may declare it as well, one
  /// package once.
  struct Declarer {
    std::string package;
    Written written;
    bool extends = false;
  };
  std::map<std::pair<const ChoiceType*, std::string>, std::vector<Declarer>> value_declarers = {};
  std::map<std::string, std::vector<Declarer>> unit_declarers = {};
  std::map<std::string, std::vector<Declarer>> country_declarers = {};
  std::map<std::string, Written> country_names = {};  ///< where each of these codes was first named
  std::map<std::string, Written> mapping_places = {};
  std::deque<DeclaredMapping> mappings = {};
  std::map<std::pair<const RecordType*, std::string>, Written> field_places = {};

  std::vector<std::string> libraries = {};      ///< folders in which `use` finds packages
  std::set<std::string> library_packages = {};  ///< that are there
  std::map<std::string, std::set<std::string>> library_names =
      {};  ///< what those of them declare that others there use
  bool libraries_read = false;

  /// How many names are compared with unknown ones before no more are suggested: a file of thousands of unknown names
  /// beside thousands of known ones would otherwise take the product of both.
  static constexpr std::size_t kNamesListedMax = 1'000'000;
  std::size_t names_listed = 0;

  void note_use(const Written& name, const Meaning& means, const Named* within = nullptr) {
    program.uses.note({.name = name, .means = means, .within = within});
  }
  void note_use(const Written& name, const Meaning& means, const StandsIn& in) {
    program.uses.note({.name = name, .means = means, .within = in.within, .in_test = in.in_test});
  }
  void note_in_test(const Written& name, const Meaning& means) {
    program.uses.note({.name = name, .means = means, .in_test = true});
  }
  void note_declared(const Written& name, const Meaning& means) {
    program.uses.note({.name = name, .means = means, .declares = true});
  }

  const Node* make(Type type, const Written& written, decltype(Node::what) what) {
    const auto id = static_cast<std::uint32_t>(program.nodes.size() + 1);
    return &program.nodes.emplace_back(Node{std::move(type), written, std::move(what), id});
  }
};

}  // namespace shibo::engine
