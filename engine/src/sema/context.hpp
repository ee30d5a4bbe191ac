// What the passes of the checker share: the program under construction, the packages as written,
// the names each of them can see, and the diagnostics.
//
// The passes, in order: load (files to trees) → declare (names and types) → link (needs, exceptions
// to names) → bodies (expressions, rules, tables) → whole (circles, unused names).
#pragma once

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sema/codes.hpp"
#include "sema/program.hpp"
#include "shibo/dsl/diagnostic.hpp"

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

/// A package as written: its files, and whom it uses.
struct PackageSyntax {
  std::string name;
  std::string directory;
  std::vector<const dsl::SyntaxTree*> files;
  struct Use {
    std::string name;
    std::string alias;
    Written written;
  };
  std::vector<Use> uses;
  std::set<std::string> unread;  ///< names whose declarations were reported when they were read
  bool uses_unread = false;      ///< a `use` was reported when it was read
  bool has_needs = false;
  bool judged = false;
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

/// The table's file is read by the engine's own readers; this is how the checker reaches them.
struct Files {
  virtual ~Files() = default;
  /// The text of a file, or nothing when it cannot be read (`why` says so).
  virtual std::optional<std::string> read(const std::string& path, std::string& why) const = 0;
  /// Paths of the `.shibo` files under a folder, sorted; the path itself when it is a file.
  virtual std::vector<std::string> rule_files(const std::string& path) const = 0;
};

/// A mapping as it is written, before it is put over those that it stands on.
struct DeclaredMapping {
  Mapping said;
  const InstanceState* in = nullptr;
  Written name;
  std::vector<std::pair<std::string, Written>> extends;  ///< as written: `trade.usual`, or `usual` of the same package
};

/// A citation as it is written, in a rule file or in a file of rows that it loads.
struct Citation {
  std::string text;
  Written written;
  const dsl::Source* file;  ///< the rule file
};

struct Context {
  Program& program;
  dsl::Diagnostics& diagnostics;
  const Files& files;
  std::map<std::string, PackageSyntax> packages;
  std::deque<InstanceState> instances;
  std::map<const Named*, std::set<std::pair<const Named*, bool>>> calls;  ///< callee, and whether on a part
  std::map<const Named*, Written> call_places;
  std::vector<Citation> citations = {};
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

  std::vector<std::string> libraries = {};                          ///< folders in which `use` finds packages
  std::map<std::string, std::set<std::string>> library_names = {};  ///< what each package there declares
  bool libraries_read = false;

  /// How many names are compared with unknown ones before no more are suggested: a file of thousands of unknown names
  /// beside thousands of known ones would otherwise take the product of both.
  static constexpr std::size_t kNamesListedMax = 1'000'000;
  std::size_t names_listed = 0;

  dsl::Diagnostic unsaid = {};  ///< takes what is written into a diagnostic that would only be an echo

  dsl::Diagnostic& error(dsl::Code code, const Written& where, std::string message) {
    return report(code, dsl::Severity::Error, where, std::move(message));
  }
  dsl::Diagnostic& warning(dsl::Code code, const Written& where, std::string message) {
    return report(code, dsl::Severity::Warning, where, std::move(message));
  }

  /// Whether reading found a mistake in what stands there, so that more would be an echo.
  [[nodiscard]] bool mistaken(const Written& where) const { return is_echo(where); }

  /// Whether an operator of another language was found there.
  [[nodiscard]] bool told_of_operator(const Written& where) const {
    return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const dsl::Diagnostic& d) {
      return d.source == where.source && d.code == dsl::Code{'E', 7} && where.span.begin <= d.where.begin &&
             d.where.end <= where.span.end;
    });
  }

  const Node* make(Type type, const Written& written, decltype(Node::what) what) {
    return &program.nodes.emplace_back(Node{std::move(type), written, std::move(what)});
  }

 private:
  dsl::Diagnostic& report(dsl::Code code, dsl::Severity severity, const Written& where, std::string message) {
    if (is_echo(where)) return unsaid = {};
    dsl::Diagnostic d;
    d.code = code;
    d.severity = severity;
    d.source = where.source;
    d.where = where.span;
    d.message = std::move(message);
    return diagnostics.add(std::move(d));
  }

  /// Where reading found a mistake after which it is not clear what was meant, nothing more is said.
  [[nodiscard]] bool is_echo(const Written& where) const {
    static constexpr std::uint16_t kSyntaxLast = 199;
    // What these found is put right while reading: the meaning is plain.
    static constexpr std::uint16_t kMended[] = {2, 3, 4, 6, 7, 8, 14, 18, 22};
    return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const dsl::Diagnostic& d) {
      if (d.source != where.source || d.code.letter != 'E' || d.code.number > kSyntaxLast) return false;
      const bool mended = std::find(std::begin(kMended), std::end(kMended), d.code.number) != std::end(kMended);
      // Of a chain of comparisons the first says no more than the whole.
      const bool chained = d.code.number == 111 && !d.labels.empty() &&
                           d.labels.front().where.begin <= where.span.begin && where.span.end <= d.where.end;
      if (chained) return true;
      return !mended && d.where.begin < where.span.end && where.span.begin < std::max(d.where.end, d.where.begin + 1);
    });
  }
};

}  // namespace shibo::engine
