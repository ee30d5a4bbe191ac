// Files that change while they are read.
#include "io/byte_source.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/csv.hpp"

namespace shibo::engine {
namespace {

/// A file of rows that is there while the test runs.
class ChangingFile {
 public:
  ChangingFile() {
    std::ofstream out(path_);
    out << "no,text\n";
    for (int i = 1; i <= 30'000; ++i) out << i << ",text of row " << i << '\n';
  }
  ~ChangingFile() { std::filesystem::remove(path_); }
  ChangingFile(const ChangingFile&) = delete;
  ChangingFile& operator=(const ChangingFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_ = testing::TempDir() + "shibo_changing.csv";
};

std::string failure_after_all(ByteSource& source) {
  std::string rest(1'000'000, ' ');
  while (source.read(rest.data(), rest.size()) != 0) {}
  return source.failure();
}

TEST(FileSource, SaysThatTheFileBecameShorter) {
  const ChangingFile file;
  OpenedSource opened = open_source(file.path());
  std::string first(1000, ' ');
  ASSERT_EQ(opened.source->read(first.data(), first.size()), first.size());
  std::filesystem::resize_file(file.path(), 100'000);
  EXPECT_EQ(failure_after_all(*opened.source), "the file became shorter while it was read");
}

TEST(FileSource, ReadsAFileThatStaysOrGrows) {
  const ChangingFile file;
  OpenedSource opened = open_source(file.path());
  std::ofstream(file.path(), std::ios::app) << "one more\n";
  EXPECT_EQ(failure_after_all(*opened.source), "");
}

TEST(FileSource, TheCellInWhichReadingStoppedIsNotTrusted) {
  const ChangingFile file;
  OpenedSource opened = open_source(file.path());
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
