#include "io/row.hpp"

namespace shibo::engine {

namespace {

/// The byte order mark, which stands within a file where files were put together.
constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// The length of the blank that `text` begins with, in bytes; 0 if it begins with none.
std::size_t blank_at_front(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE3\x80\x80") || text.starts_with(kMark)) return 3;
  return 0;
}

std::size_t blank_at_back(std::string_view text) {
  if (text.empty()) return 0;
  const char c = text.back();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.ends_with("\xC2\xA0")) return 2;
  if (text.ends_with("\xE3\x80\x80") || text.ends_with(kMark)) return 3;
  return 0;
}

}  // namespace

std::string_view describe(CellFault fault) {
  switch (fault) {
    case CellFault::None: break;
    case CellFault::BadUtf8: return "not UTF-8";
    case CellFault::NulByte: return "a NUL byte is in it";
    case CellFault::TooLong: return "longer than 1 MiB";
    case CellFault::OpenQuote: return "a quote is never closed";
    case CellFault::AfterQuote: return "text stands after the closing quote";
    case CellFault::Torn: return "reading stopped within it";
    case CellFault::HoldsRows: return "it goes over lines that look like rows";
    case CellFault::Real: return "a REAL, which is not exact: store it as TEXT or INTEGER";
    case CellFault::Blob: return "a BLOB, bytes without a meaning: store it as TEXT or INTEGER";
    case CellFault::Generated:
      return "a value of a generated column, worked out when it is read: keep the values in a column of their own";
    case CellFault::Displaced: return "which column it belongs to cannot be told";
  }
  return "";
}

std::string_view stripped(std::string_view text) {
  while (const std::size_t length = blank_at_front(text)) text.remove_prefix(length);
  while (const std::size_t length = blank_at_back(text)) text.remove_suffix(length);
  return text;
}

}  // namespace shibo::engine
