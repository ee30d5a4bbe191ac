# What would change a verdict: a record with facts that are otherwise, judged again.
shibo_room(change
  KNOWS value record load program trace eval judge
  SOURCES turning.cpp variant.cpp)
