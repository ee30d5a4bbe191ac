#include "value/country.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>
#include <unordered_map>

#include "value/country_exonyms.hpp"
#include "value/country_names.hpp"
#include "value/country_table.hpp"
#include "value/misspelt.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {
namespace {

constexpr bool alpha2_before(const Country& left, const Country& right) { return left.alpha2 < right.alpha2; }
static_assert(std::is_sorted(kCountries.begin(), kCountries.end(), alpha2_before));

/// A name as it is looked up: ASCII letters in lower case (other bytes as they are, so no locale),
/// and without the article that the law's tables put before it or after it (`Philippines (the)`).
std::string name_key(std::string_view name) {
  std::string key(name);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::string_view kArticleBefore = "the ";
  constexpr std::string_view kArticleAfter = " (the)";
  if (key.starts_with(kArticleBefore)) key.erase(0, kArticleBefore.size());
  if (key.ends_with(kArticleAfter)) key.erase(key.size() - kArticleAfter.size());
  return key;
}

std::unordered_map<std::string, const Country*> index_names() {
  std::unordered_map<std::string, const Country*> index;
  for (const Country& country : kCountries) index.emplace(name_key(country.name), &country);
  for (const CountryName& other : kOtherCountryNames) index.emplace(name_key(other.name), find_country(other.alpha2));
  return index;
}

/// A name as advice looks for it: `Etats Unis` is `États-Unis`.
std::string advice_key(std::string_view name) {
  std::string key = bare_form(name);
  std::replace(key.begin(), key.end(), '-', ' ');
  return key;
}

/// An English name, with its key for advice: a name that is looked for is laid beside each.
struct AdviceName {
  std::string key;
  std::string_view name;
  std::string_view alpha2;
};

std::vector<AdviceName> advice_names() {
  std::vector<AdviceName> names;
  for (const Country& country : kCountries) names.push_back({advice_key(country.name), country.name, country.alpha2});
  for (const CountryName& other : kOtherCountryNames)
    names.push_back({advice_key(other.name), other.name, other.alpha2});
  return names;
}

std::unordered_map<std::string, const Country*> index_exonyms() {
  std::unordered_map<std::string, const Country*> index;
  for (const CountryExonyms& country : kCountryExonyms) {
    std::string_view rest = country.names;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('|'), rest.size());
      [[maybe_unused]] const bool fresh =
          index.emplace(advice_key(rest.substr(0, end)), find_country(country.alpha2)).second;
      assert(fresh);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return index;
}

std::unordered_map<std::string_view, const Country*> index_alpha3() {
  std::unordered_map<std::string_view, const Country*> index;
  for (const Country& country : kCountries) index.emplace(country.alpha3, &country);
  return index;
}

template <class Index, class Key>
const Country* look_up(const Index& index, const Key& key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace

std::span<const Country> countries() { return kCountries; }

const Country* find_country(std::string_view alpha2) {
  const auto* found = std::lower_bound(kCountries.begin(), kCountries.end(), alpha2,
                                       [](const Country& row, std::string_view wanted) { return row.alpha2 < wanted; });
  return found != kCountries.end() && found->alpha2 == alpha2 ? found : nullptr;
}

const Country* country_by_alpha3(std::string_view alpha3) {
  static const auto index = index_alpha3();
  return look_up(index, alpha3);
}

const Country* country_by_name(std::string_view name) {
  static const auto index = index_names();
  return look_up(index, name_key(name));
}

const Country* country_in_other_language(std::string_view name) {
  static const auto index = index_exonyms();
  return look_up(index, advice_key(name));
}

const OwnCountry* find_country(const std::vector<OwnCountry>* own, std::string_view alpha2) {
  if (own == nullptr) return nullptr;
  const auto found =
      std::find_if(own->begin(), own->end(), [&](const OwnCountry& country) { return country.alpha2 == alpha2; });
  return found == own->end() ? nullptr : &*found;
}

const OwnCountry* country_by_name(const std::vector<OwnCountry>* own, std::string_view name) {
  if (own == nullptr || name.empty()) return nullptr;
  const std::string key = name_key(name);
  const auto found =
      std::find_if(own->begin(), own->end(), [&](const OwnCountry& country) { return name_key(country.name) == key; });
  return found == own->end() ? nullptr : &*found;
}

std::string country_misspelt(const std::vector<OwnCountry>* own, std::string_view text) {
  static const std::vector<AdviceName> names = advice_names();
  const std::string key = advice_key(text);
  const AdviceName* meant = nullptr;
  bool several = false;
  const auto consider = [&](const AdviceName& name) {
    if (!is_one_slip(key, name.key)) return;
    several = several || (meant != nullptr && meant->alpha2 != name.alpha2);
    if (meant == nullptr) meant = &name;
  };
  std::vector<AdviceName> of_own;
  if (own != nullptr) {
    for (const OwnCountry& country : *own) of_own.push_back({advice_key(country.name), country.name, country.alpha2});
  }
  for (const AdviceName& name : names) consider(name);
  for (const AdviceName& name : of_own) consider(name);
  return meant == nullptr || several || !is_long_enough(meant->key) ? std::string() : std::string(meant->name);
}

bool is_like_alpha2(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_left_to_users(std::string_view alpha2) {
  if (!is_like_alpha2(alpha2)) return false;
  return alpha2 == "AA" || alpha2 == "ZZ" || alpha2[0] == 'X' || (alpha2[0] == 'Q' && alpha2[1] >= 'M');
}

}  // namespace shibo::engine
