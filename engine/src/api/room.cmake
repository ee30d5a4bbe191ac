# What users of the library hold.
shibo_room(api
  KNOWS value record io read load program check trace eval judge change ledger explain testing
  SOURCES check.cpp draft.cpp fields.cpp guess.cpp header_words.cpp history.cpp input.cpp laws.cpp names.cpp package_tests.cpp record.cpp rules.cpp sample.cpp sampled.cpp turning.cpp verdict.cpp)
