# Included by ctest itself: asks a Catch2 program for its test cases and registers each. The answer is
# kept beside the program until the program changes.

# Lists in CMake split at `;` and not inside `[ ]`, so both are masked while names are in a list.
function(mortise_list_test_cases executable working_directory cache out_names)
  set(${out_names} "" PARENT_SCOPE)
  if(NOT EXISTS ${executable})
    return()
  endif()
  if(NOT EXISTS ${cache} OR ${executable} IS_NEWER_THAN ${cache})
    execute_process(COMMAND ${executable} --list-test-names-only "~[.]"
      WORKING_DIRECTORY ${working_directory} OUTPUT_VARIABLE output ERROR_QUIET)
    # Catch2 2.13 exits with the number of tests, so only the output tells success from failure.
    if(NOT output)
      return()
    endif()
    file(WRITE ${cache} "${output}")
  endif()
  file(READ ${cache} output)
  string(REPLACE "[" "<left-bracket>" output "${output}")
  string(REPLACE "]" "<right-bracket>" output "${output}")
  string(REPLACE ";" "<semicolon>" output "${output}")
  string(STRIP "${output}" output)
  string(REPLACE "\n" ";" output "${output}")
  set(${out_names} "${output}" PARENT_SCOPE)
endfunction()

# Catch2 reads `,`, `[` and `\` in a test specification as syntax.
function(mortise_escape_test_spec name out_spec)
  foreach(special "\\" "," "[" "]")
    string(REPLACE "${special}" "\\${special}" name "${name}")
  endforeach()
  set(${out_spec} "${name}" PARENT_SCOPE)
endfunction()

function(mortise_discover_tests name executable working_directory cache_dir labels environment
         timeout)
  mortise_list_test_cases(${executable} ${working_directory} ${cache_dir}/${name}_tests.txt names)
  if(NOT names)
    # Not built, or it cannot even list its tests: one test that fails and shows it.
    add_test("${name}: is built and lists its tests" ${executable} --list-tests)
    set_tests_properties("${name}: is built and lists its tests" PROPERTIES
      LABELS "${labels}" FAIL_REGULAR_EXPRESSION ".*")
    return()
  endif()
  foreach(test IN LISTS names)
    string(REPLACE "<left-bracket>" "[" test "${test}")
    string(REPLACE "<right-bracket>" "]" test "${test}")
    string(REPLACE "<semicolon>" ";" test "${test}")
    mortise_escape_test_spec("${test}" spec)
    # A test case without an assertion cannot fail; Catch2 reports it as failed.
    add_test("${name}: ${test}" ${executable} "${spec}" --warn NoAssertions)
    set_tests_properties("${name}: ${test}" PROPERTIES
      WORKING_DIRECTORY "${working_directory}"
      LABELS "${labels}"
      ENVIRONMENT "${environment}"
      TIMEOUT ${timeout}
      SKIP_REGULAR_EXPRESSION "SKIPPED: ")
  endforeach()
endfunction()
