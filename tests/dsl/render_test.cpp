// How a diagnostic is drawn for people, and written for editors.
#include <gtest/gtest.h>

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl {
namespace {

Diagnostic at(const Source& source, std::uint32_t begin, std::uint32_t end) {
  Diagnostic d;
  d.code = {'E', 1};
  d.source = &source;
  d.where = {begin, end};
  d.message = "message";
  return d;
}

TEST(Render, UnderlinesThePlace) {
  const Source source("f", "one two\n");
  EXPECT_EQ(render(at(source, 4, 7)), "error[E0001]: message\n --> f:1:5\n  |\n1 | one two\n  |     ^^^\n");
}

TEST(Render, DrawsTwoLabelsOfOneLineBelowEachOther) {
  const Source source("f", "one two\n");
  Diagnostic d = at(source, 4, 7);
  d.label = "here";
  d.labels.push_back({nullptr, {0, 3}, "and here"});
  EXPECT_EQ(render(d), "error[E0001]: message\n --> f:1:5\n  |\n1 | one two\n  | --- ^^^ here\n  | and here\n");
}

TEST(Render, PointsJustAfterTheEndOfALine) {
  const Source source("f", "one\n");
  EXPECT_EQ(render(at(source, 3, 3)), "error[E0001]: message\n --> f:1:4\n  |\n1 | one\n  |    ^\n");
  EXPECT_EQ(render(at(source, 4, 4)), "error[E0001]: message\n --> f:2:1\n  |\n2 | \n  | ^\n");
}

TEST(Render, MeasuresTabsAndWideCharactersAsTheyAreShown) {
  const Source source("f", "\tx 重量 y");
  EXPECT_EQ(render(at(source, 3, 9)), "error[E0001]: message\n --> f:1:4\n  |\n1 |     x 重量 y\n  |       ^^^^\n");
}

TEST(Render, LetsNothingOfAFileReachTheTerminalButItsText) {
  const Source source("f", "a\x1b[31m\xFF\xE2\x80\xAE z");
  Diagnostic d = at(source, 0, 1);
  d.message = "`\x1b[0m`";
  EXPECT_EQ(render(d), "error[E0001]: `�[0m`\n --> f:1:1\n  |\n1 | a�[31m�� z\n  | ^\n");
}

TEST(Render, CutsALongLineAroundThePlace) {
  const std::string drawn = render(at(Source("f", std::string(500, 'a')), 250, 251));
  EXPECT_NE(drawn.find("1 | …" + std::string(140, 'a') + "…\n"), std::string::npos) << drawn;
}

TEST(Render, WritesJsonForEditors) {
  const Source source("a\"b", "重x\n y");
  Diagnostics all;
  EXPECT_EQ(render_json(all), "[]\n");
  Diagnostic d = at(source, 3, 4);
  d.labels.push_back({nullptr, {6, 7}, "there"});
  d.notes.push_back("a\tnote \xFF");
  d.help = "help";
  all.add(d);
  Diagnostic nowhere;
  nowhere.code = {'W', 7};
  nowhere.severity = Severity::Warning;
  nowhere.message = "none";
  all.add(nowhere);
  EXPECT_EQ(
      render_json(all),
      "[\n"
      "{\"code\":\"E0001\",\"severity\":\"error\",\"path\":\"a\\\"b\",\"begin\":{\"byte\":3,\"line\":1,\"column\":2},\"end\":{\"byte\":4,\"line\":1,\"column\":3},"
      "\"message\":\"message\",\"label\":\"\",\"labels\":[{\"path\":\"a\\\"b\",\"begin\":{\"byte\":6,\"line\":2,\"column\":2},\"end\":{\"byte\":7,\"line\":2,\"column\":3},\"text\":\"there\"}],"
      "\"notes\":[\"a\\tnote �\"],\"help\":\"help\"},\n"
      "{\"code\":\"W0007\",\"severity\":\"warning\",\"path\":null,\"message\":\"none\",\"label\":\"\",\"labels\":[],\"notes\":[],\"help\":null}\n"
      "]\n");
}

TEST(Nearest, ForgivesASlipAndAnEndingAndNoMore) {
  const std::vector<std::string> words = {"weight", "value", "origin", "passes", "kg"};
  EXPECT_EQ(nearest("wieght", words), "weight");
  EXPECT_EQ(nearest("Value", words), "value");
  EXPECT_EQ(nearest("pass", words), "passes");
  EXPECT_EQ(nearest("orig", words), "origin");
  EXPECT_EQ(nearest("height", words), "weight");
  EXPECT_EQ(nearest("colour", words), std::nullopt);
  EXPECT_EQ(nearest("kh", words), std::nullopt);
  EXPECT_EQ(nearest("KG", words), "kg");
  const std::vector<std::string> others = {"non_originating"};
  EXPECT_EQ(nearest("nno_originatnig", others), "non_originating");    // two swaps
  EXPECT_EQ(nearest("on_orginatig", others), "non_originating");       // three letters left out
  EXPECT_EQ(nearest("on_orginatg", others), std::nullopt);             // four
  EXPECT_EQ(nearest("non_Originatingly", others), "non_originating");  // an ending
  EXPECT_EQ(nearest("non_originatinglyly", others), std::nullopt);     // more than an ending
}

}  // namespace
}  // namespace shibo::dsl
