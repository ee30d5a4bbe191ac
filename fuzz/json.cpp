// Records out of JSON and NDJSON.
#include "io/json.hpp"

#include <algorithm>

#include "chunks.hpp"
#include "law.hpp"
#include "read/json_stream.hpp"
#include "records_law.hpp"

namespace shibo::fuzz {
namespace {

std::string read(const std::string& text, bool lines, std::size_t piece) {
  const engine::StreamSchema schema = schema_of(everything());
  const auto line_count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  engine::OpenedStream opened =
      engine::open_json_stream(std::make_unique<Chunks>(text, piece), "fuzz.json", lines, schema, {});
  law((opened.stream == nullptr) != opened.error.empty(), "a stream, or the reason why not");
  return opened.stream ? drained(*opened.stream, line_count) : opened.error;
}

void places_grow(const engine::JsonValue& value) {
  std::uint64_t last = 0;
  const auto after = [&](const engine::JsonValue& inner) {
    const std::uint64_t at = (std::uint64_t{inner.line} << 32) + inner.column;
    law(at > last, "values stand one after the other");
    last = at;
    places_grow(inner);
  };
  for (const engine::JsonValue& item : value.items) after(item);
  for (const auto& [key, member] : value.members) after(member);
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shibo;
  const std::string text = fuzz::text_of(data, size);
  engine::TextSource source(text);
  engine::JsonReader reader(source);
  engine::JsonValue value;
  while (!reader.at_end() && reader.value(value)) fuzz::places_grow(value);
  for (const bool lines : {false, true})
    fuzz::same(fuzz::read(text, lines, 64 * 1024), fuzz::read(text, lines, 3),
               "the size of the pieces does not matter");
  return 0;
}
