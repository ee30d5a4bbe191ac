# The checked program as data, and what can be told of its expressions, cells and types without a record.
shibo_room(program
  KNOWS value record load
  SOURCES alike.cpp alternatives.cpp cell_text.cpp facts_used.cpp key_cells.cpp neighbours.cpp node.cpp program.cpp region.cpp sign.cpp
    specific.cpp stretches.cpp table_index.cpp types.cpp uses.cpp)
