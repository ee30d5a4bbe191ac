// What the large trading countries are called in German, French, Spanish, Italian and Portuguese, private to
// country.cpp.
//
// None of these is read: a word that means one country in one language may mean another elsewhere, and a table that
// names a few dozen countries would make the others look misspelt. They say which code to write. Capitals, marks on
// letters and hyphens do not count, so `Espana` and `États Unis` are here, too. Names that are the English one are not.
#pragma once

#include <string_view>

namespace shibo::engine {

/// What a country is called elsewhere: names with a `|` between them.
struct CountryExonyms {
  std::string_view alpha2;
  std::string_view names;
};

// clang-format off
inline constexpr CountryExonyms kCountryExonyms[] = {
    {"AE", "Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos|Emirati Arabi Uniti|Emirados Árabes Unidos"},
    {"AR", "Argentinien|Argentine"},
    {"AT", "Österreich|Oesterreich|Autriche|Áustria"},
    {"AU", "Australien|Australie|Austrália"},
    {"BD", "Bangladesch"},
    {"BE", "Belgien|Belgique|Bélgica|Belgio"},
    {"BG", "Bulgarien|Bulgarie|Bulgária"},
    {"BR", "Brasilien|Brésil|Brasil|Brasile"},
    {"CA", "Kanada|Canadá"},
    {"CH", "Schweiz|Suisse|Suiza|Svizzera|Suíça"},
    {"CL", "Chili|Cile"},
    {"CN", "Chine|Cina|Volksrepublik China|VR China|République populaire de Chine|República Popular China"},
    {"CO", "Kolumbien|Colombie|Colômbia"},
    {"CZ", "Tschechien|Tschechische Republik|Tchéquie|République tchèque|Chequia|República Checa|Cechia|Repubblica Ceca"},
    {"DE", "Deutschland|Allemagne|Alemania|Germania|Alemanha|Bundesrepublik Deutschland"},
    {"DK", "Dänemark|Daenemark|Dinamarca|Danimarca"},
    {"DO", "Dominikanische Republik|République dominicaine|República Dominicana|Repubblica Dominicana|Dominicana"},
    {"EG", "Ägypten|Aegypten|Égypte|Egipto|Egitto|Egito"},
    {"ES", "Spanien|Espagne|España|Spagna|Espanha"},
    {"FI", "Finnland|Finlande|Finlandia"},
    {"FR", "Frankreich|Francia|França"},
    {"GB", "Vereinigtes Königreich|Großbritannien|Royaume-Uni|Grande-Bretagne|Reino Unido|Gran Bretaña|Regno Unito|Gran Bretagna|Grã-Bretanha"},
    {"GR", "Griechenland|Grèce|Grecia"},
    {"HK", "Hongkong"},
    {"HR", "Kroatien|Croatie|Croacia|Croazia"},
    {"HU", "Ungarn|Hongrie|Hungría|Ungheria"},
    {"ID", "Indonesien|Indonésie|Indonésia"},
    {"IE", "Irland|Irlande|Irlanda"},
    {"IL", "Israël|Israele"},
    {"IN", "Indien|Inde|Índia"},
    {"IS", "Island|Islande|Islandia|Islanda"},
    {"IT", "Italien|Italie|Italia"},
    {"JP", "Japon|Giappone|Japão"},
    {"KH", "Kambodscha|Cambodge|Camboya|Cambogia|Camboja"},
    {"KR", "Südkorea|Suedkorea|Republik Korea|Corée du Sud|République de Corée|Corea del Sur|República de Corea|Corea del Sud|Coreia do Sul"},
    {"KP", "Nordkorea|Corée du Nord|Corea del Norte|Corea del Nord|Coreia do Norte"},
    {"LT", "Litauen|Lituanie|Lituania"},
    {"LU", "Luxemburg|Luxemburgo|Lussemburgo"},
    {"LV", "Lettland|Lettonie|Letonia|Lettonia"},
    {"MA", "Marokko|Maroc|Marruecos|Marocco|Marrocos"},
    {"MX", "Mexiko|Mexique|México|Méjico|Messico"},
    {"MY", "Malaisie|Malasia|Malesia"},
    {"NL", "Niederlande|Pays-Bas|Países Bajos|Paesi Bassi|Países Baixos|Holland|Hollande|Holanda|Olanda"},
    {"NO", "Norwegen|Norvège|Noruega|Norvegia"},
    {"NZ", "Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Nueva Zelandia|Nuova Zelanda|Nova Zelândia"},
    {"PE", "Pérou|Perú"},
    {"PH", "Philippinen|Filipinas|Filippine"},
    {"PL", "Polen|Pologne|Polonia"},
    {"PT", "Portogallo"},
    {"RO", "Rumänien|Rumaenien|Roumanie|Rumania|Romênia"},
    {"RS", "Serbien|Serbie|Sérvia"},
    {"RU", "Russland|Russie|Rusia|Rússia"},
    {"SA", "Saudi-Arabien|Arabie saoudite|Arabia Saudita|Arabia Saudí"},
    {"SE", "Schweden|Suède|Suecia|Svezia"},
    {"SG", "Singapur|Singapour|Singapura"},
    {"SI", "Slowenien|Slovénie|Eslovenia"},
    {"SK", "Slowakei|Slovaquie|Eslovaquia|Slovacchia"},
    {"TH", "Thaïlande|Tailandia|Thailandia"},
    {"TN", "Tunesien|Tunisie|Túnez|Tunísia"},
    {"TR", "Türkei|Tuerkei|Turquie|Turquía|Turchia"},
    {"TW", "Taïwan"},
    {"UA", "Ucrania|Ucraina"},
    {"US", "Vereinigte Staaten|Vereinigte Staaten von Amerika|États-Unis|États-Unis d'Amérique|Estados Unidos|Estados Unidos de América|EE. UU.|EE.UU.|Stati Uniti|Stati Uniti d'America"},
    {"VN", "Viêt Nam|Viêtnam|Vietname|Vietnã"},
    {"ZA", "Südafrika|Suedafrika|Afrique du Sud|Sudáfrica|África do Sul"},
};
// clang-format on

}  // namespace shibo::engine
