// The obvious evaluator: a walk over the checked tree that keeps every step.
//
// It is the one that explains, and the oracle of any faster one, so it looks at everything: both sides
// of an `and`, every branch of an `any of`. What a construct means is written in docs/semantics.md;
// each construct is one short function here.
//
// An Evaluator serves one record and all that hangs on it. Its steps live as long as it does. What is asked of a record
// around that one, of a shipment by each of its lines, is worked out once for all of them (Above).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "eval/limits.hpp"
#include "eval/places.hpp"
#include "eval/run.hpp"
#include "program/region.hpp"
#include "trace/shelf.hpp"
#include "trace/step.hpp"

namespace shibo::engine {

/// The day whose law applies. Unknown when the record does not give its date.
struct LawDate {
  std::optional<Date> day;
  Causes why;  ///< when unknown
};

/// Where an expression is being worked out.
struct Frame {
  const Record* self = nullptr;
  const PackageInstance* package = nullptr;
  LawDate date;
  std::vector<Value> arguments;
  std::vector<Value> slots;  ///< what quantifiers have bound, by slot
};

class Above;

class Evaluator {
 public:
  /// `steps_max` is what may be spent (limits.hpp).
  Evaluator(const Program& program, const Record& root, const Run& run = {},
            std::size_t steps_max = EvaluationLimits::kSteps);
  /// One of several that share what is around their records, and what all of it may cost. `prefix` is how those in the
  /// record name it, where it answers them. Requires: `above` outlives it.
  Evaluator(const Record& root, std::size_t steps_max, Above& above, std::string prefix = {});
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// A name asked of a record: a definition's value, a rule's status, a decision's outcome.
  const Step* ask(const Named& named, const Record* record, const std::vector<Value>& arguments = {});

  /// An expression about a record, in the words of a package.
  const Step* expression(const Node& node, const Record& record, const PackageInstance* package);

  /// Does the package speak of this record? True where it says nothing.
  const Step* scope(const PackageInstance& package, const Record& record);

  /// From the record that the evaluator serves.
  [[nodiscard]] const std::string& path_of(const Record& record);
  /// A fact of the record itself that was asked about from above goes by its own name: `value`, not
  /// `shipment.lines[1].value`.
  [[nodiscard]] std::string own_name(const std::string& path) const;
  [[nodiscard]] const LawDate& law_date(const Record& record);

 private:
  friend class Above;
  const Step* ask_above(const Named& named, const Record& record, const std::vector<Value>& arguments,
                        const LawDate& date, int column);
  [[nodiscard]] bool is_above(const Record* record, const std::vector<Value>& arguments) const;

  // evaluator.cpp
  const Step* eval(const Node& node, Frame& frame);
  const Step* constant_step(const node::Constant& n, const Node& node);
  /// What stands before the dot of `of.name`: a record, or else a value that is none.
  struct BeforeDot {
    const Record* record = nullptr;
    const Value* value = nullptr;  ///< of what is not the record itself
  };
  BeforeDot before_dot(const Node& of, Frame& frame, Step& step);
  void eval_negate(const node::Negate& n, const Type& type, Frame& frame, Step& step);
  void eval_between(const node::Between& n, const Type& type, Frame& frame, Step& step);
  void eval_presumed(const node::Presumed& n, Frame& frame, Step& step);
  bool may_be(const Value& unknown, const Value& other, const Type& type, const Frame& frame);
  class Unpresumed;
  template <class Again>
  void see_whether_it_stands(Step& step, const Again& again);
  void eval_as_of(const node::AsOf& n, Frame& frame, Step& step);
  void eval_call(const node::Call& n, Frame& frame, Step& step);
  Frame& frame_on(const Frame& frame, const Value& day);
  const Step* ask_on(const Named& named, const Record* record, const std::vector<Value>& arguments, const LawDate& date,
                     int column);
  void ask_text(const Named& named, const Text& text, Frame& frame, Step& step, int column);
  void ask_parameter(const Named& named, const ParameterText& body, const LawDate& date, Step& step);
  [[nodiscard]] static Outcomes outcomes_of(const Named& named);
  const Text* text_on(const Named& named, const LawDate& date, Value& why_not);
  void fill_defaults(const Named& named, Frame& frame, Step& step);
  static bool not_passed(const Value& argument);

  // facts.cpp
  void eval_parent(const node::Parent& n, Frame& frame, Step& step);
  void eval_field(const node::Field& n, Frame& frame, Step& step);
  void eval_invalid(const node::Invalid& n, Frame& frame, Step& step);
  Value field_of_nothing(const node::Field& n, const Value& of);
  void show_missing(Step& step);
  Value guarded_fact(const Record& record, int index, const Frame& frame, Step& step);
  LawDate find_law_date(const Record& record);
  Value value_of_field(const FieldValue& field, const Type& type, const FactAt& at, const FieldType* declared);
  const Cause* cause_of(Cause::Kind kind, const FieldValue& field, const FactAt& at, const FieldType* declared);
  void set_bounds(const FieldType& field, Value& value);
  Step& fact_step(const Record& record, int index);
  void show_fact(const Record& record, int index, Step& step);
  Value field_on_path(const Record& from, const std::vector<std::string>& path);
  static bool asks_for(const PackageInstance* package, const Frame& frame);
  static const Record& outermost_whole(const Record& record);
  static const Record* parent_of(const Record& record);
  [[nodiscard]] std::string path_to(const Record& record, const std::string& field);

  // logic.cpp
  void eval_not(const node::Not& n, Frame& frame, Step& step);
  void eval_logic(const node::Logic& n, Frame& frame, Step& step);
  void eval_block(const node::Block& n, Frame& frame, Step& step);
  Step& eval_branch(const node::Branch& branch, bool all, Frame& frame);
  static Value branch_value(const node::Branch& branch, const Value& condition, bool all, const LawDate& date);
  static Value at_least(int least, const Steps& branches);
  void eval_compare(const node::Compare& n, Frame& frame, Step& step);
  void eval_outcome_is(const node::OutcomeIs& n, Frame& frame, Step& step);
  void eval_test(const node::Test& n, Frame& frame, Step& step);
  static Value is_empty(const Value& value);
  static Value is_given(const Value& value);
  static const Step& asked_rule(const Step& operand);
  static Value passes(const Step& rule);
  static Value fails(const Step& rule);
  static Value applies(const Step& rule);
  void eval_first_of(const node::FirstOf& n, const Type& type, Frame& frame, Step& step);
  Step& eval_case(const node::Case& c, const Type& type, Frame& frame, Value& holds);
  Value no_case(const Type& type, const Written& written);
  static Truth in_period(const Law& law, const LawDate& date);
  static Value period_value(const Law& law, const LawDate& date);
  static Value both_hold(const Value& a, const Value& b);
  static Value negated(const Value& value);
  static Value conjunction(const Steps& steps);
  static Value disjunction(const Steps& steps);

  // arithmetic.cpp
  void eval_chain(const node::Chain& n, Frame& frame, Step& step);
  void eval_rounded(const node::Rounded& n, Frame& frame, Step& step);
  Value apply(dsl::Chain::Op op, const Value& left, const Type& left_type, const Value& right, const Type& right_type,
              const Type& type, Frame& frame);
  Value compare(const Value& left, const Type& left_type, dsl::Comparison::Op op, const Value& right,
                const Type& right_type, const Frame& frame);
  Value result_of(const Interval& range, const Type& type, Causes causes);
  Value undefined(const std::string& why);

  // measure.cpp
  static const Conversion* conversion_for(const Frame& frame);
  std::optional<Number> rate(const Named& rates, Measure from, Measure to, Date day);
  std::optional<Interval> in_currency(const Interval& money, Measure to, const Frame& frame, Causes& why_not);
  std::optional<Interval> in_unit(const Interval& amount, Measure unit, const Type& type, const Frame& frame,
                                  Causes& why_not);
  void measure_alike(Interval& a, Interval& b, const Type& type, const Frame& frame, Causes& why_not);
  bool measure_alike(std::vector<Interval>& amounts, const Type& type, const Frame& frame, Causes& why_not);

  // days.cpp
  Value apply_in_time(dsl::Chain::Op op, const Value& left, const Value& right);
  Value apply_to_day(dsl::Chain::Op op, Date day, const Value& right);
  Value apply_to_instant(dsl::Chain::Op op, const Time& instant, const Value& right);
  Value apply_to_span(dsl::Chain::Op op, Duration span, const Value& right);
  Value apply_to_period(dsl::Chain::Op op, Period period, const Value& right);

  // units.cpp
  void eval_units_between(const node::UnitsBetween& n, Frame& frame, Step& step);
  void eval_date_of(const node::DateOf& n, Frame& frame, Step& step);
  void eval_plain_of(const node::PlainOf& n, Frame& frame, Step& step);
  static Value unknown_of(const Value& a, const Value& b);

  // text.cpp
  void eval_length(const node::Length& n, Frame& frame, Step& step);

  // lists.cpp, terms.cpp
  struct Term;
  class Terms;
  void eval_list(const node::List& n, Frame& frame, Step& step);
  void eval_quantified(const node::Quantified& n, Frame& frame, Step& step);
  Step& quantified_element(const node::Quantified& n, const Value& item, std::size_t index, Frame& frame,
                           const Step& step, bool& counts);
  void eval_aggregate(const node::Aggregate& n, const Type& type, Frame& frame, Step& step);
  Terms terms_of(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step);
  std::optional<Term> term_of(const node::Aggregate& n, const Value& item, std::size_t index, Frame& frame, Step& step);
  const ListData* list_of(const Step& step, Step& into);
  Step& element_step(const std::string& variable, const Value& item, std::size_t index, const Step& of);
  static void bind(Frame& frame, int slot, const Value& value);

  // sets.cpp
  void eval_in(const node::In& n, Frame& frame, Step& step);
  Value in_set(const Value& left, const Type& type, const Node& set, Frame& frame, Step& step);
  Value in_list(const Value& left, const Type& type, const ListData& list, Frame& frame);
  Value same_elements(const Value& left, const Value& right, const Type& type, const Frame& frame);
  Value in_range_of(const Value& value, const Type& type, const Value& from, const Value& to, const Frame& frame);
  Value in_codes(const Value& code, const std::vector<HsRange>& ranges);
  Causes too_short(const Value& code);
  Causes too_short(const Value& a, const Value& b);
  Value in_group(const Value& left, const Type& type, const Named& group, const LawDate& date);
  Value is_member(const Value& left, const Type& type, const GroupText::Member& member, const LawDate& date);

  // kinds.cpp
  class Membership;
  Value in_kind(const Value& candidate, const Node& kind, Frame& frame, Step& step);
  Value not_of_this(const Value& candidate, const RecordType* type);
  Value hs_of(const Value& candidate, const Frame& frame, Step& step);
  static const PackageInstance::Edition* edition_of(const Frame& frame);
  Value edition_checked(const Record& record, int index, const Value& code, const Frame& frame);

  // table.cpp
  class Lookup;
  void ask_table(const Named& named, const TableText& table, Frame& frame, Step& step, int column);

  // law.cpp
  struct Held;
  Value with_exceptions(const Value& base, const std::vector<ExceptionText>& exceptions, const Type& type, Frame& frame,
                        Step& step);
  std::vector<Held> held_exceptions(const std::vector<ExceptionText>& exceptions, const Type& type, Frame& frame,
                                    Step& step);
  Step& eval_exception(const ExceptionText& exception, Frame& frame, Value& holds);
  static void apply_overriding(std::vector<Held>& held);
  static bool disagree(const std::vector<const Held*>& held);
  Value conflict_of(const std::vector<const Held*>& held, const Written& written);
  const Value& eval_clause(Step::Clause clause, const Node& condition, Frame& frame, Step& step);
  Value rule_applies(const Named& named, const RuleText& rule, Frame& frame, Step& step);
  static RuleStatus status_of(Truth applies, Truth required, bool recommends);
  void ask_rule(const Named& named, const RuleText& rule, Frame& frame, Step& step);
  std::string advice(const RuleText& rule, Frame& frame);
  void ask_decision(const Named& named, const DecisionText& decision, Frame& frame, Step& step);
  Step& eval_outcome(const DecisionText::Outcome& outcome, Frame& frame);
  Step& named_step(Step::Kind kind, std::string_view name, const Node& node, Frame& frame);
  Value scope_value(const Named& named, Frame& frame, Step& step);

  // steps
  class Within;
  void rests_on(const std::string& name, const Law& law, std::optional<Date> day = {});

  // limits.cpp
  class Deeper;
  void spend(std::size_t steps);
  void stop(const std::string& why);
  [[nodiscard]] bool stopped() const { return stopped_ != nullptr; }
  const Step* stopped_step();
  void leave_open(Step& step) const;

  Step& new_step(Step::Kind kind);
  Step& new_kept_step(Step::Kind kind);
  struct Mark {
    std::size_t steps = 0;
    std::size_t shown = 0;
  };
  void forget_from(const Mark& mark);
  const Cause* cause(Cause what);
  struct Question {
    const Named* named = nullptr;
    const Record* record = nullptr;
    int column = 0;
    std::int32_t day = 0;
    bool presumes = true;
    std::size_t arguments = 0;  ///< a hash
    bool operator==(const Question&) const = default;
    struct Hash {
      std::size_t operator()(const Question& question) const;
    };
  };
  [[nodiscard]] const Step* kept_answer(const Question& key, const std::vector<Value>& arguments,
                                        const LawDate& date) const;
  [[nodiscard]] Question question(const Named& named, const Record* record, const std::vector<Value>& arguments,
                                  const LawDate& date, int column) const;

  std::unique_ptr<Above> own_;  ///< null where it is shared
  Above& above_;
  const Program& program_;
  const Record& root_;
  std::string prefix_;  ///< of all paths, where the record serves those in it: `shipment`
  Shelf<Step> steps_;
  Shelf<Step> kept_;  ///< answers and constants
  std::unordered_map<const Node*, const Step*> constants_;
  const Fact& fact(const Record& record, int index);
  /// What is asked of one record again and again.
  struct OfRecord {
    std::string path;
    std::vector<const Fact*> facts;  ///< by field; null while it was not looked at
    std::optional<LawDate> date;
    std::map<std::pair<const PackageInstance*, bool>, const Step*> scopes;  ///< with presumptions, and without
  };
  OfRecord& of_record(const Record& record);
  std::unordered_map<const Record*, OfRecord> of_records_;
  std::pair<const Record*, OfRecord*> last_record_{};
  Shelf<Fact> facts_;
  Shelf<FactAt> shown_at_;  ///< of elements, and of facts that no record has
  Shelf<Cause> causes_;
  Shelf<Frame> frames_;
  struct Asked {
    std::vector<Value> arguments;
    Causes why_no_date;
    const Step* step = nullptr;
  };
  std::unordered_multimap<Question, Asked, Question::Hash> memo_;
  std::size_t steps_max_;
  std::size_t spent_ = 0;
  std::size_t spent_unpresumed_ = 0;  ///< without presumptions; SIZE_MAX once that was too much
  int depth_ = 0;
  Step* at_ = nullptr;              ///< the innermost step that is being worked out
  const Cause* stopped_ = nullptr;  ///< the limit that was passed; null while there is none
  const Step* stopped_step_ = nullptr;
};

/// What several records in one whole ask of those around them. Their evaluators live here as long as it does; facts in
/// them are named as the records below name them, `shipment.route[1].country`.
class Above {
 public:
  /// `any` is a record of the whole. Without `steps_max` the whole may cost what its size allows (limits.hpp).
  Above(const Program& program, const Record& any, const Run& run, std::optional<std::size_t> steps_max = std::nullopt);

  [[nodiscard]] const Program& program() const { return program_; }
  [[nodiscard]] const RecordPlaces& places() const { return places_; }
  [[nodiscard]] const Run& run() const { return run_; }
  /// False while it is looked at what stands without presumptions.
  [[nodiscard]] bool presumes() const { return presumes_; }
  void presume(bool yes) { presumes_ = yes; }
  /// Whether anything was presumed so far, of whatever record.
  [[nodiscard]] bool has_presumed() const { return has_presumed_; }
  void note_presumption() { has_presumed_ = true; }
  /// False when the whole has cost all that it may.
  [[nodiscard]] bool spend(std::size_t steps);

  Evaluator& of(const Record& record, const std::string& prefix);

 private:
  const Program& program_;
  RecordPlaces places_;
  Run run_;
  std::size_t steps_left_;
  std::size_t steps_left_unpresumed_;
  bool presumes_ = true;
  bool has_presumed_ = false;
  std::vector<std::unique_ptr<Evaluator>> stopped_;  ///< hold the steps of answers given
  std::map<std::pair<const Record*, std::string>, std::unique_ptr<Evaluator>> evaluators_;
};

/// Counts how deep questions stand within each other while it lives; too deep, everything stops.
class Evaluator::Deeper {
 public:
  explicit Deeper(Evaluator& evaluator) : evaluator_(evaluator) {
    if (++evaluator_.depth_ > EvaluationLimits::kDepth)
      evaluator_.stop("it rests on more than 2,000 expressions within each other");
  }
  ~Deeper() { --evaluator_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Evaluator& evaluator_;
};

}  // namespace shibo::engine
