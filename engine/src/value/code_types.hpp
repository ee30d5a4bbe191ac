// Codes with structure or a check digit, as the language's types of the same names.
//
// A valid code is well formed; that the container, ship or company exists is nobody's claim here.
// The `valid_…` functions take the one normal form, in capitals and without separators, so that
// equal codes are equal texts. read_code() brings what documents print into that form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shibo::engine {

/// ISO 6346: four letters, the last U, J or Z, six digits and a check digit (`CSQU3054383`).
[[nodiscard]] bool valid_container_number(std::string_view text);
/// UN/LOCODE (UN/ECE Recommendation 16): a country of ISO 3166-1, or XZ for international waters,
/// and three of A-Z and 2-9 (`CNSHA`). The shape only: whether it is in the list is a table.
[[nodiscard]] bool valid_location(std::string_view text);
/// A term of some edition of the Incoterms; see incoterm().
[[nodiscard]] bool valid_incoterm(std::string_view text);
/// Unified social credit code, GB 32100-2015: 18 characters, the last a check (mod 31).
[[nodiscard]] bool valid_credit_code(std::string_view text);
/// IMO ship identification number, IMO Resolution A.1117(30): seven digits, the last a check
/// (`9074729`).
[[nodiscard]] bool valid_imo_number(std::string_view text);
/// Air waybill number, IATA Resolution 600a: eleven digits, the last the serial number mod 7.
[[nodiscard]] bool valid_air_waybill(std::string_view text);
/// Master reference number of a customs declaration in the European Union (UCC Annex B): two digits of the year, a
/// country of ISO 3166-1 or XI, thirteen of A-Z and 0-9, and a check digit (mod 11, as ISO 6346 reckons it).
[[nodiscard]] bool valid_mrn(std::string_view text);

/// A rule of the ICC for the use of trade terms.
struct Incoterm {
  std::string_view code;      ///< `DAP`
  std::uint16_t edition = 0;  ///< the last edition that has it: 2020, 2010 or 2000
  bool sea_only = false;      ///< for sea and inland waterway transport only

  [[nodiscard]] constexpr bool is_current() const { return edition == 2020; }
};

/// The term of that code in capitals; null if there is none. Static storage.
[[nodiscard]] const Incoterm* incoterm(std::string_view code);

enum class CodeType : std::uint8_t {
  ContainerNumber,
  Location,
  Incoterm,
  CreditCode,
  ImoNumber,
  AirWaybill,
  Mrn,
};

/// The type that the language calls `container_number`, `location`, `incoterm`, `credit_code`,
/// `imo_number`, `air_waybill` or `mrn`.
[[nodiscard]] std::optional<CodeType> code_type_named(std::string_view name);
[[nodiscard]] std::string_view name_of(CodeType type);

/// Whether `text` is a valid code in normal form.
[[nodiscard]] bool is_valid_code(CodeType type, std::string_view text);

/// Which character is wrong in what read_code() refuses: `its check character is 7, and the others give 3`.
/// Requires: read_code() gives nothing.
[[nodiscard]] std::string code_fault(CodeType type, std::string_view text);

/// The normal form of what a document prints, or nothing if it is not a valid code: letters in
/// capitals, without blanks and hyphens (`csqu 305438-3`, `020-12345675`), and an `IMO` before an
/// IMO number left out.
[[nodiscard]] std::optional<std::string> read_code(CodeType type, std::string_view text);

}  // namespace shibo::engine
