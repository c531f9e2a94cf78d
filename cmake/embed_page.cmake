# Writes a source file that holds report.css and report.js, with the hashes a Content-Security-Policy names them by:
#   cmake -D STYLE=report.css -D SCRIPT=report.js -D OUTPUT=page.cpp -P embed_page.cmake

# SHA-256 of a file in base64.
function(hash_of file result)
  set(digits "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  file(SHA256 "${file}" hex)
  # 32 bytes are ten groups of three and one of two, which is filled up.
  string(APPEND hex "00")
  set(text "")
  foreach(group RANGE 0 10)
    math(EXPR from "${group} * 6")
    string(SUBSTRING "${hex}" ${from} 6 bytes)
    foreach(shift 18 12 6 0)
      math(EXPR digit "(0x${bytes} >> ${shift}) & 63")
      string(SUBSTRING "${digits}" ${digit} 1 letter)
      string(APPEND text "${letter}")
    endforeach()
  endforeach()
  string(REGEX REPLACE "A$" "=" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# As bytes: a string literal may not be as long as these files are.
function(bytes_of file result)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," text "${hex}")
  string(REGEX REPLACE "(................................................................................................................)" "\\1\n" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

bytes_of("${STYLE}" style)
bytes_of("${SCRIPT}" script)
hash_of("${STYLE}" style_hash)
hash_of("${SCRIPT}" script_hash)

file(WRITE "${OUTPUT}" "#include \"reports/page.hpp\"

namespace gouji::reports {

namespace {

constexpr char kStyle[] = {
${style}
};
constexpr char kScript[] = {
${script}
};

}  // namespace

const PageAssets& page_assets() {
  static constexpr PageAssets kAssets{{kStyle, sizeof kStyle}, {kScript, sizeof kScript}, \"sha256-${style_hash}\", \"sha256-${script_hash}\"};
  return kAssets;
}

}  // namespace gouji::reports
")
