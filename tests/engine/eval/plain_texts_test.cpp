// Texts beside each other: in normal form C always, without case, width and blanks where the rule asks.
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kTextRules = R"(package laws

record R {
  name: text
  names: list of text
  plain: percent
  amount: number
}

group denied : text { "ACME Ltd", "Société Noire" }

condition is_it for R = name is "Socie\u{301}te\u{301}"
condition is_not_it for R = name is not "Société"
condition begins for R = name starts with "Socie\u{301}"
condition holds for R = name contains "cie\u{301}t"
condition among for R = name in ["x", "Socie\u{301}te\u{301}"]
condition on_list for R = name in denied

condition plainly for R = plain of name is "ACME Ltd"
condition other_side for R = "ACME Ltd" is plain of name
condition not_plainly for R = plain of name is not "ACME Ltd"
condition plainly_begins for R = plain of name starts with "ACME"
condition plainly_among for R = plain of name in ["x", "ACME Ltd"]
condition plainly_on_list for R = plain of name in denied
condition plainly_in_field for R = plain of name in names
define shown for R : text = plain of name
define named_plain for R : number = (plain) of amount
)";

const RulesInMemory& text_rules() {
  static const RulesInMemory rules(kTextRules);
  return rules;
}

Truth asked(const std::string& condition, const std::string& name) {
  const auto record =
      make_record(text_rules().record("R"),
                  {{"name", given(name)}, {"names", list_of_values({given(std::string("\uFF21cme LTD"))}, true)}});
  return text_rules().value(condition, *record).truth();
}

TEST(PlainTexts, OfRulesAreInNormalFormC) {
  const std::string name = "Soci\u00E9t\u00E9";  // as the readers of data give it
  for (const char* condition : {"is_it", "begins", "holds", "among"})
    EXPECT_EQ(asked(condition, name), Truth::True) << condition;
  EXPECT_EQ(asked("is_not_it", name), Truth::False);
  EXPECT_EQ(asked("on_list", "Soci\u00E9t\u00E9 Noire"), Truth::True);
}

TEST(PlainTexts, DifferInCaseWidthAndBlanksUnlessTheRuleAsks) {
  for (const char* name : {"acme ltd", "ACME  Ltd", "\uFF21\uFF23\uFF2D\uFF25 Ltd"}) {
    EXPECT_EQ(asked("on_list", name), Truth::False) << name;
    for (const char* condition :
         {"plainly", "other_side", "plainly_begins", "plainly_among", "plainly_on_list", "plainly_in_field"})
      EXPECT_EQ(asked(condition, name), Truth::True) << condition << ' ' << name;
    EXPECT_EQ(asked("not_plainly", name), Truth::False) << name;
  }
  for (const char* condition : {"plainly", "plainly_among", "plainly_on_list", "plainly_in_field"})
    EXPECT_EQ(asked(condition, "ACMELtd"), Truth::False) << condition;
  EXPECT_EQ(asked("not_plainly", "ACMELtd"), Truth::True);
}

TEST(PlainTexts, OfNobodyAreUnknownPlainlyToo) {
  const auto nobody = make_record(text_rules().record("R"), {{"name", missing()}});
  EXPECT_EQ(text_rules().value("plainly", *nobody).truth(), Truth::Unknown);
  EXPECT_FALSE(text_rules().value("shown", *nobody).known());
}

TEST(PlainTexts, AFieldMayBeNamedPlain) {
  const auto record =
      make_record(text_rules().record("R"), {{"plain", given(*Number::parse("0.5"))}, {"amount", given(Number(4))}});
  EXPECT_EQ(*text_rules().value("named_plain", *record).get<Number>(), Number(2));
}

TEST(PlainTexts, OnlyATextIsMadePlain) {
  const auto said = [](const std::string& expression) {
    const RulesInMemory refused(std::string(kTextRules) + "condition odd for R = " + expression + "\n",
                                RulesInMemory::MayBeRefused{});
    std::string out;
    for (const dsl::Diagnostic& d : refused.diagnostics().all())
      out += d.code.text() + ' ' + d.message + " (" + d.help.value_or("") + ")";
    return out;
  };
  EXPECT_EQ(
      said("plain of amount > 1"),
      "E0210 `plain of` takes a text, found a number (what is named `plain` stands in parentheses: `(plain) of …`)");
  EXPECT_EQ(said("plain of names is empty"), "E0210 `plain of` takes a text, found a list of text ()");
}

}  // namespace
}  // namespace shibo::engine
