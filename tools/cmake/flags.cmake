# Compiler settings, carried by one interface target that every helper links privately.

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_EXTENSIONS OFF)

# ccache, where there is one. Precompiled headers need the two sloppiness settings; the base directory
# and NOHASHDIR let two checkouts and two build folders share what they have built.
find_program(MORTISE_CCACHE ccache)
mark_as_advanced(MORTISE_CCACHE)
if(MORTISE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
    CCACHE_NOHASHDIR=1 ${MORTISE_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
endif()

set(mortise_warnings
  -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wformat=2 -Wcast-qual -Wfloat-conversion)
set(mortise_cxx_warnings -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi)

# Warnings are errors with the compilers that CI builds with: another one may know warnings that
# nobody here has seen, and must not stop a user's build.
set(mortise_werror OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12\\.")
    OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^14\\."))
  set(mortise_werror ON)
endif()
option(MORTISE_WERROR "Treat warnings as errors" ${mortise_werror})

add_library(mortise_build_flags INTERFACE)
target_compile_features(mortise_build_flags INTERFACE c_std_11 cxx_std_20)
target_compile_options(mortise_build_flags INTERFACE
  ${mortise_warnings}
  "$<$<COMPILE_LANGUAGE:CXX>:${mortise_cxx_warnings}>"
  # g++ 12 sees overlapping copies in every std::string concatenation (GCC bug 105329).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${MORTISE_WERROR}>:-Werror>
  -fvisibility=hidden
  $<$<COMPILE_LANGUAGE:CXX>:-fvisibility-inlines-hidden>
  # File names in messages and debug information start at the repository's root. (ccache makes them
  # relative to the build folder first, for its base directory.)
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= -ffile-prefix-map=../../=
  # What ccache and a precompiled header need to go together.
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>
  "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:SHELL:-Xclang -fno-pch-timestamp>")

if(MORTISE_SANITIZER)
  target_compile_options(mortise_build_flags INTERFACE
    -fsanitize=${MORTISE_SANITIZER} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # The checks that a sanitizer inserts make g++ report values in the standard library.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(mortise_build_flags INTERFACE -fsanitize=${MORTISE_SANITIZER})
endif()

if(MORTISE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "MORTISE_FUZZ needs clang: configure with `cmake --preset fuzz`")
  endif()
  # Coverage feedback in everything that a fuzz target links.
  target_compile_options(mortise_build_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
