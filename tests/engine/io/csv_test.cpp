// The CSV reader, case by case. A row is shown as its cells between bars, `|a|b|`; each cell that is
// not plain text is marked, `|"a"|` for a quoted one, `|!a|` for a broken one.
#include "io/csv.hpp"

#include <gtest/gtest.h>

#include <random>

namespace shibo::engine {
namespace {

struct Read {
  std::string rows;      ///< one line a row
  std::string places;    ///< line:column of each cell, a space between cells, one line a row
  std::string findings;  ///< code, place, message, help
  char separator = 0;
  std::uint64_t row_count = 0;
  std::uint64_t empty_lines = 0;
  std::uint64_t bytes = 0;
  bool unsure = false;
  bool hides_rows = false;
};

std::string shown(const Finding& finding) {
  std::string number = std::to_string(finding.code.number);
  std::string text = std::string(1, finding.code.letter) + std::string(4 - number.size(), '0') + number + " " +
                     std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column) + " " +
                     finding.message;
  if (!finding.help.empty()) text += " | " + finding.help;
  return text + "\n";
}

Read read(std::string text, CsvOptions options = {}) {
  TextSource source(std::move(text));
  std::vector<Finding> findings;
  CsvReader reader(source, std::make_shared<const std::string>("t.csv"), findings, options);
  Read result;
  Row row;
  while (reader.next(row)) {
    for (const Cell& cell : row.cells) {
      const std::string mark = cell.fault != CellFault::None ? "!" : cell.quoted ? "\"" : "";
      result.rows += "|" + mark + std::string(cell.text) + (mark == "\"" ? mark : "");
      result.places += std::to_string(cell.line) + ":" + std::to_string(cell.column) + " ";
    }
    result.rows += "|\n";
    result.places.back() = '\n';
  }
  EXPECT_FALSE(reader.next(row)) << "the end stays the end";
  for (const Finding& finding : findings) result.findings += shown(finding);
  result.separator = reader.separator();
  result.row_count = reader.rows();
  result.empty_lines = reader.empty_lines();
  result.bytes = reader.bytes_read();
  result.unsure = reader.unsure();
  result.hides_rows = reader.hides_rows();
  return result;
}

TEST(Csv, SplitsRowsIntoCells) {
  struct Case {
    const char* text;
    const char* rows;
  };
  const Case cases[] = {
      {"a,b,c\n1,2,3\n", "|a|b|c|\n|1|2|3|\n"},
      {"a,b\n1,2", "|a|b|\n|1|2|\n"},
      {"a,b\r\n1,2\r\n", "|a|b|\n|1|2|\n"},
      {"a,b\r1,2\r", "|a|b|\n|1|2|\n"},
      {"a,b\n\r\n1,2", "|a|b|\n|1|2|\n"},
      {"a,b\n,\n", "|a|b|\n|||\n"},
      {"a,b\n1,\n", "|a|b|\n|1||\n"},
      {"a,b\n1", "|a|b|\n|1|\n"},
      {"a,b\n1,2,3", "|a|b|\n|1|2|3|\n"},
      {"\xEF\xBB\xBF"
       "a,b\n1,2",
       "|a|b|\n|1|2|\n"},
      {"", ""},
      {"\n\r\n\r", ""},
      {" a , b \n", "| a | b |\n"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read(c.text).rows, c.rows) << c.text;
    EXPECT_EQ(read(c.text).findings, "") << c.text;
  }
}

TEST(Csv, ReadsQuotedCells) {
  struct Case {
    const char* text;
    const char* rows;
  };
  const Case cases[] = {
      {"a,b\n\"1,2\",3", "|a|b|\n|\"1,2\"|3|\n"},
      {"a\n\"say \"\"hi\"\"\"", "|a|\n|\"say \"hi\"\"|\n"},
      {"a\n\"two\nlines\"\n", "|a|\n|\"two\nlines\"|\n"},
      {"a\n\"two\r\nlines\"\n", "|a|\n|\"two\r\nlines\"|\n"},
      {"a,b\n\"\",\"\"\"\"", "|a|b|\n|\"\"|\"\"\"|\n"},
      {"a,b\n1, \"x,y\" ", "|a|b|\n|1|\"x,y\"|\n"},            // spaces around the quotes
      {"a,b\n5\" pipe,x\"y\"", "|a|b|\n|5\" pipe|x\"y\"|\n"},  // a quote within text is itself
  };
  for (const Case& c : cases) {
    EXPECT_EQ(read(c.text).rows, c.rows) << c.text;
    EXPECT_EQ(read(c.text).findings, "") << c.text;
  }
}

TEST(Csv, KnowsThePlaceOfEachCell) {
  EXPECT_EQ(read("a,bb,c\n1,,3").places, "1:1 1:3 1:6\n2:1 2:3 2:4\n");
  EXPECT_EQ(read("品名,b\né,x").places, "1:1 1:4\n2:1 2:3\n") << "columns count code points";
  EXPECT_EQ(read("a\tb\n1\t2").places, "1:1 1:3\n2:1 2:3\n") << "a tab is one column";
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b")
                .places,
            "1:1 1:3\n")
      << "a byte order mark is none";
  EXPECT_EQ(read("a,b\n\"x\ny\",z\n1,2").places, "1:1 1:3\n2:1 3:4\n4:1 4:3\n");
  EXPECT_EQ(read("a\n\n\r\nx").places, "1:1\n4:1\n");
  EXPECT_EQ(read("a,b\n\"x\r\ny\",z").places, "1:1 1:3\n2:1 3:4\n");
  EXPECT_EQ(read("a,b\n1,  \"x\"").places, "1:1 1:3\n2:1 2:5\n") << "a quoted cell begins at its quote";
}

TEST(Csv, FindsTheSeparatorInTheFirstLine) {
  struct Case {
    const char* text;
    char separator;
  };
  const Case cases[] = {
      {"a,b,c\n", ','},       {"a;b;c\n1,5;2;3", ';'}, {"a\tb\n", '\t'},   {"a|b|c\n", '|'},        {"a\n", ','},
      {"\"x;y;z\",b\n", ','}, {"\n\na;b\n", ';'},      {"a,b;c;d\n", ';'}, {"sep=|\na,b,c\n", '|'},
  };
  for (const Case& c : cases) EXPECT_EQ(read(c.text).separator, c.separator) << c.text;
  EXPECT_EQ(read("a;b,c", {.separator = ','}).rows, "|a;b|c|\n") << "unless it is given";
  EXPECT_EQ(read("sep=;\na;b\n1;2").rows, "|a|b|\n|1|2|\n") << "Excel's own line is no header";
  EXPECT_EQ(read("sep=;\na;b").places, "2:1 2:3\n");
}

TEST(Csv, CountsEmptyLines) {
  const Read result = read("\na,b\n\n\r\n1,2\n\n");
  EXPECT_EQ(result.row_count, 2U);
  EXPECT_EQ(result.empty_lines, 4U);
}

TEST(Csv, ReportsAQuoteThatIsNeverClosedAndGoesOnWithTheNextLine) {
  const Read result = read("a,b,c\n1,\"two,3\n4,5,6\n");
  EXPECT_EQ(result.rows, "|a|b|c|\n|1|!two,3|\n|4|5|6|\n");
  EXPECT_EQ(result.findings,
            "D0103 2:3 the quote that opens here is never closed; the rest of its line is `two,3` | "
            "close the quote, or write one that belongs to the text twice (`\"\"`)\n");
  EXPECT_EQ(read("a\n\"").rows, "|a|\n|!|\n");
}

TEST(Csv, AQuoteThatAnotherCellsQuoteWouldCloseIsTakenBack) {
  const Read result = read("a,b,c\n1,\"12 inch,x\n2,y,z\n3,\"q\",w\n");
  EXPECT_EQ(result.rows, "|a|b|c|\n|1|!12 inch,x|\n|2|y|z|\n|3|\"q\"|w|\n") << "each line is a row";
  EXPECT_EQ(
      result.findings,
      "D0103 2:3 the quote that opens here is not closed on its line, and text stands after the next quote, on line 4; the rest of its line is `12 inch,x` | "
      "close the quote, or write one that belongs to the text twice (`\"\"`)\n");
  EXPECT_EQ(read("a,b\n\"x,1\n\"y,2\nz,3\n").rows, "|a|b|\n|!x,1|\n|!y,2|\n|z|3|\n");
  EXPECT_EQ(read("a,b\n\"x\ny\",1\n").rows, "|a|b|\n|\"x\ny\"|1|\n")
      << "a line break in a cell that is closed well stays";
}

std::string table_with(const std::string& opening, const std::string& middle, const std::string& closing) {
  return "no,day,hs,text\n1,2024-05-01,8703,a\n" + opening + "\n" + middle + closing + "\n9,2024-05-01,8703,z\n";
}

TEST(Csv, RowsThatAQuoteSwallowedAreTakenBack) {
  std::string rows;
  for (int i = 3; i < 3000; ++i) rows += std::to_string(i) + ",2024-05-01,8703,b\n";
  const Read last = read(table_with("2,2024-05-01,8703,\"unclosed", rows, "8,2024-05-02,8704,pipe 5\""));
  EXPECT_EQ(last.row_count, 3002);
  EXPECT_EQ(
      last.findings,
      "D0103 3:19 the quote that opens here is not closed on its line, and the lines down to 3001 look like rows of this table; the rest of its line is `unclosed` | "
      "close the quote, or write one that belongs to the text twice (`\"\"`)\n");
  EXPECT_TRUE(last.unsure);
  EXPECT_FALSE(last.hides_rows);

  const std::string some = "3,2024-05-01,8703,b\n4,2024-05-01,8703,b\n";
  const std::pair<std::string, std::string> kinds[] = {
      {"2,2024-05-01,\"8703,x", "8,2024-05-02,8704\",y"},         // in a column of the middle, closed in the same
      {"2,2024-05-01,\"8703,x", "8,2024-05-02,8704,pipe\""},      // and in another
      {"\"2,2024-05-01,8703,x", "8\",2024-05-02,8704,y"},         // in the first
      {"2,2024-05-01,8703,\"x", "8,2024-05-02,8704\",\"y, z\""},  // with a good quote behind
  };
  for (const auto& [opening, closing] : kinds) {
    const Read read_back = read(table_with(opening, some, closing));
    EXPECT_EQ(read_back.row_count, 7) << opening;
    EXPECT_TRUE(read_back.findings.starts_with("D0103 3:")) << opening << ": " << read_back.findings;
  }
  EXPECT_EQ(read("a,b,c\n1,x,\"y\n2,x,z\"\n").row_count, 3) << "one line, and three columns";
  EXPECT_EQ(read("id,x,d\nA,1,\"to: Smith, 5 Rd, 9\nB,2,deliver to gate 3\"\n").row_count, 3)
      << "the text has commas of its own: the cells before it tell";
}

TEST(Csv, LinesOfACellThatMayBeRowsAreTold) {
  const Read few = read("no,text\n1,\"see\n2, above\"\n3,c\n");
  EXPECT_EQ(few.rows, "|no|text|\n|1|!see\n2, above|\n|3|c|\n") << "two columns: one comma makes no row";
  EXPECT_EQ(
      few.findings,
      "D0114 2:3 the quoted cell goes on to line 3, and 1 of its lines looks like a row of this table | "
      "if they are rows, close the quote on its line, or write one that belongs to the text twice (`\"\"`); if they are text, take the line breaks out of it\n");
  EXPECT_TRUE(few.unsure);
  EXPECT_TRUE(few.hides_rows);
  EXPECT_EQ(read("no,text\n1,\"see\n2,b\n3,c\"\n").row_count, 2) << "two such lines";
  EXPECT_EQ(read("no,text\n1,\"see\n2,b\n3,c\n4,d\"\n").row_count, 5) << "three";
  const Read one_of_two = read(table_with("2,2024-05-01,8703,\"x", "as of 3\n", "8,2024-05-02,8704,y\""));
  EXPECT_EQ(one_of_two.row_count, 4) << "half of the lines";
  EXPECT_TRUE(one_of_two.findings.starts_with("D0114 3:19 "));
  EXPECT_EQ(
      read(table_with("2,2024-05-01,8703,\"x", "as of 3\n3,2024-05-02,8704,y\n", "8,2024-05-02,8704,y\"")).row_count,
      7);
}

TEST(Csv, RowsWithinACellThatIsClosedWellAreTold) {
  const std::string header = "shipment,line,material,description,hs\n";
  const std::string inner = header + "S-1,1,M1,\"wood\nS-1,1,M2,seat,9401.91\nend\",4407.11\nS-1,1,M3,x,4407.11\n";
  const Read read_back = read(inner);
  EXPECT_EQ(read_back.row_count, 3);
  EXPECT_TRUE(read_back.findings.starts_with(
      "D0114 2:10 the quoted cell goes on to line 4, and 1 of its lines looks like a row of this table | "))
      << read_back.findings;
  EXPECT_TRUE(read_back.hides_rows);
  const std::string told[] = {
      header + "S-1,1,M1,\"wood\nS-1,1,M2,seat\",9401.91\n",                         // the last line, to the row's end
      header + "S-1,1,M1,\"wood\nS-1,1,M2,seat,9401.91\nend\"\n",                    // a row that lacks a cell
      header + "S-1,1,M1,\"wood\nS-1,1,M2,,\nend\",4407.11\n",                       // with blanks
      header + "S-1,1,\"M1, pine\",\"wood\nS-1,1,M2,seat,9401.91\nend\",4407.11\n",  // one before that must be quoted
      header + "\"S-1\nS-2,1,M2,seat,9401.91\nend\",1,M1,wood,4407.11\n",            // in the first column
      "no,text,hs\n7,\"wood\n8,seat,940191\nend\",440711\n",                         // two plain numbers
      "buyer,text,to\nAcme,\"wood\nAcme,seat,TH\nend\",CN\n",                        // no digits, and the same text
      table_with("2,2024-05-01,\"first line", "3,2024-05-01,8703,b\n", "rest\",x"),
  };
  for (const std::string& text : told) EXPECT_TRUE(read(text).findings.starts_with("D0114 ")) << text;
}

TEST(Csv, TextOfSeveralLinesIsText) {
  const std::string good[] = {
      table_with("2,2024-05-01,8703,\"first line", "of text, more\n", "and so on, here\""),
      table_with("2,2024-05-01,8703,\"first line", "",
                 "and 5, 6, 7, 8\""),  // cells enough, and words where numbers are
      table_with("2,2024-05-01,\"8703\",\"first line", "3,2024-05-01,8703,b\n", "rest\""),  // rows would be quoted
      "a,b\n\"x\n1,2\",\"3\"\n",
      "id,x,d\nA,1,\"Smith, 5 Rd\nLondon, W1, UK\"\n",  // an address, and no number where the row has one
      "id,x,d\nA,b,\"Smith, 5 Rd, 9\nB,c,gate\"\n",     // no digits before the text to go by
      "a\n\"x\ny\"\n",
      "no,address,to\n1,\"Mme Durand\n5, Rue de la Paix, Paris\nFrance\",TH\n",  // one plain number in its place
      "no,address,to\n1,\"Smith Ltd\nUnit 4, Dock Rd, Hull\nUK\",TH\n",
      "id,text,hs\nA-1,\"Chair, of oak, and pine\nseat, upholstered, red\n2 legs, 3 arms, 1 back\",9401.61\n",
      "no,text,to\n\"7\",\"see\n8,b,CN\nend\",CN\n",  // where a number is quoted, those of rows would be
  };
  for (const std::string& text : good) {
    const Read result = read(text);
    EXPECT_EQ(result.findings, "") << text;
    EXPECT_FALSE(result.unsure);
  }
}

TEST(Csv, GivesUpAQuotedCellAfterItsLimit) {
  const std::string line(1000, 'x');
  std::string text = "a,b\n1,\"two\n";
  for (int i = 0; i < 1100; ++i) text += line + ",y\n";
  const Read result = read(text + "\"");
  EXPECT_EQ(result.row_count, 2U + 1100U + 1U);
  EXPECT_TRUE(result.findings.starts_with(
      "D0103 2:3 the quote that opens here is not closed within 1 MiB; the rest of its line is `two`"))
      << result.findings;
}

TEST(Csv, ReportsTextAfterAClosingQuote) {
  const Read result = read("a,b\n\"x\" y,2\n");
  EXPECT_EQ(result.rows, "|a|b|\n|!x y|2|\n");
  EXPECT_EQ(result.findings,
            "D0104 2:5 text stands between the closing quote and the separator | "
            "write a quote that belongs to the text twice (`\"\"`)\n");
}

TEST(Csv, ReportsBytesThatAreNotUtf8) {
  const Read result = read("a,b\nCaf\xE9,2\n3,4");
  EXPECT_EQ(result.rows, "|a|b|\n|!Caf\xE9|2|\n|3|4|\n");
  EXPECT_EQ(result.findings,
            "D0105 2:1 the cell `Caf\\xE9` is not UTF-8: its byte 4 begins no character | save the file as UTF-8\n");
  for (const char* bad :
       {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8", "a\xE6\x97"}) {
    EXPECT_EQ(read(std::string("a\n\"") + bad + "\"").rows, std::string("|a|\n|!") + bad + "|\n");
  }
  for (const char* good : {"é", "日", "𝄞", "\x7F"}) {
    EXPECT_EQ(read(std::string("a\n") + good).findings, "");
  }
}

TEST(Csv, ReportsNulBytes) {
  const Read result = read(std::string("a,b\n1\0002,3\n", 10));
  EXPECT_EQ(result.rows, std::string("|a|b|\n|!1\0002|3|\n", 15));
  EXPECT_EQ(result.findings, "D0106 2:1 the cell `1\\x002` holds a NUL byte\n");
}

TEST(Csv, RefusesUtf16) {
  const Read result =
      read(std::string("\xFF\xFE"
                       "a\0,\0b\0",
                       8));
  EXPECT_EQ(result.rows, "");
  EXPECT_EQ(result.findings, "D0102 1:1 the file is UTF-16, and nothing of it was read | save it as UTF-8\n");
  EXPECT_EQ(result.bytes, 8U);
}

TEST(Csv, CutsACellAtItsLimit) {
  const Read result = read("a,b\n" + std::string(CsvReader::kCellMax + 1, 'x') + ",2\n");
  EXPECT_EQ(result.rows, "|a|b|\n|!" + std::string(CsvReader::kCellMax, 'x') + "|2|\n");
  EXPECT_EQ(result.findings, "D0107 2:1 the cell is longer than 1 MiB; it begins `" + std::string(60, 'x') + "…`\n");
  const std::string at_limit(CsvReader::kCellMax, 'x');
  EXPECT_EQ(read("a\n" + at_limit).findings, "");
  EXPECT_EQ(read("a\n\"" + at_limit + "\"").findings, "");
}

TEST(Csv, CutsARowAtItsLimits) {
  const std::string many(CsvReader::kColumnsMax, ',');
  const Read result = read("a,b\n" + many + "x\n1,2");
  EXPECT_EQ(result.rows, "|a|b|\n|" + std::string(CsvReader::kColumnsMax, '|') + "\n|1|2|\n");
  EXPECT_EQ(result.findings,
            "D0108 2:4097 the row has more than 4,096 cells; those from here on are not read | "
            "split the table, or look for a quote or a line break that is missing\n");

  std::string wide = "a\n";
  for (int i = 0; i < 17; ++i) wide += std::string(CsvReader::kCellMax, 'x') + ",";
  EXPECT_TRUE(read(wide).findings.starts_with("D0108 2:16777233 the row is longer than 16 MiB;"))
      << read(wide).findings;
}

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

std::string random_bytes(std::mt19937& random, std::size_t length) {
  using std::string_view_literals::operator""sv;
  static constexpr std::string_view kTelling = "a1,;\"\"\"\r\n\n \t|\xC3\xA9\xE6\x97\xA5\x80\xFF\0"sv;
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += kTelling[random() % kTelling.size()];
  return text;
}

TEST(Csv, ReadsTheSameWhateverTheChunks) {
  std::mt19937 random(20260617);
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_bytes(random, random() % 120);
    const Read whole = read(text);
    for (const std::size_t chunk : {1, 2, 3, 7}) {
      const Read parts = read(text, {.chunk = chunk});
      ASSERT_EQ(parts.rows, whole.rows) << testing::PrintToString(text);
      ASSERT_EQ(parts.places, whole.places) << testing::PrintToString(text);
      ASSERT_EQ(parts.findings, whole.findings) << testing::PrintToString(text);
      ASSERT_EQ(parts.empty_lines, whole.empty_lines) << testing::PrintToString(text);
    }
  }
}

TEST(Csv, AccountsForEveryByteOfAnyText) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_bytes(random, random() % 200);
    const Read result = read(text);
    ASSERT_EQ(result.bytes, text.size());
    // A letter is never markup: each is in a cell, or the file was refused.
    const auto letters = [](const std::string& s) { return std::count(s.begin(), s.end(), 'a'); };
    if (!result.findings.starts_with("D0102")) {
      ASSERT_EQ(letters(result.rows), letters(text)) << testing::PrintToString(text);
    }
  }
}

TEST(Csv, ReadsBackEveryTableThatWasWritten) {
  static constexpr std::string_view kParts[] = {"a", "\"", ",", "\n", "\r\n", " ", "日", "", "0", "\t"};
  std::mt19937 random(42);
  for (int round = 0; round < 500; ++round) {
    const std::size_t columns = 1 + random() % 5;
    std::string text;
    std::string expected;
    for (std::size_t row = 0; row < random() % 8; ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        std::string cell;
        for (std::size_t i = random() % 6; i > 0; --i) cell += kParts[random() % std::size(kParts)];
        std::string quoted = "\"";
        for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += (column == 0 ? "" : ",") + quoted + "\"";
        expected += "|\"" + cell + "\"";
      }
      text += random() % 2 == 0 ? "\n" : "\r\n";
      expected += "|\n";
    }
    const Read result = read(text, {.separator = ','});
    ASSERT_EQ(result.rows, expected) << text;
    ASSERT_EQ(result.findings, "");
  }
}

}  // namespace
}  // namespace shibo::engine
