# What every name means: instances of packages, declarations, literals, suggestions.
shibo_room(names
  KNOWS value record read load program
  SOURCES additions.cpp declare.cpp fields.cpp instances.cpp libraries.cpp literals.cpp names.cpp suggest.cpp)
