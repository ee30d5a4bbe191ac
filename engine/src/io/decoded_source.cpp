#include "io/decoded_source.hpp"

#include <iconv.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "shibo/dsl/utf8.hpp"
#include "value/ascii.hpp"

namespace shibo::engine {

namespace {

using namespace std::literals;

constexpr std::string_view kGzip = "\x1F\x8B";
constexpr std::size_t kPiece = std::size_t{64} * 1024;

/// A source that makes its text a piece at a time out of another one.
class PieceSource : public ByteSource {
 public:
  explicit PieceSource(std::unique_ptr<ByteSource> from) : from_(std::move(from)) {}

  std::size_t read(char* into, std::size_t size) override {
    while (position_ == piece_.size()) {
      piece_.clear();
      position_ = 0;
      if (ended_) return 0;
      ended_ = !make(piece_);
    }
    const std::size_t count = std::min(size, piece_.size() - position_);
    std::memcpy(into, piece_.data() + position_, count);
    position_ += count;
    return count;
  }
  std::string failure() const override { return failure_.empty() ? from_->failure() : failure_; }

 protected:
  /// The next piece of the text, perhaps an empty one; false if it is the last.
  virtual bool make(std::string& piece) = 0;

  ByteSource& from() { return *from_; }
  void fail(std::string why) { failure_ = std::move(why); }

 private:
  std::unique_ptr<ByteSource> from_;
  std::string piece_;
  std::size_t position_ = 0;
  bool ended_ = false;
  std::string failure_;
};

/// RFC 1952: one or more members, one after the other.
class GzipSource final : public PieceSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> from) : PieceSource(std::move(from)), packed_(kPiece) {
    static constexpr int kGzipOfAnyWindow = 15 + 16;
    if (inflateInit2(&stream_, kGzipOfAnyWindow) != Z_OK) fail("there is no memory to unpack it");
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

 private:
  bool make(std::string& piece) override {
    if (stream_.avail_in == 0 && !refill()) {
      if (!between_members_ && failure().empty()) fail("the gzip file ends before its end");
      return false;
    }
    piece.resize(kPiece);
    stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_.avail_out = static_cast<uInt>(piece.size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    piece.resize(piece.size() - stream_.avail_out);
    between_members_ = result == Z_STREAM_END;
    if (between_members_) inflateReset(&stream_);
    if (result == Z_OK || between_members_) return true;
    fail("the gzip file is damaged");
    return false;
  }

  bool refill() {
    const std::size_t count = from().read(packed_.data(), packed_.size());
    stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
    stream_.avail_in = static_cast<uInt>(count);
    return count != 0;
  }

  std::vector<char> packed_;
  z_stream stream_{};
  bool between_members_ = false;
};

/// Names that files use for more than their standard has: the backslash stays one, and `㈱` is known. So the Encoding
/// Standard of WHATWG reads them, too.
const char* as_in_use(const std::string& encoding) {
  static constexpr std::array<std::pair<const char*, const char*>, 8> kWider = {{{"SHIFT_JIS", "CP932"},
                                                                                 {"SHIFT-JIS", "CP932"},
                                                                                 {"SJIS", "CP932"},
                                                                                 {"MS_KANJI", "CP932"},
                                                                                 {"EUC-KR", "CP949"},
                                                                                 {"EUCKR", "CP949"},
                                                                                 {"GB2312", "GBK"},
                                                                                 {"EUC-CN", "GBK"}}};
  const auto* found =
      std::find_if(kWider.begin(), kWider.end(), [&](const auto& name) { return upper(encoding) == name.first; });
  return found == kWider.end() ? encoding.c_str() : found->second;
}

/// An open conversion to UTF-8.
class Conversion {
 public:
  explicit Conversion(const std::string& encoding) : handle_(iconv_open("UTF-8", as_in_use(encoding))) {}
  ~Conversion() {
    if (usable()) iconv_close(handle_);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  [[nodiscard]] bool usable() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// Takes what it can from the front of `in`; 0, or why it stopped there: E2BIG, EILSEQ, EINVAL.
  int take(std::string_view& in, std::string& out) {
    std::array<char, 16 * 1024> buffer;
    char* from = const_cast<char*>(in.data());  // that is how the C library declares it
    std::size_t left = in.size();
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(handle_, &from, &left, &to, &room);
    const int why = result == static_cast<std::size_t>(-1) ? errno : 0;
    out.append(buffer.data(), buffer.size() - room);
    in.remove_prefix(in.size() - left);
    return why;
  }

 private:
  iconv_t handle_;
};

/// How many bytes a unit of the encoding has: so many are passed over where one is unknown.
std::size_t unit_of(std::string_view encoding) {
  const auto begins = [&](std::string_view name) {
    return encoding.size() >= name.size() && strncasecmp(encoding.data(), name.data(), name.size()) == 0;
  };
  if (begins("UTF-16") || begins("UTF16") || begins("UCS-2") || begins("UCS2")) return 2;
  if (begins("UTF-32") || begins("UTF32") || begins("UCS-4") || begins("UCS4")) return 4;
  return 1;
}

class EncodedSource final : public PieceSource {
 public:
  EncodedSource(std::unique_ptr<ByteSource> from, const std::string& encoding)
      : PieceSource(std::move(from)), conversion_(encoding), unit_(unit_of(encoding)) {
    if (!conversion_.usable()) fail("there is no encoding `" + encoding + "`");
  }

 private:
  bool make(std::string& piece) override {
    if (!conversion_.usable()) return false;
    const std::size_t begun = waiting_.size();
    waiting_.resize(begun + kPiece);
    const std::size_t count = from().read(waiting_.data() + begun, kPiece);
    waiting_.resize(begun + count);
    std::string_view in = waiting_;
    while (!in.empty()) {
      const int why = conversion_.take(in, piece);
      if (why == EINVAL && count != 0) break;  // a character that goes on in what is read next
      if (why == EILSEQ || why == EINVAL) pass(in, piece);
    }
    waiting_.erase(0, waiting_.size() - in.size());
    return count != 0;
  }

  void pass(std::string_view& in, std::string& piece) const {
    in.remove_prefix(std::min(unit_, in.size()));
    piece += kUnknownByte;
  }

  Conversion conversion_;
  std::size_t unit_;
  std::string waiting_;  ///< the beginning of a character, whose end is still to come
};

/// Finds out what the source is when its text is first asked for.
class DecodedSource final : public ByteSource {
 public:
  DecodedSource(std::unique_ptr<ByteSource> source, std::string encoding)
      : source_(std::move(source)), encoding_(std::move(encoding)) {}

  std::size_t read(char* into, std::size_t size) override {
    if (!known_) find_out();
    return source_->read(into, size);
  }
  std::string failure() const override { return source_->failure(); }

 private:
  /// So that who writes a text of a byte or two is not waited for longer than that tells something.
  static bool is_enough(std::string_view beginning) {
    if (beginning.empty()) return false;
    return beginning.size() >= 3 || std::strchr("\x1F\xFF\xFE\xEF", beginning[0]) == nullptr;
  }

  const std::string& peek() {
    auto peeked = std::make_unique<PeekedSource>(std::move(source_), 3, is_enough);
    const std::string& beginning = peeked->peeked();
    source_ = std::move(peeked);
    return beginning;
  }

  void find_out() {
    known_ = true;
    const std::string* beginning = &peek();
    if (beginning->starts_with(kGzip)) {
      source_ = std::make_unique<GzipSource>(std::move(source_));
      beginning = &peek();
    }
    if (beginning->starts_with("\xEF\xBB\xBF")) return;
    if (beginning->starts_with("\xFF\xFE") && unit_of(encoding_) != 4) encoding_ = "UTF-16LE";
    if (beginning->starts_with("\xFE\xFF")) encoding_ = "UTF-16BE";
    if (!encoding_.empty()) source_ = std::make_unique<EncodedSource>(std::move(source_), encoding_);
  }

  std::unique_ptr<ByteSource> source_;
  std::string encoding_;
  bool known_ = false;
};

/// In UTF-8, if every byte of the text is known to the encoding.
std::optional<std::string> read_as(const std::string& encoding, std::string_view text) {
  Conversion conversion(encoding);
  if (!conversion.usable()) return std::nullopt;
  std::string out;
  while (!text.empty()) {
    const int why = conversion.take(text, out);
    if (why == EINVAL && text.size() < 4) break;  // the end cuts a character in two
    if (why == EILSEQ || why == EINVAL) return std::nullopt;
  }
  return out;
}

/// How many characters lie between two, both included; of how many that are not ASCII.
struct Share {
  std::size_t of = 0;
  std::size_t all = 0;
};
Share share_of(std::string_view text, std::uint32_t first, std::uint32_t last) {
  Share share;
  for (std::size_t i = 0; i < text.size();) {
    const dsl::CodePoint point = dsl::decode_utf8(text, i);
    i += point.length;
    if (point.value < 0x80) continue;
    ++share.all;
    share.of += point.value >= first && point.value <= last ? 1 : 0;
  }
  return share;
}

}  // namespace

std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> source, const std::string& encoding) {
  if (!source) return source;
  return std::make_unique<DecodedSource>(std::move(source), encoding);
}

std::string unpacked_name(std::string_view name) {
  const bool packed = name.size() > 3 && upper(name.substr(name.size() - 3)) == ".GZ";
  return std::string(packed ? name.substr(0, name.size() - 3) : name);
}

std::optional<std::string> why_no_encoding(const std::string& encoding) {
  if (encoding.empty() || Conversion(encoding).usable()) return std::nullopt;
  return "there is no encoding `" + encoding + "`; write its name, such as `GBK`, `Shift_JIS` or `UTF-16LE`";
}

std::string encoding_seen_in(std::string_view text) {
  // Kana are of Japanese alone; characters of Chinese are few thousand of twenty thousand, and in GB 2312's order
  // those in use come first.
  if (const auto read = read_as("SHIFT_JIS", text)) {
    const Share kana = share_of(*read, 0x3040, 0x30FF);
    if (kana.of * 4 >= kana.all && kana.of > 0) return "Shift_JIS";
  }
  // One character alone is two letters of German as well.
  if (const auto read = read_as("EUC-CN", text)) {
    const Share chinese = share_of(*read, 0x4E00, 0x9FFF);
    if (chinese.of * 2 >= chinese.all && chinese.of > 1) return "GBK";
  }
  return {};
}

}  // namespace shibo::engine
