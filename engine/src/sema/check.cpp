#include "sema/check.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <system_error>

#include "sema/body.hpp"
#include "sema/citations.hpp"
#include "sema/coverage.hpp"
#include "sema/declare.hpp"
#include "sema/exceptions.hpp"
#include "sema/hours.hpp"
#include "sema/mapping_layers.hpp"
#include "sema/more_rows.hpp"
#include "sema/whole.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::engine {

namespace {

std::string joined(const std::vector<dsl::Word>& words) {
  std::string text;
  for (const dsl::Word& word : words) text += (text.empty() ? "" : ".") + word.text;
  return text;
}

class Disk final : public Files {
 public:
  std::optional<std::string> read(const std::string& path, std::string& why) const override {
    if (path == "-") {
      std::ostringstream text;
      text << std::cin.rdbuf();
      return std::move(text).str();
    }
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
      why = "it is a folder";
      return std::nullopt;
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      const std::string reason = std::generic_category().message(errno);
      why = std::filesystem::exists(path, failure) ? "it cannot be opened (" + reason + ")" : "there is no such file";
      return std::nullopt;
    }
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
  }

  std::vector<std::string> rule_files(const std::string& path) const override {
    namespace fs = std::filesystem;
    std::error_code failure;
    if (path == "-" || fs::is_regular_file(path, failure)) return {path};
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, failure), end;
         !failure && it != end; it.increment(failure)) {
      // What editors keep beside a file begins with a point. A link that leads nowhere is told when it is read.
      const bool hidden = it->path().filename().string().starts_with(".");
      const bool file = it->is_regular_file(failure) || (it->is_symlink(failure) && !it->exists(failure));
      if (file && !hidden && it->path().extension() == ".shibo") found.push_back(it->path().generic_string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }
};

/// Reads files, and follows `use` into the library folders.
class Loader {
 public:
  Loader(Context& context, const CheckOptions& options) : context_(context), options_(options) {}

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
    const std::vector<std::string> files = context_.files.rule_files(path);
    if (files.empty()) {
      dsl::Diagnostic d;
      d.code = code::kNoPackage;
      std::error_code failure;
      const bool there = std::filesystem::exists(path, failure);
      d.message = there ? "no rule files (*.shibo) in `" + path + "`" : "there is no file or folder `" + path + "`";
      context_.diagnostics.add(std::move(d));
    }
    for (const std::string& file : files) load_file(file, judged);
  }

  void load_file(const std::string& path, bool judged) {
    std::error_code failure;
    const std::string key = std::filesystem::weakly_canonical(path, failure).string();
    if (!seen_.insert(failure || key.empty() ? path : key).second) return;
    std::string why;
    auto text = context_.files.read(path, why);
    if (!text) {
      dsl::Diagnostic d;
      d.code = code::kCannotRead;
      d.message = "cannot read `" + path + "`: " + why;
      context_.diagnostics.add(std::move(d));
      return;
    }
    const dsl::Source& source = context_.program.sources.emplace_back(path, std::move(*text));
    dsl::Parsed parsed = dsl::parse(source);
    const std::set<std::string> unread = std::move(parsed.unread);
    const bool uses_unread = parsed.uses_unread;
    context_.diagnostics.merge(std::move(parsed.diagnostics));
    dsl::SyntaxTree& tree = context_.program.trees.emplace_back(std::move(parsed.tree));
    tree.source = &source;
    if (tree.package.name.empty()) return;  // the parser has said so
    PackageSyntax& package = context_.packages[joined(tree.package.name)];
    package.name = joined(tree.package.name);
    package.judged = package.judged || judged;
    package.files.push_back(&tree);
    package.uses_unread = package.uses_unread || uses_unread;
    package.unread.insert(unread.begin(), unread.end());
    add_uses(package, tree);
  }

  void add_uses(PackageSyntax& package, const dsl::SyntaxTree& tree) {
    for (const dsl::UseClause& use : tree.uses) {
      PackageSyntax::Use out{
          joined(use.name), use.alias ? use.alias->text : use.name.back().text, {tree.source, use.span}};
      const bool twice =
          std::any_of(package.uses.begin(), package.uses.end(), [&](const auto& u) { return u.name == out.name; });
      if (!twice) package.uses.push_back(std::move(out));
    }
    for (const dsl::Declaration& declaration : tree.declarations)
      package.has_needs = package.has_needs || std::holds_alternative<dsl::NeedsDecl>(declaration);
  }

  std::set<std::string> missing_packages() const {
    std::set<std::string> missing;
    for (const auto& [name, package] : context_.packages) {
      for (const auto& use : package.uses) {
        if (!context_.packages.contains(use.name)) missing.insert(use.name);
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
      const std::vector<std::string> files = context_.files.rule_files(folder);
      for (const std::string& file : files) load_file(file, false);
      if (context_.packages.contains(name)) return true;
    }
    return false;
  }

  /// The packages that a library folder holds, without reading them: each stands in a folder of its name.
  void add_folders(const std::string& library, std::vector<std::string>& names) {
    for (const std::string& file : context_.files.rule_files(library)) {
      const std::filesystem::path inside = std::filesystem::path(file).lexically_relative(library);
      if (inside.begin() != inside.end()) names.push_back(inside.begin()->string());
    }
  }

  void report_missing() {
    std::vector<std::string> known;
    for (const auto& [name, package] : context_.packages) known.push_back(name);
    for (const std::string& library : options_.libraries) add_folders(library, known);
    for (const auto& [name, package] : context_.packages) {
      for (const auto& use : package.uses) {
        if (context_.packages.contains(use.name)) continue;
        auto& d = context_.error(code::kUnknownPackage, use.written, "there is no package `" + use.name + "`");
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
        circle_ = true;
        std::string text;
        for (auto it = open; it != path.end(); ++it) text += "`" + *it + "` → ";
        for (const auto& use : context_.packages.at(path.back()).uses) {
          if (use.name == name)
            context_.error(code::kPackageCircle, use.written,
                           "packages use each other in a circle: " + text + "`" + name + "`");
        }
        return;
      }
      if (done.contains(name) || !context_.packages.contains(name)) return;
      path.push_back(name);
      for (const auto& use : context_.packages.at(name).uses) visit(use.name);
      path.pop_back();
      done.insert(name);
    };
    for (const auto& [name, package] : context_.packages) visit(name);
  }

 public:
  [[nodiscard]] bool circle() const { return circle_; }

 private:
  Context& context_;
  const CheckOptions& options_;
  std::set<std::string> seen_;
  std::set<std::string> tried_;
  bool circle_ = false;
};

/// Each name is gone through once, however many decisions rest on it.
void find_rules_under_decisions(Program& program, const PackageInstance& package) {
  std::vector<const Named*> next;
  for (const Named* named : package.declared) {
    if (named->kind == Named::Kind::Decision) next.push_back(named);
  }
  std::set<const Named*> seen(next.begin(), next.end());
  while (!next.empty()) {
    const Named* name = next.back();
    next.pop_back();
    if (name->kind == Named::Kind::Rule && name->package == &package) program.under_decisions.insert(name);
    const auto found = program.calls.find(name);
    if (found == program.calls.end()) continue;
    for (const Named* callee : found->second) {
      if (seen.insert(callee).second) next.push_back(callee);
    }
  }
}

}  // namespace

const Files& disk_files() {
  static const Disk disk;
  return disk;
}

Checked check_rules(const CheckOptions& options, const Files& files) {
  Checked out;
  out.program = std::make_unique<Program>();
  Context context{*out.program, out.diagnostics, files, {}, {}, {}, {}};
  context.libraries = options.libraries;
  Loader loader(context, options);
  loader.load();
  if (!loader.circle()) {
    declare_packages(context);
    check_needs(context);
    for (InstanceState& state : context.instances) check_heads(context, state);
    for (InstanceState& state : context.instances) check_bodies(context, state);
    add_more_rows(context);
    layer_mappings(context);
    check_circles(context);
    check_outcomes(context);
    check_hours(context);
    check_coverage(context);
    check_exceptions(context);
    check_citations(context);
    for (const auto& [caller, callees] : context.calls) {
      for (const auto& [callee, on_part] : callees) out.program->calls[caller].push_back(callee);
    }
    for (const PackageInstance& package : out.program->packages) find_rules_under_decisions(*out.program, package);
    // Advice on style is for rules that are otherwise right: an unused name may only be a misspelt use.
    if (!context.diagnostics.has_errors()) check_style(context);
  }
  out.diagnostics.sort();
  out.ok = !out.diagnostics.has_errors();
  return out;
}

}  // namespace shibo::engine
