#include "io/file_kind.hpp"

#include <algorithm>
#include <array>

#include "io/row.hpp"

namespace shibo::engine {

namespace {

using namespace std::literals;

constexpr std::string_view kSaveAsCsv = "open it, and save the sheet as CSV in UTF-8";
constexpr std::string_view kArchive = "PK\x03\x04";

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// XLSX and ODS are ZIP archives, whose first entries name what they are.
std::string kind_of_archive(std::string_view beginning) {
  if (holds(beginning, "xl/")) return "it is an Excel workbook (XLSX); " + std::string(kSaveAsCsv);
  if (holds(beginning, "opendocument.spreadsheet")) return "it is a spreadsheet (ODS); " + std::string(kSaveAsCsv);
  if (holds(beginning, "word/"))
    return "it is a Word document (DOCX); copy its table into a spreadsheet, and save that as CSV in UTF-8";
  return "it is a ZIP archive, as XLSX workbooks are; unpack it, or save the sheet of the workbook as CSV in UTF-8";
}

}  // namespace

std::optional<std::string> why_no_text(std::string_view beginning) {
  struct Mark {
    std::string_view bytes;
    std::string_view what;
  };
  static constexpr std::array<Mark, 9> kMarks = {{
      {"%PDF"sv, "it is a PDF document; export the data where the document was made, as CSV in UTF-8"},
      {"\xD0\xCF\x11\xE0"sv,
       "it is an Excel workbook (XLS), or another document of an office program; open it, and save the sheet as CSV in UTF-8"},
      {"\x1F\x8B"sv, "it is a gzip archive; unpack it"},
      {"7z\xBC\xAF"sv, "it is a 7z archive; unpack it"},
      {"Rar!"sv, "it is a RAR archive; unpack it"},
      {"\x89PNG"sv, "it is a picture (PNG); give the data as CSV in UTF-8, or as JSON"},
      {"\xFF\xD8\xFF"sv, "it is a picture (JPEG); give the data as CSV in UTF-8, or as JSON"},
      {"PAR1"sv, "it is a Parquet file; export it as CSV in UTF-8, or as NDJSON"},
      {"SQLite format 3\0"sv, "it is an SQLite database; export the table as CSV in UTF-8"},
  }};
  if (beginning.starts_with(kArchive)) return kind_of_archive(beginning);
  const auto* const found =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& mark) { return beginning.starts_with(mark.bytes); });
  return found == kMarks.end() ? std::nullopt : std::optional<std::string>(found->what);
}

std::optional<std::string> why_markup(std::string_view beginning) {
  const std::string_view text = stripped(beginning);
  if (text.size() < 2 || text[0] != '<') return std::nullopt;
  const bool letter = (text[1] >= 'a' && text[1] <= 'z') || (text[1] >= 'A' && text[1] <= 'Z');
  if (text[1] != '!' && text[1] != '?' && !letter) return std::nullopt;
  return "it is HTML or XML, as some programs export under the name of a workbook; open it in a spreadsheet, and save the sheet as CSV in UTF-8, or give the data as JSON";
}

bool has_first_line(std::string_view beginning) {
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || beginning.find('\0') != std::string_view::npos) return false;
  if (beginning.starts_with(kArchive) || beginning[first] == '<' || beginning.substr(first).starts_with("sep="))
    return false;
  const bool json = beginning[first] == '{' || beginning[first] == '[';
  bool quoted = false;
  return std::any_of(beginning.begin() + static_cast<std::ptrdiff_t>(first), beginning.end(), [&](char c) {
    if (c == '"') quoted = !quoted && !json;
    return c == '\n' && !quoted;
  });
}

}  // namespace shibo::engine
