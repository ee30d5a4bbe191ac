// Text out of packed files and of other encodings.
#include "io/decoded_source.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace shibo::engine {
namespace {

struct Text {
  std::string text;
  std::string failure;
  friend bool operator==(const Text&, const Text&) = default;
};

Text decode(const std::string& bytes, const std::string& encoding = "", std::size_t piece = 4096) {
  const auto source = decoded(std::make_unique<TextSource>(bytes), encoding);
  Text out;
  std::string buffer(piece, ' ');
  while (const std::size_t count = source->read(buffer.data(), piece)) out.text.append(buffer, 0, count);
  out.failure = source->failure();
  return out;
}

std::string gzipped(std::string text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()), ' ');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(Decoded, LeavesUtf8AsItIs) {
  for (const std::string text : {"", "a", "ab", "abc", "\xEF\xBB\xBFz", "\xEF", "\xFF", "\x1F", "a\xFFz", "中国"}) {
    EXPECT_EQ(decode(text), (Text{text, ""})) << text;
    EXPECT_EQ(decode(text, "", 1), (Text{text, ""})) << text;
  }
}

TEST(Decoded, UnpacksGzip) {
  const std::string packed = gzipped("shipment\nA\n");
  EXPECT_EQ(decode(packed), (Text{"shipment\nA\n", ""}));
  EXPECT_EQ(decode(packed + gzipped("B\n")), (Text{"shipment\nA\nB\n", ""})) << "one member after the other";
  EXPECT_EQ(decode(gzipped("")), (Text{"", ""}));
  EXPECT_EQ(decode(gzipped("\xD6\xD0"), "GBK"), (Text{"中", ""}));
  const std::string large(1'000'000, 'x');
  EXPECT_EQ(decode(gzipped(large)), (Text{large, ""}));
}

TEST(Decoded, SaysThatAGzipFileIsTornOrDamaged) {
  const std::string packed = gzipped("shipment\nA\n");
  for (std::size_t length = 2; length < packed.size(); ++length)
    EXPECT_EQ(decode(packed.substr(0, length)).failure, "the gzip file ends before its end") << length;
  std::string damaged = packed;
  damaged[damaged.size() - 8] ^= 1;  // of its checksum
  EXPECT_EQ(decode(damaged), (Text{"shipment\nA\n", "the gzip file is damaged"}));
  EXPECT_EQ(decode(packed + "more"), (Text{"shipment\nA\n", "the gzip file is damaged"}));
}

TEST(Decoded, ReadsUtf16ByItsMark) {
  const std::string little("\xFF\xFE\x2D\x4E\n\0z\0", 8);
  const std::string big("\xFE\xFF\x4E\x2D\0\n\0z", 8);
  for (const std::string& text : {little, big}) {
    EXPECT_EQ(decode(text), (Text{"\xEF\xBB\xBF中\nz", ""}));
    EXPECT_EQ(decode(text, "GBK"), (Text{"\xEF\xBB\xBF中\nz", ""})) << "the mark is surer than what was named";
  }
  EXPECT_EQ(decode(little.substr(2), "UTF-16LE"), (Text{"中\nz", ""}));
  EXPECT_EQ(decode(std::string("\xFF\xFE\x00\xD8z\0", 6)), (Text{"\xEF\xBB\xBF\xFFz", ""})) << "half of a pair";
  EXPECT_EQ(decode(std::string("\xFF\xFEz\0z", 5)), (Text{"\xEF\xBB\xBFz\xFF", ""})) << "half of a unit";
}

TEST(Decoded, MarksBytesThatTheEncodingDoesNotKnow) {
  EXPECT_EQ(decode("\xD6\xD0\xB9\xFA", "GBK"), (Text{"中国", ""}));
  EXPECT_EQ(decode("\x93\xFA\x96\x7B", "Shift_JIS"), (Text{"日本", ""}));
  EXPECT_EQ(decode("S\\/1 \x87\x8A", "shift_jis"), (Text{"S\\/1 ㈱", ""})) << "as Windows writes it";
  EXPECT_EQ(decode("Caf\xE9", "ISO-8859-1"), (Text{"Café", ""}));
  EXPECT_EQ(decode("a\xFF\xFFz", "GBK"), (Text{"a\xFF\xFFz", ""})) << "each of them";
  EXPECT_EQ(decode("\xD6\n,", "GBK"), (Text{"\xFF\n,", ""})) << "the line ends all the same";
  EXPECT_EQ(decode("a\xD6", "GBK"), (Text{"a\xFF", ""})) << "half of a character at the end";
}

TEST(Decoded, ReadsCharactersThatGoOverPieces) {
  std::string bytes;
  std::string text;
  for (int i = 0; i < 70'000; ++i) {
    bytes += i % 3 == 0 ? "a" : "\xD6\xD0";
    text += i % 3 == 0 ? "a" : "中";
  }
  EXPECT_TRUE(decode(bytes, "GBK") == (Text{text, ""}));
  EXPECT_TRUE(decode(bytes, "GBK", 7) == (Text{text, ""}));
}

TEST(Decoded, KnowsTheNamesOfEncodings) {
  EXPECT_EQ(why_no_encoding(""), std::nullopt);
  EXPECT_EQ(why_no_encoding("gbk"), std::nullopt);
  EXPECT_EQ(why_no_encoding("klingon"),
            "there is no encoding `klingon`; write its name, such as `GBK`, `Shift_JIS` or `UTF-16LE`");
}

TEST(Decoded, TellsWhatTextSeemsToBe) {
  EXPECT_EQ(encoding_seen_in("\xB1\xA8\xB9\xD8\xB5\xA5,\xBA\xC5"), "GBK");
  EXPECT_EQ(encoding_seen_in("\x82\xB1\x82\xEA\x83\x4C"), "Shift_JIS");
  EXPECT_EQ(encoding_seen_in("Caf\xE9"), "");
  EXPECT_EQ(encoding_seen_in("Gr\xF6\xDF"
                             "e"),
            "")
      << "two letters of German are one character of Chinese";
  EXPECT_EQ(encoding_seen_in("\xFF\xFF"), "");
  EXPECT_EQ(encoding_seen_in("plain"), "");
}

}  // namespace
}  // namespace shibo::engine
