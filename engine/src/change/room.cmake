# What would change a verdict: a record with facts that are otherwise, judged again.
shibo_room(change
  KNOWS value record load program trace eval judge
  SOURCES cures.cpp grid.cpp looked_at.cpp turning.cpp variant.cpp)
