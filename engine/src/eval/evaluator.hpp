// The obvious evaluator: a walk over the checked tree that keeps every step.
//
// It is the one that explains, and the oracle of any faster one, so it looks at everything: both sides
// of an `and`, every branch of an `any of`. What a construct means is written in docs/semantics.md;
// each construct is one short function here.
//
// An Evaluator serves one record and all that hangs on it. Its steps live as long as it does.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

#include "eval/step.hpp"

namespace shibo::engine {

/// The day whose law applies. Unknown when the record does not give its date.
struct LawDate {
  std::optional<Date> day;
  const Cause* why = nullptr;  ///< when unknown
};

/// Where an expression is being worked out.
struct Frame {
  const Record* self = nullptr;
  const PackageInstance* package = nullptr;
  LawDate date;
  std::vector<Value> arguments;
  std::vector<Value> slots;  ///< what quantifiers have bound, by slot
};

class Evaluator {
 public:
  /// `as_of` overrides the date of every record.
  Evaluator(const Program& program, const Record& root, std::optional<Date> as_of = std::nullopt);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// A name asked of a record: a definition's value, a rule's status, a decision's outcome.
  const Step* ask(const Named& named, const Record* record, const std::vector<Value>& arguments = {});

  /// An expression about a record, in the words of a package.
  const Step* expression(const Node& node, const Record& record, const PackageInstance* package);

  /// Does the package speak of this record? True where it says nothing.
  const Step* scope(const PackageInstance& package, const Record& record);

  [[nodiscard]] std::string path_of(const Record& record) const;
  [[nodiscard]] LawDate law_date(const Record& record);

  /// Definitions that were asked of anything so far.
  [[nodiscard]] bool was_asked(const Named& named) const { return asked_.contains(&named); }

 private:
  // evaluator.cpp
  const Step* eval(const Node& node, Frame& frame);
  Value constant(const node::Constant& n);
  void eval_field(const node::Field& n, const Node& node, Frame& frame, Step& step);
  Value field_value(const Record& record, int index);
  Value value_of_field(const FieldValue& field, const Type& type, const std::string& path, const FieldType* declared);
  void eval_call(const node::Call& n, Frame& frame, Step& step);
  void eval_as_of(const node::AsOf& n, Frame& frame, Step& step);
  void eval_presumed(const node::Presumed& n, Frame& frame, Step& step);
  void eval_parent(const node::Parent& n, Frame& frame, Step& step);
  const Step* ask_on(const Named& named, const Record* record, const std::vector<Value>& arguments, const LawDate& date, int column);
  void ask_text(const Named& named, const Text& text, Frame& frame, Step& step, int column);
  const Text* text_on(const Named& named, const LawDate& date, Value& why_not);
  void fill_defaults(const Named& named, Frame& frame);

  // logic.cpp
  void eval_not(const node::Not& n, Frame& frame, Step& step);
  void eval_logic(const node::Logic& n, Frame& frame, Step& step);
  void eval_block(const node::Block& n, Frame& frame, Step& step);
  void eval_compare(const node::Compare& n, Frame& frame, Step& step);
  void eval_outcome_is(const node::OutcomeIs& n, Frame& frame, Step& step);
  void eval_test(const node::Test& n, Frame& frame, Step& step);
  void eval_first_of(const node::FirstOf& n, const Type& type, Frame& frame, Step& step);
  Truth in_period(const Law& law, const LawDate& date);
  static Value conjunction(const std::vector<const Step*>& steps);
  static Value disjunction(const std::vector<const Step*>& steps);

  // arithmetic.cpp
  void eval_chain(const node::Chain& n, const Type& type, Frame& frame, Step& step);
  void eval_rounded(const node::Rounded& n, Frame& frame, Step& step);
  Value apply(dsl::Chain::Op op, const Value& left, const Type& left_type, const Value& right, const Type& right_type, const Type& type, Frame& frame);
  Value apply_dates(dsl::Chain::Op op, const Value& left, const Value& right);
  Value compare(const Value& left, const Type& left_type, dsl::Comparison::Op op, const Value& right, const Type& right_type, Frame& frame);
  bool same_measure(Interval& left, Interval& right, const Type& left_type, const Type& right_type, Frame& frame, Causes& why_not);
  bool convert_currency(Interval& amount, const std::string& to, Frame& frame, Causes& why_not);

  // lists.cpp
  void eval_quantified(const node::Quantified& n, Frame& frame, Step& step);
  void eval_aggregate(const node::Aggregate& n, const Type& type, Frame& frame, Step& step);
  void eval_sum(const node::Aggregate& n, const Type& type, const ListData& list, Frame& frame, Step& step);
  void eval_count(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step);
  void eval_extreme(const node::Aggregate& n, const Type& type, const ListData& list, Frame& frame, Step& step);
  void eval_collected(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step);
  void eval_list(const node::List& n, Frame& frame, Step& step);
  const ListData* list_of(const Step& step, Step& into);
  void bind(Frame& frame, int slot, const Value& value);
  struct Element { const Step* where; const Step* value; };
  Element element(const node::Aggregate& n, const Value& item, std::size_t index, Frame& frame, Step& step);

  // sets.cpp
  void eval_in(const node::In& n, Frame& frame, Step& step);
  Value in_set(const Value& left, const Type& type, const Node& set, Frame& frame, Step& step);
  Value in_list(const Value& left, const Type& type, const ListData& list, Frame& frame);
  Value in_group(const Value& left, const Named& group, const LawDate& date);
  Truth in_group_rows(const Value& left, const GroupText& body, const LawDate& date, bool& open_date);
  Value in_kind(const Value& candidate, const Node& kind, const Frame& frame, Step& step);
  Value hs_of(const Value& candidate, const Frame& frame, Step* step);
  Value edition_checked(const Record& record, const Value& code, const Frame& frame);

  // table.cpp
  void ask_table(const Named& named, const TableText& table, Frame& frame, Step& step, int column);
  struct KeyValues { std::vector<Value> values; std::vector<const Step*> steps; };
  KeyValues table_keys(const TableText& table, Frame& frame);
  Value row_fits(const TableText& table, std::size_t row, const KeyValues& keys, Frame& frame, Step& step);
  Value cell_fits(const TableText::Cell& cell, const TableText::Key& key, const Value& value, Frame& frame, Step& step);
  Value other_fits(const TableText& table, std::size_t row, std::size_t key, const KeyValues& keys, Frame& frame, Step& step);
  const Step* row_step(const Named& named, const TableText& table, std::size_t row, int column, Frame& frame);
  void no_row(const Named& named, const TableText& table, int column, Frame& frame, Step& step, const KeyValues& keys);

  // law.cpp
  Value with_exceptions(const Value& base, const Law* base_law, const std::vector<ExceptionText>& exceptions, const Type& type, Frame& frame, Step& step);
  void ask_rule(const Named& named, const RuleText& rule, Frame& frame, Step& step);
  void ask_decision(const Named& named, const DecisionText& decision, Frame& frame, Step& step);
  Value scope_value(const Named& named, Frame& frame, Step& step);

  Step& new_step(Step::Kind kind);
  const Cause* cause(Cause what);
  void place_records(const Record& record, const std::string& path);
  std::string memo_key(const Named& named, const Record* record, const std::vector<Value>& arguments, const LawDate& date, int column) const;

  const Program& program_;
  const Record& root_;
  std::optional<Date> as_of_;
  std::deque<Step> steps_;
  std::deque<Cause> causes_;
  std::deque<Frame> frames_;
  std::unordered_map<std::string, const Step*> memo_;
  std::unordered_map<const Record*, std::string> paths_;
  std::map<const Named*, bool> asked_;
};

}  // namespace shibo::engine
