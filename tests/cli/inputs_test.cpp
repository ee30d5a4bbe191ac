// From the arguments of `check` to the files that it reads.
#include "inputs.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "own_folder.hpp"

namespace shibo::cli {
namespace {

namespace fs = std::filesystem;

class InputsTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* file : {"b.csv", "a.csv", "a.json", "odd[1].csv", "materials.csv", "alone/materials.csv"})
      files_.write(file, "0123456789");
  }

  Inputs expand(std::vector<std::string> names) {
    for (std::string& name : names) name = name == "-" ? name : (folder_ / name).string();
    return expand_inputs(names, {"materials.csv"});
  }
  std::string shown(std::vector<std::string> names) {
    std::string text;
    for (const std::string& file : expand(std::move(names)).files)
      text += (text.empty() ? "" : " ") + (file == "-" ? file : fs::relative(file, folder_).string());
    return text;
  }

  OwnFolder files_;
  fs::path folder_ = files_.path();
};

TEST_F(InputsTest, NamesKeepTheirOrderAndPatternsAreSorted) {
  EXPECT_EQ(shown({"b.csv", "a.csv"}), "b.csv a.csv");
  EXPECT_EQ(shown({"?.csv"}), "a.csv b.csv");
  EXPECT_EQ(shown({"a.*", "b.csv", "-"}), "a.csv a.json b.csv -");
  EXPECT_EQ(shown({"*"}), "a.csv a.json b.csv odd[1].csv") << "folders are no files";
}

TEST_F(InputsTest, AFileComesOnce) {
  EXPECT_EQ(shown({"b.csv", "?.csv", "b.csv"}), "b.csv a.csv");
  EXPECT_EQ(shown({"b.csv", "./b.csv", "alone/../b.csv", "./?.csv"}), "b.csv a.csv") << "by whatever name";
}

TEST_F(InputsTest, LinksLeadToOneFile) {
  fs::create_hard_link(folder_ / "b.csv", folder_ / "hard.csv");
  fs::create_hard_link(folder_ / "b.csv", folder_ / "alone" / "hard.csv");
  fs::create_symlink("b.csv", folder_ / "soft.csv");
  EXPECT_EQ(shown({"b.csv", "hard.csv", "soft.csv", "alone/hard.csv", "a.csv"}), "b.csv a.csv");
  EXPECT_EQ(shown({"hard.csv", "b.csv"}), "hard.csv") << "by the name that comes first";
  const Inputs inputs = expand({"b.csv", "hard.csv"});
  ASSERT_EQ(inputs.notes.size(), 1u);
  EXPECT_EQ(inputs.notes[0], "`" + (folder_ / "hard.csv").string() + "` is the same file as `" +
                                 (folder_ / "b.csv").string() + "`, and is read once");
}

TEST_F(InputsTest, ANameThatExistsIsNoPattern) { EXPECT_EQ(shown({"odd[1].csv"}), "odd[1].csv"); }

TEST_F(InputsTest, ANameWithoutAFileIsLeftToTheReader) { EXPECT_EQ(shown({"none.csv"}), "none.csv"); }

TEST_F(InputsTest, APatternThatNothingFitsIsSaid) {
  const Inputs inputs = expand({"*.xml"});
  EXPECT_TRUE(inputs.files.empty());
  ASSERT_EQ(inputs.unmatched.size(), 1u);
  EXPECT_EQ(inputs.unmatched[0].pattern, (folder_ / "*.xml").string());
}

TEST_F(InputsTest, WhatIsJoinedToAnotherIsNotReadAgainUnlessItStandsAlone) {
  const Inputs inputs = expand({"*.csv"});
  ASSERT_EQ(inputs.notes.size(), 1u);
  EXPECT_EQ(inputs.notes[0],
            "`" + (folder_ / "materials.csv").string() + "` is read with the files beside it, which it is joined to");
  EXPECT_EQ(shown({"*.csv"}), "a.csv b.csv odd[1].csv");
  EXPECT_EQ(shown({"materials.csv", "b.csv"}), "b.csv") << "as the shell writes out a pattern without quotes";
  EXPECT_EQ(shown({"materials.csv", "alone/materials.csv"}), "materials.csv alone/materials.csv");
  EXPECT_EQ(shown({"alone/*"}), "alone/materials.csv");
}

TEST_F(InputsTest, TheSizeIsKnownOfFilesOnly) {
  EXPECT_EQ(total_size(expand({"a.csv", "b.csv"}).files), 20u);
  EXPECT_EQ(total_size(expand({"a.csv", "-"}).files), 0u);
}

TEST(InputFormat, Names) {
  EXPECT_EQ(input_format_named("csv"), InputFormat::Csv);
  EXPECT_EQ(input_format_named("json"), InputFormat::Json);
  EXPECT_EQ(input_format_named("ndjson"), InputFormat::Ndjson);
  EXPECT_EQ(input_format_named(""), InputFormat::Guess);
}

}  // namespace
}  // namespace shibo::cli
