# What each declaration says: expressions, tables, mappings, tests, each resolved and typed.
shibo_room(types
  KNOWS value record io read load program names
  SOURCES advice.cpp arithmetic.cpp body.cpp cases.cpp conversion.cpp days.cpp expression.cpp heads.cpp kind.cpp
    lists.cpp mapping.cpp mapping_layers.cpp more_rows.cpp reference.cpp relation.cpp series.cpp table.cpp table_load.cpp
    test.cpp text.cpp unknown_name.cpp word_of.cpp)
