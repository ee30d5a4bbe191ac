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
#include "sema/region.hpp"

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
  void eval_negate(const node::Negate& n, const Type& type, Frame& frame, Step& step);
  void eval_between(const node::Between& n, const Type& type, Frame& frame, Step& step);
  void eval_presumed(const node::Presumed& n, Frame& frame, Step& step);
  void eval_as_of(const node::AsOf& n, Frame& frame, Step& step);
  void eval_call(const node::Call& n, Frame& frame, Step& step);
  Frame& frame_on(const Frame& frame, const Value& day);
  const Step* ask_on(const Named& named, const Record* record, const std::vector<Value>& arguments, const LawDate& date, int column);
  void ask_text(const Named& named, const Text& text, Frame& frame, Step& step, int column);
  void ask_parameter(const Named& named, const ParameterText& body, const LawDate& date, Step& step);
  const Text* text_on(const Named& named, const LawDate& date, Value& why_not);
  void fill_defaults(const Named& named, Frame& frame);
  static bool not_passed(const Value& argument);

  // facts.cpp
  void eval_parent(const node::Parent& n, Frame& frame, Step& step);
  void eval_field(const node::Field& n, Frame& frame, Step& step);
  Value field_of_nothing(const node::Field& n, const Value& of);
  Value field_value(const Record& record, int index);
  Value guarded_fact(const Record& record, int index, const Frame& frame, Step& step);
  Value value_of_field(const FieldValue& field, const Type& type, const std::string& path, const FieldType* declared);
  void set_bounds(const FieldType& field, Value& value);
  Step& fact_step(const Record& record, int index);
  void show_fact(const Record& record, int index, Step& step);
  Value field_on_path(const Record& from, const std::vector<std::string>& path);
  static const Record* parent_of(const Record& record);
  [[nodiscard]] std::string path_to(const Record& record, const std::string& field) const;
  void place_records(const Record& record, const std::string& path);

  // logic.cpp
  void eval_not(const node::Not& n, Frame& frame, Step& step);
  void eval_logic(const node::Logic& n, Frame& frame, Step& step);
  void eval_block(const node::Block& n, Frame& frame, Step& step);
  Step& eval_branch(const node::Branch& branch, bool all, Frame& frame);
  static Value branch_value(const node::Branch& branch, const Value& condition, bool all, const LawDate& date);
  static Value at_least(int least, const std::vector<const Step*>& branches);
  void eval_compare(const node::Compare& n, Frame& frame, Step& step);
  void eval_outcome_is(const node::OutcomeIs& n, Frame& frame, Step& step);
  void eval_test(const node::Test& n, Frame& frame, Step& step);
  static Value is_empty(const Value& value);
  static Value is_given(const Value& value);
  static const Step& asked_rule(const Step& operand);
  static Value passes(const Step& rule);
  static Value applies(const Step& rule);
  void eval_first_of(const node::FirstOf& n, const Type& type, Frame& frame, Step& step);
  Step& eval_case(const node::Case& c, const Type& type, Frame& frame, Value& holds);
  Value no_case(const Type& type, const Written& written);
  static Truth in_period(const Law& law, const LawDate& date);
  static Value period_value(const Law& law, const LawDate& date);
  static Value both_hold(const Value& a, const Value& b);
  static Value negated(const Value& value);
  static Value conjunction(const std::vector<const Step*>& steps);
  static Value disjunction(const std::vector<const Step*>& steps);

  // arithmetic.cpp
  void eval_chain(const node::Chain& n, Frame& frame, Step& step);
  void eval_rounded(const node::Rounded& n, Frame& frame, Step& step);
  Value apply(dsl::Chain::Op op, const Value& left, const Type& left_type, const Value& right, const Type& right_type, const Type& type, Frame& frame);
  Value compare(const Value& left, const Type& left_type, dsl::Comparison::Op op, const Value& right, const Type& right_type, const Frame& frame);
  Value result_of(const Interval& range, const Type& type, Causes causes);
  Value undefined(const std::string& why);

  // measure.cpp
  static const Conversion* conversion_for(const Frame& frame);
  std::optional<Number> rate(const Named& rates, const std::string& from, const std::string& to, Date day);
  std::optional<Interval> in_currency(const Interval& money, const std::string& to, const Frame& frame, Causes& why_not);
  std::optional<Interval> in_unit(const Interval& amount, const std::string& unit, const Type& type, const Frame& frame, Causes& why_not);
  void measure_alike(Interval& a, Interval& b, const Type& type, const Frame& frame, Causes& why_not);
  bool measure_alike(std::vector<Interval>& amounts, const Type& type, const Frame& frame, Causes& why_not);

  // days.cpp
  Value apply_in_time(dsl::Chain::Op op, const Value& left, const Value& right);
  Value apply_to_day(dsl::Chain::Op op, Date day, const Value& right);
  Value apply_to_instant(dsl::Chain::Op op, const Time& instant, const Value& right);
  Value apply_to_span(dsl::Chain::Op op, Duration span, const Value& right);
  Value apply_to_period(dsl::Chain::Op op, Period period, const Value& right);

  // lists.cpp
  /// One of several values to be added up, counted or compared: does it count, and what does it give?
  struct Term {
    Truth in = Truth::True;
    Value value;
    Causes why_in;  ///< why it is not known whether it counts
  };
  struct Terms {
    std::vector<Term> all;
    bool complete = true;         ///< there are no others
    bool never_negative = false;  ///< of the others
    Causes open;
  };
  enum class Extreme : std::uint8_t { Least, Greatest };
  void eval_list(const node::List& n, Frame& frame, Step& step);
  void eval_quantified(const node::Quantified& n, Frame& frame, Step& step);
  Step& quantified_element(const node::Quantified& n, const Value& item, std::size_t index, Frame& frame, bool& counts);
  void eval_aggregate(const node::Aggregate& n, const Type& type, Frame& frame, Step& step);
  Terms terms_of(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step);
  std::optional<Term> term_of(const node::Aggregate& n, const Value& item, std::size_t index, Frame& frame, Step& step);
  static Causes causes_of(const Terms& terms);
  std::vector<Interval> ranges_of(const Terms& terms, const Type& type, const Frame& frame, Causes& causes);
  Value total_of(const Terms& terms, const Type& type, const Frame& frame);
  Value total_span(const Terms& terms, Causes causes);
  static Value count_of(const Terms& terms);
  Value distinct_of(const Terms& terms, const Type& type, const Frame& frame);
  std::int64_t groups_of(const std::map<std::string, const Value*>& values, Truth joined_from, const Type& type, const Frame& frame);
  Value extreme_of(const Terms& terms, const Type& type, Extreme which, const Frame& frame);
  Value extreme_in_time(const Terms& terms, const Type& type, Extreme which, Causes causes, const Frame& frame);
  static Value collected(const Terms& terms);
  const ListData* list_of(const Step& step, Step& into);
  Step& element_step(const std::string& variable, const Value& item, std::size_t index);
  static void bind(Frame& frame, int slot, const Value& value);

  // sets.cpp
  void eval_in(const node::In& n, Frame& frame, Step& step);
  Value in_set(const Value& left, const Type& type, const Node& set, Frame& frame, Step& step);
  Value in_list(const Value& left, const Type& type, const ListData& list, Frame& frame);
  Value in_range_of(const Value& value, const Type& type, const Value& from, const Value& to, const Frame& frame);
  Value in_codes(const Value& code, const std::vector<HsRange>& ranges);
  Causes too_short(const Value& code);
  Value in_group(const Value& left, const Type& type, const Named& group, const LawDate& date);
  Value is_member(const Value& left, const Type& type, const GroupText::Member& member, const LawDate& date);

  // kinds.cpp
  Value in_kind(const Value& candidate, const Node& kind, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Anything& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Nothing& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Argument& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Codes& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::GroupRef& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::SameLevel& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Union& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Both& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Predicate& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::FactOfCandidate& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::Call& n, Frame& frame, Step& step);
  Value in_kind_of(const Value& candidate, const node::AsOf& n, Frame& frame, Step& step);
  static const Record* asked_good(const Value& candidate, const RecordType* type);
  Value not_of_this(const Value& candidate, const RecordType* type);
  Value hs_of(const Value& candidate, const Frame& frame, Step& step);
  static const PackageInstance::Edition* edition_of(const Frame& frame);
  Value edition_checked(const Record& record, int index, const Value& code, const Frame& frame);

  // table.cpp
  struct KeyValues { std::vector<Value> values; std::vector<const Step*> steps; };
  struct Fit { std::size_t row; Truth truth; Causes causes; };  ///< a row that fits, or may
  void ask_table(const Named& named, const TableText& table, Frame& frame, Step& step, int column);
  KeyValues table_keys(const TableText& table, Frame& frame);
  Value row_fits(const TableText& table, std::size_t row, const KeyValues& keys, Frame& frame, Step& step);
  Value cell_fits(const TableText::Cell& cell, const TableText::Key& key, const Value& value, Frame& frame, Step& step);
  Value item_fits(const TableText::Cell::Item& item, const TableText::Key& key, const Value& value, Frame& frame, Step& step);
  Value other_fits(const TableText& table, std::size_t row, std::size_t key, const KeyValues& keys, Frame& frame, Step& step);
  Value alternative_fits(const TableText& table, std::size_t row, std::size_t to, std::size_t key, const KeyValues& keys, Frame& frame, Step& step);
  static std::vector<std::size_t> candidate_rows(const TableText& table, const KeyValues& keys);
  std::vector<Fit> fitting_rows(const TableText& table, const KeyValues& keys, Frame& frame, Step& step);
  static std::optional<Region> possible_keys(const Value& value, const Type& type);
  bool some_row_fits(const TableText& table, const std::vector<Fit>& fits, const KeyValues& keys, Frame& frame, Step& step);
  const Step* row_step(const Named& named, const TableText& table, std::size_t row, int column, Frame& frame);
  Value no_row(const Named& named, const TableText& table, int column, Frame& frame, Step& step, const KeyValues& keys);
  Value all_rows(const Named& named, const TableText& table, int column, const std::vector<Fit>& fits, Frame& frame, Step& step);
  Value combined(const Terms& terms, dsl::TableDecl::Combine combine, const Type& type, const Frame& frame);
  Value one_row(const Named& named, const TableText& table, int column, const std::vector<Fit>& fits, const KeyValues& keys, Frame& frame,
                Step& step);

  // law.cpp
  struct Held;
  Value with_exceptions(const Value& base, const std::vector<ExceptionText>& exceptions, const Type& type, Frame& frame, Step& step);
  std::vector<Held> held_exceptions(const std::vector<ExceptionText>& exceptions, const Type& type, Frame& frame, Step& step);
  Step& eval_exception(const ExceptionText& exception, Frame& frame, Value& holds);
  static void apply_overriding(std::vector<Held>& held);
  static bool disagree(const std::vector<const Held*>& held);
  Value conflict_of(const std::vector<const Held*>& held, const Written& written);
  const Value& eval_clause(const std::string& word, const Node& condition, Frame& frame, Step& step);
  Value rule_applies(const Named& named, const RuleText& rule, Frame& frame, Step& step);
  static RuleStatus status_of(Truth applies, Truth required, bool recommends);
  void ask_rule(const Named& named, const RuleText& rule, Frame& frame, Step& step);
  void ask_decision(const Named& named, const DecisionText& decision, Frame& frame, Step& step);
  Step& eval_outcome(const DecisionText::Outcome& outcome, Frame& frame);
  Value scope_value(const Named& named, Frame& frame, Step& step);

  Step& new_step(Step::Kind kind);
  const Cause* cause(Cause what);
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
