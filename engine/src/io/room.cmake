# From bytes to rows and values: CSV, JSON, SQLite, encodings. No name of a field is known here.
shibo_room(io
  KNOWS value record
  SOURCES byte_source.cpp csv.cpp decoded_source.cpp file_kind.cpp json.cpp quoted_lines.cpp row.cpp
    sqlite_database.cpp sqlite_rows.cpp sqlite_table.cpp table_file.cpp
  LINKS SQLiteCpp ZLIB::ZLIB)
