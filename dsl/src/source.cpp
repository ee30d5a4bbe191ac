#include "shibo/dsl/source.hpp"

#include <algorithm>
#include <utility>

#include "scanner.hpp"

namespace shibo::dsl {

Source::Source(std::string path, std::string text, std::uint32_t lines_before)
    : path_(std::move(path)), text_(std::move(text)), lines_before_(lines_before) {
  // A byte order mark is no part of the first line, nor a column in it.
  const bool marked = std::string_view(text_).starts_with(kByteOrderMark);
  line_starts_.push_back(marked ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view Source::slice(Span span) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t end = std::clamp(span.end, begin, size);
  return std::string_view(text_).substr(begin, end - begin);
}

Position Source::position(std::uint32_t offset) const {
  offset = std::clamp(offset, line_starts_.front(), static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  const std::uint32_t start = line_starts_[line - 1];
  // A code point is counted at its first byte: every byte that is not a continuation (10xxxxxx).
  std::uint32_t column = 1;
  for (std::uint32_t i = start; i < offset; ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++column;
  }
  return {lines_before_ + line, column};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number <= lines_before_ || number > line_count()) return {};
  number -= lines_before_;
  const std::uint32_t begin = line_starts_[number - 1];
  std::uint32_t end =
      number < line_starts_.size() ? line_starts_[number] - 1 : static_cast<std::uint32_t>(text_.size());
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t Source::line_count() const { return lines_before_ + static_cast<std::uint32_t>(line_starts_.size()); }

}  // namespace shibo::dsl
