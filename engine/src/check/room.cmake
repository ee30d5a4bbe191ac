# From rule files to a checked program: the passes, in their order.
shibo_room(check
  KNOWS value record load program names types proofs
  SOURCES check.cpp)
