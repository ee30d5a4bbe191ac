#include "names/libraries.hpp"

#include <algorithm>
#include <variant>

#include "shibo/dsl/parse.hpp"

namespace shibo::engine {

namespace {

/// What others may ask for; a need is the user's to declare.
std::string asked_name(const dsl::Declaration& declaration) {
  return std::visit(
      [](const auto& d) -> std::string {
        using D = std::decay_t<decltype(d)>;
        if constexpr (std::is_same_v<D, dsl::NeedsDecl> || std::is_same_v<D, dsl::MappingDecl>) return {};
        else if constexpr (requires { d.extends; }) return d.extends ? std::string() : d.name.text;
        else if constexpr (requires { d.head.name.text; }) return d.head.name.text;
        else if constexpr (requires { d.name.text; }) return d.name.text;
        else return {};
      },
      declaration);
}

void read_libraries(Context& context) {
  std::set<std::string> used;
  for (const std::string& folder : context.libraries) {
    for (const std::string& path : context.files.rule_files(folder)) {
      std::string why;
      auto text = context.files.read(path, why);
      if (!text) continue;
      const dsl::Source source(path, std::move(*text));
      const dsl::Parsed parsed = dsl::parse(source);
      const std::string package = joined_name(parsed.tree.package.name);
      context.library_packages.insert(package);
      for (const dsl::UseClause& use : parsed.tree.uses) used.insert(joined_name(use.name));
      for (const dsl::Declaration& declaration : parsed.tree.declarations) {
        if (std::string name = asked_name(declaration); !name.empty())
          context.library_names[package].insert(std::move(name));
      }
    }
  }
  std::erase_if(context.library_names, [&](const auto& entry) { return !used.contains(entry.first); });
}

}  // namespace

std::optional<std::string> use_forgotten(Context& context, const InstanceState& in, const std::string& name) {
  if (!context.libraries_read) read_libraries(context);
  context.libraries_read = true;
  const bool itself = in.syntax != nullptr && in.syntax->name == name;
  if (!itself && (context.packages.contains(name) || context.library_packages.contains(name)))
    return "there is a package `" + name + "`: add `use " + name + "` below the package";
  for (const auto& [package, names] : context.library_names) {
    const bool own = in.syntax != nullptr && in.syntax->name == package;
    if (!own && names.contains(name))
      return "package `" + package + "` declares it: add `use " + package + "` below the package";
  }
  return std::nullopt;
}

}  // namespace shibo::engine
