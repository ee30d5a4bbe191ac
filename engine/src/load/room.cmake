# From files to packages as they are written, and the diagnostics about them.
shibo_room(load
  SOURCES disk.cpp loader.cpp reporter.cpp)
