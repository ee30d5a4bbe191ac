// Bytes from a file, from standard input or from a text, a chunk at a time.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace shibo::engine {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  /// Fills at most `size` bytes and returns how many; 0 at the end, or after a failure. Waits only where there is none.
  [[nodiscard]] virtual std::size_t read(char* into, std::size_t size) = 0;

  /// Why reading stopped before the end, in the system's words; empty if it did not.
  [[nodiscard]] virtual std::string failure() const { return {}; }
};

/// A text in memory.
class TextSource : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] std::size_t read(char* into, std::size_t size) override;

 private:
  std::string text_;
  std::size_t position_ = 0;
};

/// Gives back what was looked at, then the rest of another source.
class PeekedSource : public ByteSource {
 public:
  /// In so many bytes the kind of a file and its header are looked for.
  static constexpr std::size_t kBeginning = std::size_t{64} * 1024;

  using Enough = bool(std::string_view beginning);

  /// Looks at the first `size` bytes of `rest`, or all of it if it is shorter; no further once it is `enough`, so that
  /// who writes slowly into a pipe is answered.
  PeekedSource(std::unique_ptr<ByteSource> rest, std::size_t size, Enough* enough = nullptr);
  [[nodiscard]] std::size_t read(char* into, std::size_t size) override;
  [[nodiscard]] std::string failure() const override { return rest_->failure(); }

  [[nodiscard]] const std::string& peeked() const { return peeked_; }

 private:
  std::unique_ptr<ByteSource> rest_;
  std::string peeked_;
  std::size_t position_ = 0;
};

/// `UTF-16LE` or `UTF-16BE`, where the text is in one of them: by its mark, or by the zeros that every other byte of
/// plain letters, of commas and line breaks has in it. Empty where it is not.
[[nodiscard]] std::string utf16_seen_in(std::string_view beginning);
/// What is said of such a file.
[[nodiscard]] std::string why_utf16(const std::string& encoding);

struct OpenedSource {
  std::unique_ptr<ByteSource> source;  ///< null if it could not be opened
  std::string error;                   ///< then the system's reason: `No such file or directory`
};

/// Opens a file; `-` is standard input.
[[nodiscard]] OpenedSource open_source(const std::string& path);

}  // namespace shibo::engine
