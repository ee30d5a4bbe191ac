#include "io/byte_source.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace shibo::engine {

namespace {

class FileSource : public ByteSource {
 public:
  FileSource(std::FILE* file, bool owned) : file_(file), owned_(owned), size_(size_of(file)) {}
  ~FileSource() override {
    if (owned_) std::fclose(file_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* into, std::size_t size) override {
    if (!failure_.empty()) return 0;
    ssize_t count = 0;
    do count = ::read(fileno(file_), into, size);
    while (count < 0 && errno == EINTR);
    if (count < 0) failure_ = std::strerror(errno);
    if (count <= 0) {
      if (count == 0 && taken_ < size_) failure_ = "the file became shorter while it was read";
      return 0;
    }
    taken_ += static_cast<std::size_t>(count);
    return static_cast<std::size_t>(count);
  }
  std::string failure() const override { return failure_; }

 private:
  /// What is still to be read of it; 0 of what is no file.
  static std::uint64_t size_of(std::FILE* file) {
    struct stat about {};
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    const off_t position = lseek(fileno(file), 0, SEEK_CUR);
    return position < 0 || position > about.st_size ? 0 : static_cast<std::uint64_t>(about.st_size - position);
  }

  std::FILE* file_;
  bool owned_;
  std::uint64_t size_;
  std::uint64_t taken_ = 0;
  std::string failure_;
};

}  // namespace

std::size_t TextSource::read(char* into, std::size_t size) {
  const std::size_t count = std::min(size, text_.size() - position_);
  std::memcpy(into, text_.data() + position_, count);
  position_ += count;
  return count;
}

PeekedSource::PeekedSource(std::unique_ptr<ByteSource> rest, std::size_t size, Enough* enough)
    : rest_(std::move(rest)) {
  peeked_.resize(size);
  std::size_t filled = 0;
  while (filled < size && (enough == nullptr || !enough(std::string_view(peeked_).substr(0, filled)))) {
    const std::size_t count = rest_->read(peeked_.data() + filled, size - filled);
    if (count == 0) break;
    filled += count;
  }
  peeked_.resize(filled);
}

std::size_t PeekedSource::read(char* into, std::size_t size) {
  if (position_ == peeked_.size()) return rest_->read(into, size);
  const std::size_t count = std::min(size, peeked_.size() - position_);
  std::memcpy(into, peeked_.data() + position_, count);
  position_ += count;
  return count;
}

namespace {

/// A header in plain letters begins with two of them.
bool begins_in_utf16(std::string_view beginning) {
  if (beginning.size() < 4) return beginning.size() >= 2 && (beginning[0] == '\0') != (beginning[1] == '\0');
  return (beginning[0] == '\0') != (beginning[1] == '\0') && (beginning[0] == '\0') == (beginning[2] == '\0') &&
         (beginning[1] == '\0') == (beginning[3] == '\0');
}

/// How many units of two bytes of the beginning have a zero for their first byte, or for their second.
struct Zeros {
  std::size_t first = 0;
  std::size_t second = 0;
};

Zeros zeros_in(std::string_view beginning) {
  Zeros zeros;
  for (std::size_t i = 0; i + 1 < beginning.size(); i += 2) {
    zeros.first += beginning[i] == '\0' ? 1 : 0;
    zeros.second += beginning[i + 1] == '\0' ? 1 : 0;
  }
  return zeros;
}

/// Whether a sign that every table has stands in it as a unit of two bytes. A line break of its own is the surest of
/// them: a zero astray in UTF-8 stands in a cell.
bool has_wide_break(std::string_view beginning, bool little) {
  for (std::size_t i = 0; i + 1 < beginning.size(); i += 2) {
    const char sign = beginning[little ? i : i + 1];
    const char zero = beginning[little ? i + 1 : i];
    if (zero == '\0' && (sign == '\n' || sign == '\r')) return true;
  }
  return false;
}

}  // namespace

std::string utf16_seen_in(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (beginning.starts_with("\xFE\xFF")) return "UTF-16BE";
  if (begins_in_utf16(beginning)) return beginning[0] == '\0' ? "UTF-16BE" : "UTF-16LE";
  // A header in Chinese: only the commas, figures and line breaks have the zero, and a character now and then one on
  // the other side.
  const Zeros zeros = zeros_in(beginning);
  const bool little = zeros.second > zeros.first;
  const std::size_t more = std::max(zeros.first, zeros.second);
  const std::size_t fewer = std::min(zeros.first, zeros.second);
  const bool seen = more >= 2 && fewer * 4 <= more && has_wide_break(beginning, little);
  return !seen ? "" : little ? "UTF-16LE" : "UTF-16BE";
}

std::string why_utf16(const std::string& encoding) {
  return "line 1, column 1: the file is UTF-16, and nothing of it was read; save it as UTF-8, or with a byte order mark, "
         "or give `--encoding " +
         encoding + "`";
}

OpenedSource open_source(const std::string& path) {
  if (path == "-") return {std::make_unique<FileSource>(stdin, false), {}};
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return {nullptr, "is a directory"};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return {nullptr, std::strerror(errno)};
  return {std::make_unique<FileSource>(file, true), {}};
}

}  // namespace shibo::engine
