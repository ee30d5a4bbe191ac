// Files that change while they are read.
#include "io/byte_source.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/csv.hpp"
#include "own_folder.hpp"

namespace shibo::engine {
namespace {

/// A file of many rows, in a folder of its own.
class ChangingFile {
 public:
  ChangingFile() {
    std::string rows = "no,text\n";
    for (int i = 1; i <= 30'000; ++i) rows += std::to_string(i) + ",text of row " + std::to_string(i) + '\n';
    folder_.write("changing.csv", rows);
  }
  [[nodiscard]] std::string path() const { return folder_.path("changing.csv"); }

 private:
  OwnFolder folder_;
};

std::string failure_after_all(ByteSource& source) {
  std::string rest(1'000'000, ' ');
  while (source.read(rest.data(), rest.size()) != 0) {}
  return source.failure();
}

TEST(FileSource, SaysThatTheFileBecameShorter) {
  const ChangingFile file;
  OpenedSource opened = open_source(file.path());
  ASSERT_TRUE(opened.source) << opened.error;
  std::string first(1000, ' ');
  ASSERT_EQ(opened.source->read(first.data(), first.size()), first.size());
  std::filesystem::resize_file(file.path(), 100'000);
  EXPECT_EQ(failure_after_all(*opened.source), "the file became shorter while it was read");
}

TEST(FileSource, ReadsAFileThatStaysOrGrows) {
  const ChangingFile file;
  OpenedSource opened = open_source(file.path());
  ASSERT_TRUE(opened.source) << opened.error;
  std::ofstream(file.path(), std::ios::app) << "one more\n";
  EXPECT_EQ(failure_after_all(*opened.source), "");
}

TEST(FileSource, TheCellInWhichReadingStoppedIsNotTrusted) {
  const ChangingFile file;
  OpenedSource opened = open_source(file.path());
  ASSERT_TRUE(opened.source) << opened.error;
  std::vector<Finding> findings;
  CsvReader reader(*opened.source, std::make_shared<const std::string>("t.csv"), findings, {.chunk = 1000});
  Row row;
  ASSERT_TRUE(reader.next(row));
  std::filesystem::resize_file(file.path(), 500'003);
  CellFault last = CellFault::None;
  std::size_t torn = 0;
  while (reader.next(row)) {
    last = row.cells.back().fault;
    torn += last == CellFault::Torn ? 1 : 0;
  }
  EXPECT_EQ(last, CellFault::Torn);
  EXPECT_EQ(torn, 1U);
}

}  // namespace
}  // namespace shibo::engine
