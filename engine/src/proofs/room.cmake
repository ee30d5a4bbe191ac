# What is proven once all is bound: rows that overlap, circles, exceptions that clash, citations, what nobody uses.
shibo_room(proofs
  KNOWS value record load program names
  SOURCES circles.cpp citations.cpp coverage.cpp exceptions.cpp hours.cpp whole.cpp)
