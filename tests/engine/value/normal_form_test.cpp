#include "value/normal_form.hpp"

#include <gtest/gtest.h>

namespace shibo::engine {
namespace {

TEST(NormalForm, IsOneForEachWayToWriteACharacter) {
  EXPECT_EQ(normal_form("Soci\u00E9t\u00E9"), "Soci\u00E9t\u00E9");
  EXPECT_EQ(normal_form("Socie\u0301te\u0301"), "Soci\u00E9t\u00E9");
  EXPECT_EQ(normal_form("\u212B"), "\u00C5") << "the sign of angstroms";
  EXPECT_EQ(normal_form("\u1112\u1161\u11AB"), "\uD55C") << "Hangul in letters";
  EXPECT_EQ(normal_form("a\u0323\u0307"), normal_form("a\u0307\u0323")) << "marks in another order";
  EXPECT_EQ(normal_form(""), "");
}

TEST(NormalForm, KeepsCaseWidthAndBlanks) {
  for (const char* text :
       {"ACME", "acme", "\uFF21\uFF23", "a  b", "a\u00A0b", "a\u3000b", "\uFB01", "\u00DF", "\u200B"})
    EXPECT_EQ(normal_form(text), text);
}

TEST(NormalForm, LeavesWhatIsNoTextAsItIs) {
  EXPECT_EQ(normal_form("e\xCC\x81\xFF"), "e\xCC\x81\xFF");
  EXPECT_EQ(normal_form(std::string("e\xCC\x81\0e", 5)), std::string("\xC3\xA9\0e", 4));
}

TEST(PlainForm, DropsCaseWidthAndBlanks) {
  EXPECT_EQ(plain_form("  ACME\t Trading \u00A0Co.\n"), "acme trading co.");
  EXPECT_EQ(plain_form("\uFF21\uFF23\uFF2D\uFF25\u3000Ltd"), "acme ltd");
  EXPECT_EQ(plain_form("STRASSE"), plain_form("Stra\u00DFe"));
  EXPECT_EQ(plain_form("E\u0301LAN"), plain_form("\u00E9lan"));
  EXPECT_EQ(plain_form("AC\u200BME"), "acme") << "a blank without width";
  EXPECT_NE(plain_form("ACMELtd"), plain_form("ACME Ltd"));
  EXPECT_NE(plain_form("Elan"), plain_form("\u00C9lan")) << "letters with and without their mark are two";
  EXPECT_EQ(plain_form(" \t"), "");
}

}  // namespace
}  // namespace shibo::engine
