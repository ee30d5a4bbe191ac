#include "program/facts_used.hpp"

#include <utility>
#include <vector>

#include "program/children.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

/// Paths of the records that an expression may give, from an outermost record, `3`, by its number.
using Paths = std::set<std::string>;

std::string below(const std::string& path, const std::string& field) { return path + "." + field; }

/// `3.lines` for `3.lines.materials`; "" for `3`.
std::string above(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(0, dot);
}

/// All places at which records of each type can stand, each list of parts entered once.
class Places {
 public:
  explicit Places(const Program& program) {
    for (const RecordType& record : program.records) {
      if (record.parent == nullptr) add(record, std::to_string(record.id), 0);
    }
  }
  [[nodiscard]] const Paths& of(const RecordType* record) const {
    static const Paths kNone;
    const auto found = paths_.find(record);
    return found == paths_.end() ? kNone : found->second;
  }
  [[nodiscard]] bool is_parts(const std::string& path) const { return parts_.contains(path); }

 private:
  static constexpr int kDeepest = 8;

  void add(const RecordType& record, const std::string& path, int depth) {
    if (depth > kDeepest || !paths_[&record].insert(path).second) return;
    for (const FieldType& field : record.fields) {
      const RecordType* inner = record_held(field.type);
      if (inner == nullptr || (field.parts && is_parts(path))) continue;
      if (field.parts) parts_.insert(below(path, field.name));
      add(*inner, below(path, field.name), depth + 1);
    }
  }

  std::map<const RecordType*, Paths> paths_;
  Paths parts_;
};

class Walk {
 public:
  Walk(const Program& program, std::map<std::string, std::set<std::string>>& out)
      : program_(program), places_(program), out_(out) {}

  void package(const PackageInstance& package) {
    for (const Named* named : package.declared) {
      if (named->kind != Named::Kind::Rule && named->kind != Named::Kind::Decision) continue;
      asker_ = package.name + "." + named->name;
      done_.clear();
      for (const std::string& path : places_.of(named->record)) {
        if (places_.is_parts(path)) continue;  // rules are put to goods, not to what they were made of
        day_of(*named->record, path);
        for (const Scope& scope : package.scopes) {
          if (scope.record == named->record) expression(*scope.condition, Frame{{path}, {}, named->record, &package});
        }
        ask(*named, path);
      }
    }
  }

 private:
  struct Frame {
    Paths self;
    std::map<int, Paths> slots;
    const RecordType* record = nullptr;        ///< of `self`
    const PackageInstance* package = nullptr;  ///< in which the expression stands
  };

  void use(const std::string& path) { out_[path].insert(asker_); }

  /// Where the record around one stands; what a good was made of is in what the good is in.
  [[nodiscard]] std::string around(std::string path) const {
    while (places_.is_parts(path)) path = above(path);
    return above(path);
  }

  /// Where a path of names leads from a record that stands at `path`, through those around it where it names them.
  [[nodiscard]] std::string along(const RecordType& record, std::string path,
                                  const std::vector<std::string>& names) const {
    const RecordType* type = &record;
    for (const std::string& name : names) {
      const bool upwards = type != nullptr && type->parent != nullptr && name == type->parent_label;
      path = upwards ? around(path) : below(path, name);
      type = upwards ? type->parent : nullptr;
    }
    return path;
  }

  /// The day whose law applies, which a record without one has from the record around it.
  void day_of(const RecordType& record, const std::string& path) {
    if (record.dated_by.empty()) {
      if (record.parent != nullptr) day_of(*record.parent, around(path));
      return;
    }
    use(along(record, path, record.dated_by));
  }

  void ask(const Named& named, const std::string& path) {
    if (!done_.insert({&named, path}).second) return;
    for (const Text& text : named.texts) {
      if (const auto* series = std::get_if<SeriesText>(&text.body)) key_of_series(*series, *named.record, path);
      for_each_expression(text, [&](const Node& node) {
        expression(node, Frame{{path}, {}, named.record, named.package});
      });
    }
  }

  /// By what the records of a series agree.
  void key_of_series(const SeriesText& series, const RecordType& record, const std::string& path) {
    for (const std::vector<int>& fields : series.by) {
      const RecordType* on = &record;
      std::string at = path;
      for (const int field : fields) {
        const FieldType& type = on->fields[static_cast<std::size_t>(field)];
        at = below(at, type.name);
        on = type.type.record;
      }
      use(at);
    }
  }

  void fact(const RecordType* record, int index, const Paths& of) {
    const FieldType& field = record->fields[static_cast<std::size_t>(index)];
    const Node* only = program_.of_fact(*record, index).only_where;
    for (const std::string& path : of) {
      use(below(path, field.name));
      if (!field.edition.empty()) use(below(path, field.edition));
      if (only != nullptr && done_.insert({only, path}).second) expression(*only, Frame{{path}, {}, record, nullptr});
    }
  }

  /// A date of the record, or else of the nearest one around it that has it.
  void day_around(const RecordType& record, std::string path, const std::vector<std::string>& names) {
    const RecordType* found = nearest_with_date(record, names);
    if (found == nullptr) return;
    for (const RecordType* type = &record; type != found; type = type->parent) path = around(path);
    use(along(*found, path, names));
  }

  /// The day on which money is converted, where an expression of money may need that.
  void day_of_conversion(const Node& node, const Frame& frame) {
    if (frame.package == nullptr || frame.record == nullptr) return;
    const auto of_money = [](const Node* one) { return one != nullptr && one->type.kind == TypeKind::Money; };
    bool money = of_money(&node);
    for_each_child(node, [&](const Node& child) { money = money || of_money(&child); });
    if (!money) return;
    const PackageInstance* package = frame.package;
    while (package != nullptr && !package->conversion) package = package->user;
    if (package == nullptr) return;
    for (const std::string& path : frame.self) day_around(*frame.record, path, package->conversion->on);
  }

  /// Notes what is looked at, and gives the records that it may be worth.
  Paths expression(const Node& node, Frame frame) {
    const auto each = [&](const Node* child) { return child == nullptr ? Paths{} : expression(*child, frame); };
    if (std::holds_alternative<node::This>(node.what)) return frame.self;
    if (const auto* n = std::get_if<node::Variable>(&node.what)) return frame.slots[n->slot];
    if (const auto* n = std::get_if<node::Parent>(&node.what)) {
      Paths out;
      for (const std::string& path : each(n->of)) out.insert(around(path));
      return out;
    }
    if (const auto* n = std::get_if<node::Field>(&node.what)) return field(*n, each(n->of));
    if (const auto* n = std::get_if<node::Call>(&node.what)) {
      const Paths of = each(n->of);
      for (const Node* argument : n->arguments) each(argument);
      for (const std::string& path : of.empty() ? Paths{""} : of) ask(*n->name, path);
      return places_of_result(node);
    }
    if (const auto* n = std::get_if<node::Quantified>(&node.what)) {
      frame.slots[n->slot] = each(n->list);
      each(n->where), each(n->satisfies);
      return {};
    }
    if (const auto* n = std::get_if<node::Aggregate>(&node.what)) {
      const Paths items = each(n->list);
      if (n->slot >= 0) frame.slots[n->slot] = items;
      each(n->where);
      day_of_conversion(node, frame);
      const Paths values = each(n->value);
      return n->value != nullptr ? values : items;
    }
    if (const auto* n = std::get_if<node::Predicate>(&node.what)) {
      for (const std::string& path : candidates(n->condition->record)) ask(*n->condition, path);
      return {};
    }
    if (const auto* n = std::get_if<node::FactOfCandidate>(&node.what)) {
      fact(n->record, n->index, candidates(n->record));
      return {};
    }
    day_of_conversion(node, frame);
    Paths out;
    for_each_child(node, [&](const Node& child) { out.merge(each(&child)); });
    return out;
  }

  Paths field(const node::Field& n, const Paths& of) {
    const RecordType* record = record_held(n.of->type);
    if (record == nullptr || of.empty()) return {};
    const FieldType& field = record->fields[static_cast<std::size_t>(n.index)];
    const RecordType* inner = record_held(field.type);
    if (inner == nullptr) {
      fact(record, n.index, of);
      return {};
    }
    Paths out;
    for (const std::string& path : of) {
      const std::string next = field.parts && places_.is_parts(path) ? path : below(path, field.name);
      use(next);
      out.insert(next);
    }
    return out;
  }

  /// What a definition gives may be any record of its type.
  Paths places_of_result(const Node& node) const {
    const RecordType* record = record_held(node.type);
    return record == nullptr ? Paths{} : places_.of(record);
  }

  /// A kind is asked of goods and of what they were made of.
  const Paths& candidates(const RecordType* record) const { return places_.of(record); }

  const Program& program_;
  Places places_;
  std::map<std::string, std::set<std::string>>& out_;
  std::string asker_;
  std::set<std::pair<const void*, std::string>> done_;
};

}  // namespace

std::string FactsUsed::key_of(const RecordType& outermost, const std::string& path) {
  return below(std::to_string(outermost.id), path);
}

FactsUsed::FactsUsed(const Program& program) {
  Walk walk(program, used_by_);
  for (const PackageInstance& package : program.packages) {
    if (package.judged) walk.package(package);
  }
}

const std::set<std::string>& FactsUsed::of(const RecordType& outermost, const std::string& path) const {
  static const std::set<std::string> kNobody;
  const auto found = used_by_.find(key_of(outermost, path));
  return found != used_by_.end() ? found->second : kNobody;
}

}  // namespace shibo::engine
