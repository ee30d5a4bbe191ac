// Types and resolves one expression at a time.
//
// Every function returns the checked node, or null after it has reported what is wrong; a caller that
// gets null stays silent, so that one mistake gives one diagnostic.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "names/context.hpp"

namespace shibo::engine {

/// Where an expression stands: which record it is about, and which names are bound around it.
struct Surroundings {
  InstanceState* in = nullptr;
  const dsl::Source* source = nullptr;
  const RecordType* record = nullptr;      ///< null in what belongs to no record
  const Named* owner = nullptr;            ///< whose body it is
  std::optional<FieldOfRecord> fact = {};  ///< the fact whose `only where` it is

  /// Whose questions the questions in it are, for the search for circles.
  [[nodiscard]] std::optional<Asker> asker() const {
    if (owner != nullptr) return owner;
    return fact ? std::optional<Asker>(*fact) : std::nullopt;
  }
  const std::vector<Parameter>* params = nullptr;
  bool in_test = false;              ///< in what a test expects, where lists may be compared
  std::optional<Written> hole = {};  ///< of an `advise` text, whose expression is a source of its own
  std::string no_record_cure;        ///< how what stands here says its record, where that is not by `for`
};

/// Does the node name a series?
[[nodiscard]] bool is_series(const Node& node);
/// Of an aggregate over a series: what is counted, apart from the window in which it is. Null after a diagnostic.
/// `in` is the package in whose words it is counted.
const Node* check_count(Context& context, const InstanceState& in, const Type& type, const Written& where,
                        node::Aggregate aggregate);

class ExpressionChecker {
 public:
  ExpressionChecker(Context& context, Surroundings around) : context_(context), around_(around) {}

  /// Checks an expression; `expected` helps with words that only a type gives a meaning (`CN`,
  /// `sewing`, `0`, a ratio). The result may still be of another type.
  const Node* check(const dsl::Expr& expr, const Type& expected = {});

  /// Checks, and reports when the type does not fit.
  const Node* require(const dsl::Expr& expr, const Type& wanted);
  const Node* require_condition(const dsl::Expr& expr);

  /// A set of goods: codes, facts and conditions of a good, groups of codes, joined and narrowed.
  const Node* check_kind(const dsl::Expr& expr);

  /// A path such as the hole of an `advise` text: `leg.country`, `import_date - proof_life`.
  [[nodiscard]] const Surroundings& around() const { return around_; }

 private:
  struct Local {
    std::string name;
    Type type;
    int slot = 0;
    bool part = false;  ///< bound to a part of the record
    bool used = false;
    std::optional<dsl::Word> namesake;  ///< a field of the record, asked by a name that the element has as well
  };

  // expression.cpp
  const Node* check_node(const dsl::Expr& expr, const Type& expected);
  const Node* check_literal(const dsl::Expr& expr, const dsl::Literal& literal, const Type& expected);
  const Node* check_list(const dsl::Expr& expr, const dsl::ListExpr& list, const Type& expected);
  const Node* check_negation(const dsl::Expr& expr, const dsl::Negation& negation, const Type& expected);
  const Node* check_not(const dsl::Expr& expr, const dsl::NotExpr& negation);
  const Node* check_logic(const dsl::Expr& expr, const dsl::Logic& logic);
  [[nodiscard]] bool reported_as_element(const dsl::Logic& logic, std::size_t i, const Node* before);
  [[nodiscard]] bool is_element(const dsl::Expr& operand, const Type& type);
  void check_mark(const node::Block& block, const node::Branch& branch);
  const Node* check_block(const dsl::Expr& expr, const dsl::Block& block);
  const Node* check_first_of(const dsl::Expr& expr, const dsl::FirstOf& first, const Type& expected);
  /// A rule has a status and a decision an outcome: neither is a value. True when the expression is one, and that was
  /// reported.
  bool reported_as_answer(const dsl::Expr& expr, const Node& node);
  const Node* check_rounded(const dsl::Expr& expr, const dsl::Rounded& rounded, const Type& expected);
  const Node* check_presumed(const dsl::Expr& expr, const dsl::Presumed& presumed, const Type& expected);
  const Node* check_as_of(const dsl::Expr& expr, const dsl::AsOf& as_of, const Type& expected);

  // lists.cpp
  void unbind(const dsl::Word& variable, bool should_be_used);
  void note_namesake(const dsl::Word& name, const Symbol* symbol);
  const Node* check_of_each(const std::function<const Node*()>& check);
  const Node* check_quantified(const dsl::Expr& expr, const dsl::Quantified& quantified);
  const Node* check_aggregate(const dsl::Expr& expr, const dsl::Aggregate& aggregate, const Type& expected);
  const Node* check_binder_list(const dsl::Expr& list, const dsl::Word& variable);
  bool can_be_listed(const dsl::Aggregate& aggregate, const Node& value);
  const Node* check_extreme_of_list(const dsl::Expr& expr, const dsl::Aggregate& aggregate, const Type& expected);

  // arithmetic.cpp
  const Node* check_chain(const dsl::Expr& expr, const dsl::Chain& chain, const Type& expected);
  const Node* check_of(const dsl::Expr& expr, const dsl::OfExpr& of, const Type& expected);
  const Node* check_share(const dsl::Expr& expr, const dsl::OfExpr& of, const Node* whole);
  const Node* check_term(const dsl::Expr& operand, const Type& hint, const Named*& days_of);
  Type type_of_term(const dsl::Chain::Term& term, const Written& left_at, const Type& left, const Written& right_at,
                    const Type& right);
  Type type_of_sum(const dsl::Chain::Term& term, const Written& left_at, const Type& left, const Written& right_at,
                   const Type& right);
  Type type_of_product(const dsl::Chain::Term& term, const Written& left_at, const Type& left, const Written& right_at,
                       const Type& right);
  [[nodiscard]] bool convertible(const Type& left, const Type& right) const;
  Type mixed(const Written& left_at, const Type& left, const Written& right_at, const Type& right,
             std::optional<std::string> cure = {});

  // days.cpp
  const Node* check_units_between(const dsl::Expr& expr, const dsl::UnitsBetween& between);
  bool counts(const dsl::UnitsBetween& between, const Node& from, const Node& to);
  bool adds_to_a_count(const dsl::Expr& left, const dsl::Chain::Term& term, const Node& right);
  const Node* check_day_of_year(const dsl::Expr& expr, const dsl::DayOfYear& day);

  // word_of.cpp
  const Node* check_word_of(const dsl::Expr& expr, const dsl::WordOf& word_of);
  const Node* make_word_of(const dsl::Expr& expr, dsl::OfWord word, const Node* operand);
  /// Where goods are wanted: what the word asks instead, and how a fact of that name is written.
  [[nodiscard]] static std::optional<std::string> no_kind(dsl::OfWord word);

  // text.cpp
  [[nodiscard]] bool asks_for_length(const dsl::OfExpr& of) const;
  [[nodiscard]] bool takes_share(const dsl::OfExpr& of) const;
  const Node* days_without_day(const Written& days, const Written& before, const Type& type);
  const Node* check_length(const dsl::Expr& expr, const dsl::OfExpr& of);
  bool is_shape(const Node& shape);

  // relation.cpp
  [[nodiscard]] bool asks_whether_invalid(const dsl::Comparison& comparison, const Node& left) const;
  const Node* check_invalid(const dsl::Expr& expr, const dsl::Comparison& comparison, const Node* left);
  const Node* check_comparison(const dsl::Expr& expr, const dsl::Comparison& comparison);
  const Node* check_outcome_is(const dsl::Expr& expr, const Node* decision, const std::vector<dsl::ExprPtr>& sets,
                               bool negated);
  const Node* check_membership(const dsl::Expr& expr, const dsl::Membership& membership);
  const Node* check_set(const dsl::Expr& set, const Type& element, bool several);
  Type element_of_sets(const dsl::Membership& membership);
  const Node* check_test(const dsl::Expr& expr, const dsl::Test& test);
  bool comparable(const dsl::Comparison& written, const Node& left, const Node& right);

  // reference.cpp
  const Node* check_reference(const dsl::Expr& expr, const dsl::Reference& reference, const Type& expected);
  bool lacks_column(const Node& node, const dsl::PathStep& step);
  bool takes_arguments(const Node& node, const dsl::PathStep& step);
  const Node* first_step(const dsl::Expr& expr, const dsl::Reference& reference, std::size_t& used,
                         const Type& expected);
  const Node* next_step(const Node* on, const std::vector<dsl::PathStep>& steps, std::size_t& i);
  const Node* named_with_package(const Node* on, const std::vector<dsl::PathStep>& steps, std::size_t& i);
  const Node* country(const dsl::Word& code, const Type& type);
  const Node* word_of_type(const dsl::PathStep& step, const Type& expected);
  const Node* use_symbol(Symbol& symbol, const Node* of, const dsl::PathStep& step, const dsl::Reference* whole);
  const Node* call(const Named& named, const Node* of, const dsl::PathStep& step, const dsl::Reference* whole);
  bool fill_arguments(const Named& named, const dsl::PathStep& step, const dsl::Reference* whole,
                      std::vector<const Node*>& arguments);
  const Node* check_between(const dsl::Expr& expr, const dsl::PathStep& step, const Type& expected);
  const Node* this_record(const Written& at);
  void unknown_name(const dsl::Word& name, const RecordType* record, std::optional<std::string> cure = {});
  void unknown_first(const dsl::Reference& reference, const Type& expected);
  [[nodiscard]] std::optional<std::string> named_by_a_library(const std::string& before, const dsl::PathStep& step,
                                                              const RecordType* record) const;
  [[nodiscard]] std::optional<std::string> instrument_meant(const std::string& name) const;
  [[nodiscard]] static std::optional<std::string> field_around(const std::string& name, const RecordType& record);
  [[nodiscard]] std::optional<std::string> cure_for(const dsl::Reference& reference) const;

  // kind.cpp
  const Node* kind_of_reference(const dsl::Expr& expr, const dsl::Reference& reference);
  void join_codes(std::vector<const Node*>& sets);
  const Node* union_of(const dsl::Expr& expr, const std::vector<dsl::ExprPtr>& items);

  [[nodiscard]] Written at(dsl::Span span) const { return {around_.source, span}; }
  [[nodiscard]] const Local* find_local(const std::string& name) const;
  /// Something has that name here: what is bound, a declaration, a field.
  [[nodiscard]] bool is_named(const std::string& name) const;
  const Node* fit_zero(const Node* node, const Type& other);
  /// `of` is the record that is asked; null for the one at hand.
  void note_call(const Asker& whom, const Node* of);
  void note_use(const dsl::Word& name, const Meaning& means);
  void note_unit(const dsl::Literal& literal);
  /// The package that stands in a path before the step `at`, from the step `first` on.
  void note_package(const std::vector<dsl::PathStep>& steps, std::size_t first, std::size_t at,
                    const InstanceState& package);
  void note_outcome(const dsl::Word& name, const Named& decision);
  [[nodiscard]] Written where_written(const dsl::Word& name) const;

  Context& context_;
  Surroundings around_;
  std::vector<Local> locals_;
  int slots_ = 0;
};

}  // namespace shibo::engine
