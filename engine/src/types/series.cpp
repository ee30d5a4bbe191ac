// Series: the records of a history that share a key, and what may be counted of them.
#include <set>

#include "names/names.hpp"
#include "program/children.hpp"
#include "program/types.hpp"
#include "types/body.hpp"

namespace shibo::engine {

// ── The declaration ────────────────────────────────────────────────────────────────────────────

namespace {

/// What tells records apart that it says the same of: a value that is written in one way.
bool can_be_key(const Type& type) {
  switch (type.kind) {
    case TypeKind::Text:
    case TypeKind::CodedText:
    case TypeKind::Country:
    case TypeKind::Currency:
    case TypeKind::Choice:
    case TypeKind::Instrument:
    case TypeKind::Number:
    case TypeKind::Condition:
    case TypeKind::Date:
    case TypeKind::Invalid: return true;
    default: return false;
  }
}

/// The fields that a path names, through records; nothing after a diagnostic.
std::optional<std::vector<int>> fields_on(Context& context, const InstanceState& in, const dsl::Source* source,
                                          const RecordType& record, const std::vector<dsl::Word>& path) {
  std::vector<int> fields;
  const RecordType* on = &record;
  for (const dsl::Word& word : path) {
    const Written where{source, word.span};
    const int index = on != nullptr ? on->find(word.text) : -1;
    if (index < 0) {
      if (on != nullptr && in.unread(on->name)) return std::nullopt;  // the field may be the one that could not be read
      std::vector<std::string> known;
      for (std::size_t i = 0; on != nullptr && i < on->fields.size(); ++i) known.push_back(on->fields[i].name);
      auto& told = context.error(code::kNoSuchField, where,
                                 on != nullptr ? "`" + on->name + "` has no field `" + word.text + "`"
                                               : "`." + word.text + "` asks for a field of what is no record");
      if (const auto near = dsl::nearest(word.text, known)) told.help = "did you mean `" + *near + "`?";
      return std::nullopt;
    }
    context.note_use(where, FieldOfRecord{on, index});
    fields.push_back(index);
    const Type& type = on->fields[static_cast<std::size_t>(index)].type;
    on = type.kind == TypeKind::Record ? type.record : nullptr;
  }
  return fields;
}

const Type& type_at(const RecordType& record, const std::vector<int>& fields) {
  const RecordType* on = &record;
  for (std::size_t i = 0; i + 1 < fields.size(); ++i) on = on->fields[static_cast<std::size_t>(fields[i])].type.record;
  return on->fields[static_cast<std::size_t>(fields.back())].type;
}

}  // namespace

SeriesText check_series(Context& context, const InstanceState& in, const dsl::Source* source, const dsl::SeriesDecl& d,
                        const RecordType& record) {
  SeriesText body;
  if (record.parent != nullptr) {
    context
        .error(code::kWrongThing, {source, d.head.record->span},
               "a series is of records that stand alone in a file, and `" + record.name + "` stands in `" +
                   record.parent->name + "`")
        .help = "write `for " + record.parent->name + "`";
    return body;
  }
  std::set<std::vector<int>> seen;
  for (const std::vector<dsl::Word>& path : d.by) {
    const Written where = place_of_path(source, path);
    const std::optional<std::vector<int>> fields = fields_on(context, in, source, record, path);
    if (!fields) continue;
    const std::string written(source->slice(where.span));
    const Type& type = type_at(record, *fields);
    if (!can_be_key(type)) {
      context.error(code::kWrongType, where,
                    "records of one series say the same of `" + written + "`, which is " + to_phrase(type));
      continue;
    }
    if (!seen.insert(*fields).second) {
      context.error(code::kDeclaredTwice, where, "`" + written + "` is named twice");
      continue;
    }
    body.by.push_back(*fields);
  }
  return body;
}

// ── What is counted ────────────────────────────────────────────────────────────────────────────

namespace {

bool is_element(const Node& node, int slot) {
  const auto* variable = std::get_if<node::Variable>(&node.what);
  return variable != nullptr && variable->slot == slot;
}

bool names_element(const Node& node, int slot) {
  bool found = is_element(node, slot);
  for_each_child(node, [&](const Node& child) { found = found || names_element(child, slot); });
  return found;
}

/// What in an expression is not said of the element alone: of the record that counts, or by the law of its day. Null
/// where there is nothing. `bound` are the variables that stand for something of the element.
const Node* not_of_element(const Node& node, std::set<int> bound) {
  const bool by_day = std::holds_alternative<node::GroupRef>(node.what) ||
                      std::holds_alternative<node::DayOfGroup>(node.what) ||
                      std::holds_alternative<node::AsOf>(node.what) ||
                      (std::holds_alternative<node::Call>(node.what) && std::get<node::Call>(node.what).of == nullptr);
  if (by_day || std::holds_alternative<node::This>(node.what) || std::holds_alternative<node::Argument>(node.what))
    return &node;
  if (const auto* variable = std::get_if<node::Variable>(&node.what))
    return bound.contains(variable->slot) ? nullptr : &node;
  if (const auto* list = std::get_if<node::Quantified>(&node.what)) bound.insert(list->slot);
  if (const auto* list = std::get_if<node::Aggregate>(&node.what)) bound.insert(list->slot);
  const Node* found = nullptr;
  for_each_child(node, [&](const Node& child) {
    if (found == nullptr) found = not_of_element(child, bound);
  });
  return found;
}

void add_conjuncts(const Node& node, std::vector<const Node*>& all) {
  const auto* logic = std::get_if<node::Logic>(&node.what);
  if (logic == nullptr || !logic->conjunction) {
    all.push_back(&node);
    return;
  }
  for (const Node* operand : logic->operands) add_conjuncts(*operand, all);
}

/// A date of the element; -1 of anything else.
int day_of(const Node& node, int slot) {
  const auto* field = std::get_if<node::Field>(&node.what);
  return field != nullptr && node.type.kind == TypeKind::Date && is_element(*field->of, slot) ? field->index : -1;
}

/// Reads what stands after `where` of an aggregate over a series.
class CountReader {
 public:
  CountReader(Context& context, const node::Aggregate& of) : context_(context), of_(of) {}

  std::shared_ptr<node::Count> read() {
    const auto& list = std::get<node::Call>(of_.list->what);
    count_->series = list.name;
    if (list.of == nullptr || !std::holds_alternative<node::This>(list.of->what))
      refuse(*of_.list, "a series is counted for the record itself", "give what is counted a name `for` its record");
    std::vector<const Node*> all;
    if (of_.where != nullptr) add_conjuncts(*of_.where, all);
    for (const Node* one : all) conjunct(*one);
    if (of_.value != nullptr) said_of_element(*of_.value);
    return broken_ ? nullptr : count_;
  }

 private:
  void refuse(const Node& where, const std::string& what, const std::string& help) {
    if (!broken_) context_.error(code::kWrongThing, where.written, what).help = help;
    broken_ = true;
  }

  /// The same for all who count it: the record that counts has no part in it.
  void said_of_element(const Node& node) {
    const Node* other = not_of_element(node, {of_.slot});
    if (other == nullptr) return;
    const std::string each = "`" + of_.variable + "`";
    refuse(*other, "what is counted is said of each record alone, by the law of its own day",
           "give it a name `for` the record, and ask that of " + each +
               "; only the days between which it is counted may be the counting record's");
  }

  void conjunct(const Node& node) {
    if (!window(node)) {
      said_of_element(node);
      count_->others.push_back(&node);
    }
  }

  /// Is it the window, or one end of it?
  bool window(const Node& node) {
    if (const auto* in = std::get_if<node::In>(&node.what)) {
      const int day = day_of(*in->left, of_.slot);
      const auto* range = in->sets.size() == 1 ? std::get_if<node::Range>(&in->sets.front()->what) : nullptr;
      if (day < 0 || in->negated || range == nullptr || names_element(*in->sets.front(), of_.slot)) return false;
      begins(node, day, range->from, false);
      ends(node, day, range->to, false);
      return true;
    }
    const auto* compare = std::get_if<node::Compare>(&node.what);
    if (compare == nullptr || compare->within != nullptr) return false;
    using Op = dsl::Comparison::Op;
    const bool turned = day_of(*compare->left, of_.slot) < 0;
    const int day = day_of(turned ? *compare->right : *compare->left, of_.slot);
    const Node* end = turned ? compare->left : compare->right;
    if (day < 0 || names_element(*end, of_.slot) || end->type.kind != TypeKind::Date) return false;
    if (compare->op == Op::Is) {
      begins(node, day, end, false);
      ends(node, day, end, false);
      return true;
    }
    if (!is_order(compare->op)) return false;
    const bool later = (compare->op == Op::Greater || compare->op == Op::GreaterEqual) != turned;
    const bool open = compare->op == Op::Greater || compare->op == Op::Less;
    later ? begins(node, day, end, open) : ends(node, day, end, open);
    return true;
  }

  void begins(const Node& node, int day, const Node* from, bool after) {
    of_one_range(node, day, count_->from);
    count_->from = from;
    count_->after = after;
  }
  void ends(const Node& node, int day, const Node* to, bool before) {
    of_one_range(node, day, count_->to);
    count_->to = to;
    count_->before = before;
  }
  /// `end` is what was said before of the same end.
  void of_one_range(const Node& node, int day, const Node* end) {
    if (end != nullptr || (count_->day >= 0 && count_->day != day))
      refuse(node, "a series is counted within one range of one date",
             "give a second condition a name `for` the record");
    count_->day = day;
  }

  Context& context_;
  const node::Aggregate& of_;
  std::shared_ptr<node::Count> count_ = std::make_shared<node::Count>();
  bool broken_ = false;
};

/// What can be kept of each record, and added up or told apart again.
bool can_be_counted(const Type& type) {
  return can_be_key(type) || is_amount(type) || type.kind == TypeKind::Percent || type.kind == TypeKind::Duration;
}

}  // namespace

bool is_series(const Node& node) {
  const auto* call = std::get_if<node::Call>(&node.what);
  return call != nullptr && call->name->kind == Named::Kind::Series;
}

const Node* check_count(Context& context, const InstanceState& in, const Type& type, const Written& where,
                        node::Aggregate aggregate) {
  if (aggregate.kind == dsl::Aggregate::Kind::List) {
    context.error(code::kWrongThing, where, "a series is counted, and not listed").help =
        "write `sum of`, `count of`, `min of` or `max of`";
    return nullptr;
  }
  if (aggregate.value != nullptr && !can_be_counted(aggregate.value->type)) {
    context.error(code::kWrongThing, aggregate.value->written,
                  "of a history amounts, days and texts are counted, not " + to_phrase(aggregate.value->type));
    return nullptr;
  }
  auto count = CountReader(context, aggregate).read();
  if (count == nullptr) return nullptr;
  count->id = static_cast<std::uint32_t>(context.program.counts.size() + 1);
  count->package = in.instance;
  aggregate.count = std::move(count);
  const Node* node = context.make(type, where, std::move(aggregate));
  context.program.counts.push_back(node);
  return node;
}

// ── When all bodies are checked ────────────────────────────────────────────────────────────────

namespace {

/// Whether an expression, or what it names, counts a series.
class CountSearch {
 public:
  const Node* in(const Node& node) {
    if (const auto* aggregate = std::get_if<node::Aggregate>(&node.what); aggregate != nullptr && aggregate->count)
      return &node;
    const Node* found = nullptr;
    if (const auto* call = std::get_if<node::Call>(&node.what)) found = of(*call->name);
    for_each_child(node, [&](const Node& child) {
      if (found == nullptr) found = in(child);
    });
    return found;
  }

 private:
  const Node* of(const Named& named) {
    if (!seen_.insert(&named).second) return nullptr;
    const Node* found = nullptr;
    for (const Text& text : named.texts) {
      for_each_expression(text, [&](const Node& node) {
        if (found == nullptr) found = in(node);
      });
    }
    return found;
  }

  std::set<const Named*> seen_;
};

void check_counts_nothing_counted(Context& context, const Node& counting) {
  const auto& aggregate = std::get<node::Aggregate>(counting.what);
  std::vector<const Node*> all = aggregate.count->others;
  if (aggregate.value != nullptr) all.push_back(aggregate.value);
  for (const Node* one : all) {
    const Node* inner = CountSearch().in(*one);
    if (inner == nullptr) continue;
    auto& told =
        context.error(code::kCircle, one->written, "what is counted of a series may not itself rest on a count of one");
    told.labels.push_back({inner->written.source, inner->written.span, "this counts"});
  }
}

}  // namespace

void check_counts(Context& context) {
  for (const Node* count : context.program.counts) check_counts_nothing_counted(context, *count);
  for (const Node& node : context.program.nodes) {
    if (!is_series(node) || context.counted_series.contains(&node) || context.mistaken(node.written)) continue;
    context
        .error(code::kWrongThing, node.written,
               "`" + std::get<node::Call>(node.what).name->name +
                   "` is a series, whose records are counted and not looked at one by one")
        .help = "write `sum of`, `count of`, `min of` or `max of` … `for t in " +
                std::get<node::Call>(node.what).name->name + "`";
  }
}

}  // namespace shibo::engine
