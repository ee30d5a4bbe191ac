# The tests of packages: run, and what was found instead told.
shibo_room(testing
  KNOWS value record load program trace eval judge ledger explain
  SOURCES test_run.cpp)
