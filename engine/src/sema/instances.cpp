// Packages as they are used: a library with needs has an instance for each of its users, all else one.
#include "sema/declare.hpp"
#include "sema/names.hpp"

namespace shibo::engine {

namespace {

class Instances {
 public:
  explicit Instances(Context& context) : context_(context) {}

  InstanceState& of(const std::string& name, InstanceState* user) {
    const PackageSyntax& syntax = context_.packages.at(name);
    // A library with needs has an instance for each user; all else is shared.
    const std::string key = syntax.has_needs && user != nullptr ? name + " for " + path_of(user) : name;
    if (const auto found = made_.find(key); found != made_.end()) return *found->second;
    InstanceState& state = context_.instances.emplace_back();
    made_[key] = &state;
    state.syntax = &syntax;
    state.user = syntax.has_needs ? user : nullptr;
    PackageInstance& instance = context_.program.packages.emplace_back();
    state.instance = &instance;
    instance.name = name;
    instance.user = state.user != nullptr ? state.user->instance : nullptr;
    instance.judged = syntax.judged && !syntax.has_needs;
    read_head(instance, syntax);
    for (const PackageSyntax::Use& use : syntax.uses) {
      if (!context_.packages.contains(use.name)) {
        state.uses_unknown = true;
        continue;
      }
      // Within a library, what it uses is filled by the library's own user.
      InstanceState& used = of(use.name, syntax.has_needs ? user : &state);
      state.uses.push_back(&used);
      state.aliases[use.alias] = &used;
      state.aliases[use.name] = &used;
    }
    declare_instance(context_, state);
    return state;
  }

 private:
  static std::string path_of(const InstanceState* state) { return state->instance->name; }

  void read_head(PackageInstance& instance, const PackageSyntax& syntax) {
    Written title_at;
    for (const dsl::SyntaxTree* file : syntax.files) {
      if (file->package.title) {
        if (!instance.title.empty() && instance.title != file->package.title->value) {
          auto& d = context_.error(code::kHeadTwice, {file->source, file->package.title->span},
                                   "package `" + syntax.name + "` has two titles");
          d.labels.push_back({title_at.source, title_at.span, "the other one"});
        }
        instance.title = file->package.title->value;
        title_at = {file->source, file->package.title->span};
      }
      for (const dsl::HsEdition& edition : file->package.editions) {
        const Law law = read_law(context_, file->source, edition.period);
        instance.editions.push_back({edition.year, law.since, law.until});
      }
    }
  }

  Context& context_;
  std::map<std::string, InstanceState*> made_;
};

}  // namespace

void declare_packages(Context& context) {
  Instances instances(context);
  for (const auto& [name, syntax] : context.packages) instances.of(name, nullptr);
}

}  // namespace shibo::engine
