#include "load/loader.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

#include "shibo/dsl/parse.hpp"

namespace shibo::engine {

std::string joined_name(const std::vector<dsl::Word>& words) {
  std::string text;
  for (const dsl::Word& word : words) text += (text.empty() ? "" : ".") + word.text;
  return text;
}

namespace {

/// Reads files, and follows `use` into the library folders.
class Loader {
 public:
  Loader(PackagesRead& out, const RulePaths& options, const Files& files, Reporter& reporter)
      : out_(out), options_(options), files_(files), reporter_(reporter) {}

  void load() {
    for (const std::string& path : options_.rules) load_path(path, true);
    // Packages of the library folders are read only when somebody uses them.
    for (bool more = true; more;) {
      more = false;
      for (const auto& name : missing_packages()) more = load_from_libraries(name) || more;
    }
    report_missing();
    report_circles();
  }

 private:
  void load_path(const std::string& path, bool judged) {
    const std::vector<std::string> files = files_.rule_files(path);
    if (files.empty()) {
      std::error_code failure;
      const bool there = std::filesystem::exists(path, failure);
      reporter_.error_of_file(code::kNoPackage, there ? "no rule files (*.shibo) in `" + path + "`"
                                                      : "there is no file or folder `" + path + "`");
    }
    for (const std::string& file : files) load_file(file, judged);
  }

  void load_file(const std::string& path, bool judged) {
    std::error_code failure;
    const std::string key = std::filesystem::weakly_canonical(path, failure).string();
    if (!seen_.insert(failure || key.empty() ? path : key).second) return;
    std::string why;
    auto text = files_.read(path, why);
    if (!text) {
      reporter_.error_of_file(code::kCannotRead, "cannot read `" + path + "`: " + why);
      return;
    }
    const dsl::Source& source = out_.sources.emplace_back(path, std::move(*text));
    dsl::Parsed parsed = dsl::parse(source, options_.tests ? dsl::Tests::Read : dsl::Tests::PassOver);
    const std::set<std::string> unread = std::move(parsed.unread);
    const bool uses_unread = parsed.uses_unread;
    reporter_.diagnostics.merge(std::move(parsed.diagnostics));
    dsl::SyntaxTree& tree = out_.trees.emplace_back(std::move(parsed.tree));
    tree.source = &source;
    if (tree.package.name.empty()) return;  // the parser has said so
    PackageSyntax& package = out_.packages[joined_name(tree.package.name)];
    package.name = joined_name(tree.package.name);
    package.judged = package.judged || judged;
    package.files.push_back(&tree);
    package.uses_unread = package.uses_unread || uses_unread;
    package.unread.insert(unread.begin(), unread.end());
    add_uses(package, tree);
  }

  void add_uses(PackageSyntax& package, const dsl::SyntaxTree& tree) {
    for (const dsl::UseClause& use : tree.uses) {
      PackageSyntax::Use out{
          joined_name(use.name), use.alias ? use.alias->text : use.name.back().text, {tree.source, use.span}};
      const bool twice =
          std::any_of(package.uses.begin(), package.uses.end(), [&](const auto& u) { return u.name == out.name; });
      if (!twice) package.uses.push_back(std::move(out));
    }
    for (const dsl::Declaration& declaration : tree.declarations)
      package.has_needs = package.has_needs || std::holds_alternative<dsl::NeedsDecl>(declaration);
  }

  std::set<std::string> missing_packages() const {
    std::set<std::string> missing;
    for (const auto& [name, package] : out_.packages) {
      for (const auto& use : package.uses) {
        if (!out_.packages.contains(use.name)) missing.insert(use.name);
      }
    }
    return missing;
  }

  /// A package `a.b` stands in the folder `a` of a library, with `a` itself or in `a/b`.
  bool load_from_libraries(const std::string& name) {
    if (!tried_.insert(name).second) return false;
    const std::string first = name.substr(0, name.find('.'));
    for (const std::string& library : options_.libraries) {
      const std::string folder = (std::filesystem::path(library) / first).generic_string();
      const std::vector<std::string> files = files_.rule_files(folder);
      for (const std::string& file : files) load_file(file, false);
      if (out_.packages.contains(name)) return true;
    }
    return false;
  }

  /// The packages that a library folder holds, without reading them: each stands in a folder of its name.
  void add_folders(const std::string& library, std::vector<std::string>& names) {
    for (const std::string& file : files_.rule_files(library)) {
      const std::filesystem::path inside = std::filesystem::path(file).lexically_relative(library);
      if (inside.begin() != inside.end()) names.push_back(inside.begin()->string());
    }
  }

  void report_missing() {
    std::vector<std::string> known;
    for (const auto& [name, package] : out_.packages) known.push_back(name);
    for (const std::string& library : options_.libraries) add_folders(library, known);
    for (const auto& [name, package] : out_.packages) {
      for (const auto& use : package.uses) {
        if (out_.packages.contains(use.name)) continue;
        auto& d = reporter_.error(code::kUnknownPackage, use.written, "there is no package `" + use.name + "`");
        if (const auto near = dsl::nearest(use.name, known)) d.help = "did you mean `" + *near + "`?";
      }
    }
  }

  void report_circles() {
    std::set<std::string> done;
    std::vector<std::string> path;
    const std::function<void(const std::string&)> visit = [&](const std::string& name) {
      const auto open = std::find(path.begin(), path.end(), name);
      if (open != path.end()) {
        out_.circle = true;
        std::string text;
        for (auto it = open; it != path.end(); ++it) text += "`" + *it + "` → ";
        for (const auto& use : out_.packages.at(path.back()).uses) {
          if (use.name == name)
            reporter_.error(code::kPackageCircle, use.written,
                            "packages use each other in a circle: " + text + "`" + name + "`");
        }
        return;
      }
      if (done.contains(name) || !out_.packages.contains(name)) return;
      path.push_back(name);
      for (const auto& use : out_.packages.at(name).uses) visit(use.name);
      path.pop_back();
      done.insert(name);
    };
    for (const auto& [name, package] : out_.packages) visit(name);
  }

  PackagesRead& out_;
  const RulePaths& options_;
  const Files& files_;
  Reporter& reporter_;
  std::set<std::string> seen_;
  std::set<std::string> tried_;
};

}  // namespace

PackagesRead load_packages(const RulePaths& options, const Files& files, Reporter& reporter) {
  PackagesRead out;
  Loader(out, options, files, reporter).load();
  return out;
}

}  // namespace shibo::engine
