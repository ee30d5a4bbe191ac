# What series count of a history: kept on disk as it is read, found by key and day.
shibo_room(ledger
  KNOWS value record load program trace eval judge
  SOURCES ledger.cpp
  LINKS SQLiteCpp)
