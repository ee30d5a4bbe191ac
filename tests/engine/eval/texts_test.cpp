// How long a text is and of what shape; whether what a record says can be read; shares of two numbers.
#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kRules = R"(package laws

record Whole {
  remark: text
  certificate: text evidence
  colour: choice of { invalid, red }
  code: hs edition year
  year: text
  n: number
  m: number
  length: number
  notes: list of text
  part: Part
}

record Part {
  day: date
}

record Bare {
  remark: text
  notes: list of text
}

fact stitched for Bare only where remark is "shoe"

define long for Bare : number = length of remark
define all_long for Bare : number = sum of length of x for x in notes
condition not_below_nothing for Bare = length of remark >= 0
condition of_ten for Bare = length of remark is 10
condition shaped for Bare = remark is shaped "AA-99X"
condition other_shape for Bare = remark is not shaped "AA-99X"
condition of_yen for Bare = remark is shaped "¥9"

condition stitched_is_invalid for Bare = stitched is invalid
condition remark_is_invalid for Bare = remark is invalid
condition remark_is_valid for Bare = remark is not invalid
condition notes_are_invalid for Bare = notes is invalid

condition certificate_is_invalid for Whole = certificate is invalid
condition colour_is_invalid for Whole = colour is invalid
condition code_is_invalid for Whole = code is invalid
condition day_is_invalid for Whole = part.day is invalid

define named_length for Whole : number = length + 1
condition much for Whole = n / m >= 40%
condition within for Whole = n / m in 40% to 60%
condition within_numbers for Whole = n / m in 0.4 to 0.6
condition little for Whole = 1 - n / m < 40%
define share for Whole : percent = n / m
define in_tenths for Whole : percent = n / m rounded to 0.1% half up
define part_of_ten for Whole : number = (n / m) of 10
define product for Whole : percent = (n / m) * (n / m)
define plain for Whole : number = n / m * 100
)";

const RulesInMemory& rules() {
  static const RulesInMemory rules(kRules);
  return rules;
}

FieldValue text(const std::string& words) { return given(words); }
FieldValue absent() {
  FieldValue field;
  field.state = FieldState::Absent;
  return field;
}
FieldValue figure(const std::string& written) { return given(*Number::parse(written)); }

/// The value, or `unknown` and the paths of its causes.
std::string found(const std::string& record, const std::string& name, const std::map<std::string, FieldValue>& fields) {
  const auto about = make_record(rules().record(record), fields);
  Evaluation evaluation(rules().program(), *about);
  const Step* step = rules().ask(evaluation, name, *about);
  std::string out = to_text(step->value, *step->type);
  for (const Cause* why : step->value.causes()) out += " " + (why->path.empty() ? words_of(*why) : why->path);
  return out;
}

TEST(Texts, AreAsLongAsTheirCharacters) {
  EXPECT_EQ(found("Bare", "long", {{"remark", text("")}}), "0");
  EXPECT_EQ(found("Bare", "long", {{"remark", text("AB 12")}}), "5");
  EXPECT_EQ(found("Bare", "long", {{"remark", text("\u5546\u54c1\u00e9")}}), "3");
  EXPECT_EQ(found("Bare", "of_ten", {{"remark", text("1234567890")}}), "true");
  EXPECT_EQ(found("Bare", "of_ten", {{"remark", text("123456789")}}), "false");
  EXPECT_EQ(found("Bare", "of_ten", {{"remark", text("12345678901")}}), "false");
}

TEST(Texts, OfUnknownLengthAreNotBelowNothing) {
  EXPECT_EQ(found("Bare", "long", {}), "at least 0 remark");
  EXPECT_EQ(found("Bare", "of_ten", {}), "unknown remark");
  EXPECT_EQ(found("Bare", "of_ten", {{"remark", invalid("?")}}), "unknown remark");
  EXPECT_EQ(found("Bare", "not_below_nothing", {}), "true");
  EXPECT_EQ(found("Bare", "all_long", {{"notes", list_of_values({text("ab"), invalid("?")}, true)}}),
            "at least 2 notes[2]");
  EXPECT_EQ(found("Bare", "all_long", {{"notes", list_of_values({text("ab")}, false)}}), "at least 2 notes");
}

TEST(Texts, NamedLengthStaysAName) { EXPECT_EQ(found("Whole", "named_length", {{"length", figure("4")}}), "5"); }

TEST(Texts, AreShapedFromEndToEnd) {
  const auto both = [](const std::string& words) {
    return found("Bare", "shaped", {{"remark", text(words)}}) + " " +
           found("Bare", "other_shape", {{"remark", text(words)}});
  };
  for (const char* words : {"AB-123", "ab-12c", "Zz-09Z"}) EXPECT_EQ(both(words), "true false") << words;
  for (const char* words : {"", "AB-12", "AB-1234", " AB-123", "A1-123", "AB_123", "AB-A23", "AB-12-", "\u00c4B-123",
                            "AB-12\u0663", "\u0410B-123"})
    EXPECT_EQ(both(words), "false true") << words;
  EXPECT_EQ(found("Bare", "of_yen", {{"remark", text("\u00a57")}}), "true");
  EXPECT_EQ(found("Bare", "of_yen", {{"remark", text("\u00a37")}}), "false");
  EXPECT_EQ(found("Bare", "shaped", {}), "unknown remark");
  EXPECT_EQ(found("Bare", "other_shape", {{"remark", invalid("?")}}), "unknown remark");
}

TEST(Invalid, IsWhatCannotBeRead) {
  const auto both = [](const std::map<std::string, FieldValue>& fields) {
    return found("Bare", "remark_is_invalid", fields) + ", " + found("Bare", "remark_is_valid", fields);
  };
  EXPECT_EQ(both({{"remark", invalid("?")}}), "true, false");
  EXPECT_EQ(both({{"remark", text("a")}}), "false, true");
  EXPECT_EQ(both({}), "unknown remark, unknown remark");
  EXPECT_EQ(found("Whole", "certificate_is_invalid", {{"certificate", absent()}}), "false");
  EXPECT_EQ(found("Whole", "certificate_is_invalid", {{"certificate", invalid("?")}}), "true");
  EXPECT_EQ(found("Whole", "day_is_invalid", {}), "unknown part.day");
}

TEST(Invalid, IsNotWhatIsKnownAllTheSame) {
  EXPECT_EQ(found("Bare", "stitched_is_invalid", {{"remark", text("hat")}}), "false");
  EXPECT_EQ(found("Bare", "stitched_is_invalid", {{"remark", text("shoe")}}), "unknown stitched");
  EXPECT_EQ(found("Bare", "stitched_is_invalid", {{"remark", text("hat")}, {"stitched", invalid("?")}}), "true");
}

TEST(Invalid, IsAListWithOneSuchElement) {
  EXPECT_EQ(found("Bare", "notes_are_invalid", {}), "unknown notes");
  EXPECT_EQ(found("Bare", "notes_are_invalid", {{"notes", invalid("?")}}), "true");
  EXPECT_EQ(found("Bare", "notes_are_invalid", {{"notes", list_of_values({}, true)}}), "false");
  EXPECT_EQ(found("Bare", "notes_are_invalid", {{"notes", list_of_values({text("a")}, false)}}), "false");
  EXPECT_EQ(found("Bare", "notes_are_invalid", {{"notes", list_of_values({text("a"), invalid("?")}, true)}}), "true");
}

TEST(Invalid, StaysAValueOfAChoice) {
  EXPECT_EQ(found("Whole", "colour_is_invalid", {{"colour", text("invalid")}}), "true");
  EXPECT_EQ(found("Whole", "colour_is_invalid", {{"colour", text("red")}}), "false");
  EXPECT_EQ(found("Whole", "colour_is_invalid", {{"colour", invalid("?")}}), "unknown colour");
}

TEST(Shares, OfTwoNumbersArePercentages) {
  const auto of = [](const std::string& name, const std::string& n, const std::string& m) {
    return found("Whole", name, {{"n", figure(n)}, {"m", figure(m)}});
  };
  EXPECT_EQ(of("much", "2", "5"), "true");
  EXPECT_EQ(of("much", "1.999", "5"), "false");
  EXPECT_EQ(of("little", "3", "5"), "false");
  for (const char* range : {"within", "within_numbers"}) {
    EXPECT_EQ(of(range, "2", "5"), "true");
    EXPECT_EQ(of(range, "1.999", "5"), "false");
    EXPECT_EQ(of(range, "3", "5"), "true");
    EXPECT_EQ(of(range, "3.001", "5"), "false");
  }
  EXPECT_EQ(of("little", "3.001", "5"), "true");
  EXPECT_EQ(of("share", "1", "8"), "12.5%");
  EXPECT_EQ(of("in_tenths", "1", "3"), "33.3%");
  EXPECT_EQ(of("in_tenths", "1", "16"), "6.3%");
  EXPECT_EQ(of("part_of_ten", "1", "4"), "2.5");
  EXPECT_EQ(of("product", "1", "2"), "25%");
  EXPECT_EQ(of("plain", "1", "8"), "12.5");
  EXPECT_EQ(of("much", "1", "0"), "unknown the divisor is zero");
  EXPECT_EQ(found("Whole", "much", {{"n", figure("1")}}), "unknown m");
}

/// What the checker says of a condition, without its place.
std::string said(const std::string& condition) {
  const RulesInMemory refused(
      "package laws\nrecord R {\n  remark: text\n  n: number\n  m: number\n  part: percent\n  notes: list of text\n  "
      "box: container_number\n}\ndefine twice for R : number = n * 2\ncondition x for R = " +
          condition + "\n",
      RulesInMemory::MayBeRefused());
  std::string out;
  for (const dsl::Diagnostic& d : refused.diagnostics().all()) {
    if (d.code.text() == "W0701") continue;  // nothing uses them
    out += d.code.text() + " " + d.message + (d.help ? " (" + *d.help + ")" : "");
  }
  return out;
}

TEST(Texts, AreRefusedWhereTheyMeanNothing) {
  struct Case {
    const char* condition;
    const char* said;
  };
  const Case cases[] = {
      {"length of remark > 3", ""},
      {"length of n > 3",
       "E0201 nothing is called `length` here (the elements of a list are counted, `count of m in list`; of a number there is no length)"},
      {"length of notes > 3", "E0201 nothing is called `length` here (write `count of m in notes`)"},
      {"size of remark > 3", "E0201 nothing is called `size` here (write `length of remark`)"},
      {"remark is shaped \"A\"", ""},
      {"remark is shaped \"a\"",
       "E0223 a shape has an `A` for a letter, a `9` for a digit or an `X` for either (to compare with one text, write `is`)"},
      {"remark is not shaped \"\"",
       "E0223 a shape has an `A` for a letter, a `9` for a digit or an `X` for either (to compare with one text, write `is`)"},
      {"n is shaped \"9\"", "E0211 this compares texts, and finds a number and text"},
      {"box is shaped \"AAA\"", "E0211 this compares texts, and finds a container_number and a container_number"},
      {"n is invalid", ""},
      {"twice is invalid",
       "E0203 only a field is invalid: it is what a record says that cannot be read (ask it of a field)"},
      {"some x in notes satisfies x is invalid",
       "E0203 only a field is invalid: it is what a record says that cannot be read (ask it of a field)"},
      {"n / m > 40%", ""},
      {"n / m > 40", ""},
      {"n / m / 2 > 40%", ""},
      {"n * m > 40%",
       "E0215 `n * m` is a number, but `40%` is a percentage (convert it visibly: `* 1%` makes a percentage of a number, `/ 1%` a number of a percentage)"},
      {"n > part",
       "E0215 `n` is a number, but `part` is a percentage (convert it visibly: `* 1%` makes a percentage of a number, `/ 1%` a number of a percentage)"},
      {"notes is [\"a\"]", "E0211 `is` does not compare a list of text (use `in`, `every …` or `some …`)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(said(c.condition), c.said) << c.condition;
  }
}

}  // namespace
}  // namespace shibo::engine
