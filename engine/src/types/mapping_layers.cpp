#include "types/mapping_layers.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "names/names.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine {

namespace {

/// A mapping and all that it stands on, the nearest first.
using Chain = std::vector<const DeclaredMapping*>;

class Layers {
 public:
  explicit Layers(Context& context) : context_(context) {}

  void all() {
    for (const DeclaredMapping& mapping : context_.mappings) resolve(mapping);
    if (circles()) return;
    for (const DeclaredMapping& mapping : context_.mappings) {
      for (const Chain& chain : chains_of(mapping)) context_.program.mappings.push_back(whole(chain));
    }
  }

 private:
  // ── What is extended ──────────────────────────────────────────────────────────────────────────

  void resolve(const DeclaredMapping& mapping) {
    for (const auto& [name, written, path] : mapping.extends) {
      note_package(mapping, name, written.source, *path);
      const DeclaredMapping* base = named(*mapping.in, name);
      if (base == nullptr) {
        report_unknown_mapping(mapping, name, written);
        continue;
      }
      context_.note_use({written.source, path->back().span}, base->info);
      if (base->said.record != mapping.said.record) {
        context_.error(code::kOtherRecord, written,
                       "`" + name + "` is for `" + base->said.record->name + "`, and `" + mapping.said.name +
                           "` for `" + mapping.said.record->name + "`");
      } else {
        mapping.in->used.insert(base->in);
        extended_[&mapping].push_back(base);
      }
    }
  }

  void note_package(const DeclaredMapping& mapping, const std::string& name, const dsl::Source* source,
                    const std::vector<dsl::Word>& path) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) return;
    note_package_of_path(context_, source, path, package_named(*mapping.in, name.substr(0, dot)));
  }

  /// `usual` of the same package, or `trade.usual` of one that it uses, by its name or by that which `use … as` gives
  /// it.
  [[nodiscard]] const DeclaredMapping* named(const InstanceState& in, const std::string& name) const {
    const std::size_t dot = name.rfind('.');
    const InstanceState* package = &in;
    if (dot != std::string::npos) package = package_named(in, name.substr(0, dot));
    if (package == nullptr) return nullptr;
    const std::string full = package->instance->name + "." + name.substr(dot == std::string::npos ? 0 : dot + 1);
    const auto found = std::find_if(context_.mappings.begin(), context_.mappings.end(),
                                    [&](const DeclaredMapping& one) { return one.said.name == full; });
    return found == context_.mappings.end() ? nullptr : &*found;
  }

  [[nodiscard]] static const InstanceState* package_named(const InstanceState& in, const std::string& name) {
    if (in.instance->name == name) return &in;
    if (const auto alias = in.aliases.find(name); alias != in.aliases.end()) return alias->second;
    const auto used = std::find_if(in.uses.begin(), in.uses.end(),
                                   [&](const InstanceState* one) { return one->instance->name == name; });
    return used == in.uses.end() ? nullptr : *used;
  }

  void report_unknown_mapping(const DeclaredMapping& mapping, const std::string& name, const Written& written) {
    auto& d = context_.error(code::kUnknownName, written, "there is no mapping `" + name + "`");
    std::vector<std::string> known;
    for (const DeclaredMapping& other : context_.mappings) {
      if (&other == &mapping || other.said.record != mapping.said.record) continue;
      if (other.in == mapping.in) known.push_back(other.said.name.substr(other.said.name.rfind('.') + 1));
      else if (reaches(mapping.in, other.in)) known.push_back(other.said.name);
    }
    if (const auto near = dsl::nearest(name, known)) d.help = "did you mean `" + *near + "`?";
    else if (known.size() == 1) d.help = "of the packages used here, `" + known.front() + "` is for this record";
  }

  /// Those that it extends; none where it extends none.
  [[nodiscard]] Chain bases_of(const DeclaredMapping& mapping) const {
    const auto found = extended_.find(&mapping);
    return found == extended_.end() ? Chain() : found->second;
  }

  /// Reports the mappings that extend themselves, by way of others or not; whether there are any. Each is walked once.
  bool circles() {
    bool any = false;
    for (const DeclaredMapping& mapping : context_.mappings) any = closes_a_circle(mapping) || any;
    return any;
  }
  bool closes_a_circle(const DeclaredMapping& mapping) {
    if (!begun_.insert(&mapping).second) return false;
    bool any = false;
    for (const DeclaredMapping* base : bases_of(mapping)) {
      if (begun_.contains(base) && !done_.contains(base)) {
        context_.error(code::kCircle, mapping.name, "the mapping `" + mapping.said.name + "` extends itself");
        any = true;
      } else {
        any = closes_a_circle(*base) || any;
      }
    }
    done_.insert(&mapping);
    return any;
  }

  // ── What a mapping stands on ──────────────────────────────────────────────────────────────────

  /// Whether a package uses another, or one that does.
  [[nodiscard]] bool reaches(const InstanceState* from, const InstanceState* to) { return reached(from).contains(to); }

  const std::set<const InstanceState*>& reached(const InstanceState* from) {
    const auto [found, fresh] = reached_.try_emplace(from);
    std::set<const InstanceState*>& all = found->second;
    if (!fresh) return all;
    std::vector<const InstanceState*> left(from->uses.begin(), from->uses.end());
    while (!left.empty()) {
      const InstanceState* next = left.back();
      left.pop_back();
      if (all.insert(next).second) left.insert(left.end(), next->uses.begin(), next->uses.end());
    }
    return all;
  }

  /// All that a mapping extends, itself included.
  const std::set<const DeclaredMapping*>& family_of(const DeclaredMapping* mapping) {
    const auto [found, fresh] = families_.try_emplace(mapping);
    std::set<const DeclaredMapping*>& all = found->second;
    if (!fresh) return all;
    Chain left{mapping};
    while (!left.empty()) {
      const DeclaredMapping* next = left.back();
      left.pop_back();
      if (!all.insert(next).second) continue;
      for (const DeclaredMapping* base : bases_of(*next)) left.push_back(base);
    }
    return all;
  }

  /// Whether one extends the other, or uses its package, or extends one that does.
  [[nodiscard]] bool is_nearer(const DeclaredMapping* one, const DeclaredMapping* other) {
    const std::set<const DeclaredMapping*>& family = family_of(one);
    return (one != other && family.contains(other)) ||
           std::any_of(family.begin(), family.end(), [&](const DeclaredMapping* of_it) {
             return of_it->in != other->in && reaches(of_it->in, other->in);
           });
  }

  /// Of the packages used, the mappings to which no other is nearer.
  [[nodiscard]] Chain nearest_below(const DeclaredMapping& mapping) {
    Chain below;
    for (const DeclaredMapping& other : context_.mappings) {
      if (other.said.record == mapping.said.record && other.in != mapping.in && reaches(mapping.in, other.in))
        below.push_back(&other);
    }
    Chain nearest;
    for (const DeclaredMapping* one : below) {
      if (std::none_of(below.begin(), below.end(), [&](const DeclaredMapping* other) { return is_nearer(other, one); }))
        nearest.push_back(one);
    }
    return nearest;
  }

  /// One for each way down.
  [[nodiscard]] const std::vector<Chain>& chains_of(const DeclaredMapping& mapping) {
    if (const auto known = chains_.find(&mapping); known != chains_.end()) return known->second;
    std::vector<Chain> all;
    if (const Chain bases = bases_of(mapping); !bases.empty()) {
      all.push_back({&mapping});
      for (const DeclaredMapping* base : bases) {
        std::vector<Chain> longer;
        for (const Chain& chain : all) {
          for (const Chain& below : chains_of(*base)) longer.push_back(joined(chain, below));
        }
        all = std::move(longer);
      }
    } else {
      for (const DeclaredMapping* base : nearest_below(mapping)) {
        for (const Chain& below : chains_of(*base)) all.push_back(joined({&mapping}, below));
      }
      if (all.empty()) all.push_back({&mapping});
    }
    return chains_.emplace(&mapping, std::move(all)).first->second;
  }

  /// What stands in both stands where it is farther.
  [[nodiscard]] static Chain joined(Chain above, const Chain& below) {
    std::erase_if(
        above, [&](const DeclaredMapping* one) { return std::find(below.begin(), below.end(), one) != below.end(); });
    above.insert(above.end(), below.begin(), below.end());
    return above;
  }

  // ── The whole ─────────────────────────────────────────────────────────────────────────────────

  [[nodiscard]] Mapping whole(const Chain& chain) {
    Mapping out = chain.back()->said;
    for (auto it = chain.rbegin() + 1; it != chain.rend(); ++it) put_over(out, **it);
    out.name = chain.front()->said.name;
    for (std::size_t i = 1; i < chain.size(); ++i) out.over.push_back(chain[i]->said.name);
    if (out.thousands != 0 && out.thousands == (out.decimal != 0 ? out.decimal : '.'))
      context_.error(code::kMappingPath, chain.front()->name, "one sign is both `decimal` and `thousands`").help =
          "without `decimal`, a point stands before decimals";
    return out;
  }

  /// One that extends replaces what the base says of a field or a key; any other leaves it to be asked after its own.
  /// A list comes from one place alone.
  static void put_over(Mapping& base, const DeclaredMapping& upper) {
    const Mapping& own = upper.said;
    if (!upper.extends.empty()) {
      drop_what(own.fields, base.fields);
      drop_what(own.keys, base.keys);
    }
    drop_what(own.lists, base.lists);
    const auto put_before = [](auto& all, const auto& first) { all.insert(all.begin(), first.begin(), first.end()); };
    put_before(base.fields, own.fields);
    put_before(base.keys, own.keys);
    put_before(base.lists, own.lists);
    put_before(base.missing, own.missing);
    if (own.separator != 0) base.separator = own.separator;
    if (own.decimal != 0) base.decimal = own.decimal;
    if (own.thousands != 0) base.thousands = own.thousands;
  }

  template <typename Part>
  static void drop_what(const std::vector<Part>& own, std::vector<Part>& base) {
    std::erase_if(base, [&](const Part& one) {
      return std::any_of(own.begin(), own.end(), [&](const Part& mine) { return mine.path == one.path; });
    });
  }

  Context& context_;
  std::map<const DeclaredMapping*, Chain> extended_;
  std::map<const DeclaredMapping*, std::vector<Chain>> chains_;
  std::set<const DeclaredMapping*> begun_, done_;  ///< of the walk for circles
  std::map<const InstanceState*, std::set<const InstanceState*>> reached_;
  std::map<const DeclaredMapping*, std::set<const DeclaredMapping*>> families_;
};

}  // namespace

void layer_mappings(Context& context) { Layers(context).all(); }

}  // namespace shibo::engine
