# The helpers that every folder's CMakeLists.txt uses. Plugins have theirs in the SDK
# (plugin-sdk/cmake/MortisePlugin.cmake), because authors outside this tree use the same one.
#
#   mortise_add_interface_library(NAME INCLUDE_DIR dir [DEPS …])
#   mortise_add_library(NAME [SHARED] SOURCES … [DEPS …] [PRIVATE_DEPS …] [INTERFACE_DIRS …]
#                       [VERSION_SCRIPT file.map])
#   mortise_add_executable(NAME SOURCES … [DEPS …] [OUTPUT_NAME name] [INSTALL])
#   mortise_add_test(NAME name SOURCES … [DEPS …] [LABELS …] [ENVIRONMENT K=V …] [PLUGINS …]
#                    [TIMEOUT seconds] [NO_PCH])
#   mortise_add_benchmark(NAME name SOURCES … [DEPS …])
#   mortise_add_fuzzer(NAME name SOURCES … [DEPS …] [PLUGINS …])
#   mortise_find_optional(package FOR "what is left out" DEBIAN debian-package [PKGCONFIG] [ARGS …])

# Fails on a misspelt keyword, which CMake would otherwise ignore.
macro(mortise_parse_arguments first flags one_value multi_value)
  cmake_parse_arguments(PARSE_ARGV ${first} arg "${flags}" "${one_value}" "${multi_value}")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${CMAKE_CURRENT_FUNCTION}: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
endmacro()

# A header-only library: C++ that others include as <mortise/…>.
function(mortise_add_interface_library name)
  mortise_parse_arguments(1 "" "INCLUDE_DIR" "DEPS")
  string(REGEX REPLACE "^mortise_" "" short_name ${name})
  add_library(${name} INTERFACE)
  add_library(Mortise::${short_name} ALIAS ${name})
  set_target_properties(${name} PROPERTIES EXPORT_NAME ${short_name})
  cmake_path(ABSOLUTE_PATH arg_INCLUDE_DIR BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  target_include_directories(${name} INTERFACE
    $<BUILD_INTERFACE:${arg_INCLUDE_DIR}> $<INSTALL_INTERFACE:include>)
  target_link_libraries(${name} INTERFACE ${arg_DEPS})
endfunction()

# A part of the house: static unless SHARED. Code includes it as "core/host/registry.hpp".
function(mortise_add_library name)
  mortise_parse_arguments(1 "SHARED" "VERSION_SCRIPT" "SOURCES;DEPS;PRIVATE_DEPS;INTERFACE_DIRS")
  set(kind STATIC)
  if(arg_SHARED)
    set(kind SHARED)
  endif()
  add_library(${name} ${kind} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  foreach(dir IN LISTS arg_INTERFACE_DIRS)
    cmake_path(ABSOLUTE_PATH dir BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${dir}>)
  endforeach()
  target_link_libraries(${name} PUBLIC ${arg_DEPS}
    PRIVATE ${arg_PRIVATE_DEPS} $<BUILD_INTERFACE:mortise_build_flags>)
  if(arg_VERSION_SCRIPT)
    cmake_path(ABSOLUTE_PATH arg_VERSION_SCRIPT BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_options(${name} PRIVATE -Wl,--version-script=${arg_VERSION_SCRIPT})
    set_target_properties(${name} PROPERTIES LINK_DEPENDS ${arg_VERSION_SCRIPT})
  endif()
  if(arg_SHARED)
    set_target_properties(${name} PROPERTIES
      VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
    if(NOT MORTISE_SANITIZER)
      target_link_options(${name} PRIVATE -Wl,-z,defs)
    endif()
  endif()
endfunction()

function(mortise_add_executable name)
  mortise_parse_arguments(1 "INSTALL" "OUTPUT_NAME" "SOURCES;DEPS")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} mortise_build_flags)
  set_target_properties(${name} PROPERTIES INSTALL_RPATH "$ORIGIN/../lib")
  if(arg_OUTPUT_NAME)
    set_target_properties(${name} PROPERTIES OUTPUT_NAME ${arg_OUTPUT_NAME})
  endif()
  if(arg_INSTALL)
    install(TARGETS ${name} RUNTIME DESTINATION bin COMPONENT Runtime)
  endif()
endfunction()

# The main function of all tests, and the one precompiled header that they share.
function(mortise_add_test_main source)
  find_package(Catch2 2.13 QUIET)
  if(NOT Catch2_FOUND)
    message(STATUS "Mortise: the tests are left out: Catch2 2.13 not found "
      "(Debian package catch2)")
    return()
  endif()
  add_library(mortise_test_main OBJECT ${source})
  target_link_libraries(mortise_test_main PUBLIC Catch2::Catch2 PRIVATE mortise_build_flags)
  # The main function includes catch.hpp in another mode, so the header has a target of its own.
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/test_header.cpp CONTENT "// Nothing but the header.\n")
  add_library(mortise_test_header OBJECT ${PROJECT_BINARY_DIR}/test_header.cpp)
  find_package(nlohmann_json 3.11 REQUIRED)
  target_link_libraries(mortise_test_header PRIVATE
    Catch2::Catch2 nlohmann_json::nlohmann_json mortise_build_flags)
  target_precompile_headers(mortise_test_header PRIVATE
    $<$<COMPILE_LANGUAGE:CXX>:<catch2/catch.hpp$<ANGLE-R>>
    $<$<COMPILE_LANGUAGE:CXX>:<nlohmann/json.hpp$<ANGLE-R>>)
endfunction()

# A Catch2 program; each of its test cases becomes a ctest test, found when ctest starts. Labels are
# the top-level folder and LABELS; target tests_<label> builds what `ctest -L <label>` runs. PLUGINS
# are targets that must be built first. Tests run at the root of the repository, with MORTISE_BUILD_DIR
# set; a line `SKIPPED: reason` on the output marks a test as skipped.
function(mortise_add_test)
  mortise_parse_arguments(0 "NO_PCH" "NAME;TIMEOUT" "SOURCES;DEPS;LABELS;ENVIRONMENT;PLUGINS")
  if(NOT TARGET mortise_test_main)
    return()
  endif()
  add_executable(${arg_NAME} ${arg_SOURCES})
  set_target_properties(${arg_NAME} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/tests)
  target_include_directories(${arg_NAME} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${arg_NAME} PRIVATE ${arg_DEPS} mortise_test_main mortise_build_flags)
  if(NOT arg_NO_PCH)
    target_precompile_headers(${arg_NAME} REUSE_FROM mortise_test_header)
    set(c_sources ${arg_SOURCES})
    list(FILTER c_sources INCLUDE REGEX "\\.c$")
    set_source_files_properties(${c_sources} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE folder)
  string(REGEX REPLACE "/.*" "" folder ${folder})
  list(APPEND arg_LABELS ${folder})
  foreach(label IN LISTS arg_LABELS)
    if(NOT TARGET tests_${label})
      add_custom_target(tests_${label})
    endif()
    add_dependencies(tests_${label} ${arg_NAME})
  endforeach()
  if(arg_PLUGINS)
    add_dependencies(${arg_NAME} ${arg_PLUGINS})
  endif()
  mortise_register_test(${arg_NAME} "${arg_LABELS}" "${arg_ENVIRONMENT}" "${arg_TIMEOUT}")
endfunction()

# Has ctest ask the program for its test cases (see discover_tests.cmake). Catch2 2.13's own
# catch_discover_tests would run the program during the build, and splits lists of labels.
function(mortise_register_test name labels environment timeout)
  if(NOT timeout)
    set(timeout 120)
  endif()
  list(APPEND environment MORTISE_BUILD_DIR=${CMAKE_BINARY_DIR})
  set(script ${CMAKE_CURRENT_BINARY_DIR}/${name}_tests.cmake)
  file(GENERATE OUTPUT ${script} CONTENT "\
include([==[${PROJECT_SOURCE_DIR}/tools/cmake/discover_tests.cmake]==])
mortise_discover_tests([==[${name}]==] [==[$<TARGET_FILE:${name}>]==] [==[${PROJECT_SOURCE_DIR}]==]
  [==[${CMAKE_CURRENT_BINARY_DIR}]==] [==[${labels}]==] [==[${environment}]==] ${timeout})
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${script})
endfunction()

function(mortise_add_benchmark)
  mortise_parse_arguments(0 "" "NAME" "SOURCES;DEPS")
  if(NOT MORTISE_BENCHMARKS)
    return()
  endif()
  mortise_find_optional(benchmark FOR "benchmark ${arg_NAME}" DEBIAN libbenchmark-dev)
  if(benchmark_FOUND)
    mortise_add_executable(${arg_NAME} SOURCES ${arg_SOURCES}
      DEPS ${arg_DEPS} benchmark::benchmark benchmark::benchmark_main)
  endif()
endfunction()

# A libFuzzer program in bin/fuzz; its seeds lie in tests/fuzz/corpus/<name without mortise_>.
function(mortise_add_fuzzer)
  mortise_parse_arguments(0 "" "NAME" "SOURCES;DEPS;PLUGINS")
  if(NOT MORTISE_FUZZ)
    return()
  endif()
  mortise_add_executable(${arg_NAME} SOURCES ${arg_SOURCES} DEPS ${arg_DEPS})
  target_link_options(${arg_NAME} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${arg_NAME} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin/fuzz)
  if(NOT TARGET fuzzers)
    add_custom_target(fuzzers)
  endif()
  add_dependencies(fuzzers ${arg_NAME} ${arg_PLUGINS})
endfunction()

# find_package, or pkg-config (target PkgConfig::<package>), for a library that only one component
# needs. Sets <package>_FOUND; where it is missing, says once what is left out and what to install.
macro(mortise_find_optional package)
  cmake_parse_arguments(optional "PKGCONFIG" "FOR;DEBIAN" "ARGS" ${ARGN})
  if(optional_PKGCONFIG)
    find_package(PkgConfig QUIET)
    if(PkgConfig_FOUND)
      pkg_check_modules(${package} QUIET IMPORTED_TARGET ${package})
    endif()
  else()
    find_package(${package} QUIET ${optional_ARGS})
  endif()
  if(NOT ${package}_FOUND)
    message(STATUS "Mortise: ${optional_FOR} is left out: ${package} not found "
      "(Debian package ${optional_DEBIAN})")
  endif()
endmacro()
