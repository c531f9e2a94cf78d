# cmake -DFOLDER=… -DNAMES=a.xml,b.xml -DOUTPUT=….cpp -P embed.cmake: files as text in the program.
string(REPLACE "," ";" NAMES "${NAMES}")
set(CODE "#include \"reports/docx_template.hpp\"\n\nnamespace gouji::reports {\n\nstd::string_view docx_template(std::string_view name) {\n")
foreach(NAME ${NAMES})
  file(READ "${FOLDER}/${NAME}" TEXT)
  string(APPEND CODE "  if (name == \"${NAME}\") return R\"part(${TEXT})part\";\n")
endforeach()
string(APPEND CODE "  return {};\n}\n\n}  // namespace gouji::reports\n")
file(WRITE "${OUTPUT}" "${CODE}")
