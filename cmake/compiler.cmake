# Warnings are errors in our own builds; sanitizers on request; ccache where it is there.
add_library(gouji_compiler INTERFACE)
target_compile_options(gouji_compiler INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Werror)
# gcc 12 sees overlapping copies in "literal" + std::string at -O3 where there are none (gcc bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(gouji_compiler INTERFACE -Wno-restrict)
  # Nor are the copies of moved strings at -O3 out of bounds (gcc bug 105329).
  target_compile_options(gouji_compiler INTERFACE $<$<CONFIG:Release>:-Wno-array-bounds> $<$<CONFIG:Release>:-Wno-stringop-overread>
                         $<$<CONFIG:Release>:-Wno-stringop-overflow>)
  # Nor is an optional place without a value read where it is copied (gcc bug 80635).
  target_compile_options(gouji_compiler INTERFACE $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
endif()
if(GOUJI_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
# Most files are many and seldom busy: under the sanitizers they compile four times as fast without optimisation.
add_library(gouji_quickly_compiled INTERFACE)
if(GOUJI_SANITIZE AND NOT GOUJI_FUZZ)
  target_compile_options(gouji_quickly_compiled INTERFACE -O0)
endif()

if(GOUJI_FUZZ)
  # libFuzzer steers by the branches taken in every file. What it learns from comparisons costs most of the time; under the
  # sanitizers, which are slow anyway, it is worth it.
  if(GOUJI_SANITIZE)
    add_compile_options(-fsanitize=fuzzer-no-link)
  else()
    add_compile_options(-fsanitize-coverage=inline-8bit-counters,pc-table)
  endif()
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PROJECT_SOURCE_DIR}/cmake/cached_compile)
  # Without it nothing is cached that is compiled with a precompiled header.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  endif()
endif()
