# From a trace to an explanation.
shibo_room(explain
  KNOWS value record load program trace eval judge
  SOURCES cause_words.cpp comparison.cpp nearness.cpp needs.cpp node.cpp place.cpp reasons.cpp trace.cpp)
