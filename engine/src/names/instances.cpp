// Packages as they are used: a library with needs has an instance for each of its users, all else one.
#include <algorithm>
#include <array>
#include <string_view>

#include "names/declare.hpp"
#include "names/names.hpp"

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
    state.uses_unknown = syntax.uses_unread;
    state.user = syntax.has_needs ? user : nullptr;
    PackageInstance& instance = context_.program.packages.emplace_back();
    instance.id = static_cast<std::uint32_t>(context_.program.packages.size());
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
    note_packages(state);
    declare_instance(context_, state);
    return state;
  }

 private:
  static std::string path_of(const InstanceState* state) { return state->instance->name; }

  /// Each file says the package again, and may use what another does.
  void note_packages(const InstanceState& state) {
    for (const dsl::SyntaxTree* file : state.syntax->files) {
      context_.note_declared(place_of_path(file->source, file->package.name), state.instance);
      for (const dsl::UseClause& use : file->uses) {
        const auto used = state.aliases.find(joined_name(use.name));
        if (used == state.aliases.end()) continue;
        context_.note_use(place_of_path(file->source, use.name), used->second->instance);
        if (use.alias) context_.note_use({file->source, use.alias->span}, used->second->instance);
      }
    }
  }

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
        check_edition(edition, file->source);
        const Law law = read_law(context_, file->source, edition.period);
        one_edition_a_day(instance, law, edition, file->source);
        instance.editions.push_back({edition.year, law.since, law.until});
      }
    }
  }

  void one_edition_a_day(const PackageInstance& instance, const Law& law, const dsl::HsEdition& edition,
                         const dsl::Source* source) {
    const auto ends_before = [](const std::optional<Date>& end, const std::optional<Date>& begin) {
      return end && begin && *end < *begin;
    };
    for (const PackageInstance::Edition& other : instance.editions) {
      if (ends_before(other.until, law.since) || ends_before(law.until, other.since)) continue;
      context_
          .error(code::kPeriodsOverlap, {source, edition.span},
                 "the rules are written in HS " + other.year + " and in HS " + edition.year + " on the same day")
          .help = "give each a `since` or `until`: `hs edition 2012 until 2022-12-31, 2022 since 2023-01-01`";
      return;
    }
  }

  void check_edition(const dsl::HsEdition& edition, const dsl::Source* source) {
    static constexpr std::array<std::string_view, 9> kEditions = {"1988", "1992", "1996", "2002", "2007",
                                                                  "2012", "2017", "2022", "2028"};
    if (std::find(kEditions.begin(), kEditions.end(), edition.year) != kEditions.end()) return;
    std::string known;
    for (const std::string_view year : kEditions) known += (known.empty() ? "" : ", ") + std::string(year);
    context_.error(code::kBadLiteral, {source, edition.span}, "the Harmonized System has no edition of " + edition.year)
        .help = "its editions are " + known;
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
