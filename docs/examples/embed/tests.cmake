# Each program on models that embed-build-model makes, and what it prints.

# Usage: add_output_test(NAME OUTPUT COMMAND…): the command succeeds, and its standard output matches the regular expression
# OUTPUT. add_error_test: it ends with 1, and its standard error matches. The plugins are those of the Mortise that was found;
# OpenMP, which the cpu backend's library brings, may start threads if it can.
function(add_output_test name output)
  add_expectation(${name} 0 "${output}" ${ARGN})
endfunction()

function(add_error_test name error)
  add_expectation(${name} 1 "${error}" ${ARGN})
endfunction()

function(add_expectation name result text)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -DRESULT=${result} "-DTEXT=${text}"
    -P ${PROJECT_SOURCE_DIR}/expect.cmake -- ${ARGN})
  set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED models
    ENVIRONMENT "MORTISE_PLUGIN_PATH=${Mortise_PLUGIN_DIR};OMP_NUM_THREADS=4")
endfunction()

set(small ${PROJECT_BINARY_DIR}/small.mortise)
set(large ${PROJECT_BINARY_DIR}/large.mortise)
set(empty ${PROJECT_BINARY_DIR}/empty)
file(MAKE_DIRECTORY ${empty})
file(WRITE ${PROJECT_BINARY_DIR}/model.onnx "not read by anything")

add_test(NAME "builds a small model" COMMAND embed-build-model ${small} 1 4)
add_test(NAME "builds a large model" COMMAND embed-build-model ${large} 256 256)
set_tests_properties("builds a small model" "builds a large model" PROPERTIES FIXTURES_SETUP models)

add_output_test("the C program prints the output for ones" "^2\n2\n2\n2\n$" $<TARGET_FILE:embed-c> ${small})
add_output_test("the C++ program prints outputs by name"
  "^y: 2\ny: 4\ny: 6\ny: 8\n$" $<TARGET_FILE:embed-cpp> ${small})
add_output_test("a host that supplies everything has the only threads"
  "outputs: 1\ntensor memory: [1-9][0-9]* bytes at most, 0 bytes now\n.*threads: 2 before, 2 at most\n$"
  $<TARGET_FILE:embed-hooks> ${large})
add_output_test("two runtimes with different configurations compute the same"
  "^2 2\n2 2\n2 2\n2 2\n$" $<TARGET_FILE:embed-two-runtimes> ${small})
add_output_test("two runtimes with different configurations compute the same at length"
  "^2 2\n" $<TARGET_FILE:embed-two-runtimes> ${large})
add_output_test("the core without plugins gives clean errors"
  "plugins: \\[\\]\nsession: [^\n]*no plugin.*\nformat: [^\n]*no plugin reads.*\nplugin: there is no plugin `cpu`\npass: [^\n]*gradient"
  $<TARGET_FILE:embed-no-plugins> ${empty} ${small} ${PROJECT_BINARY_DIR}/model.onnx)
if(TARGET embed-static)
  add_output_test("the program with the core inside prints the same"
    "^2\n2\n2\n2\n$" $<TARGET_FILE:embed-static> ${small})
endif()

foreach(program embed-c embed-cpp embed-hooks embed-two-runtimes)
  add_error_test("${program} names a model that is missing" "no-such-model" $<TARGET_FILE:${program}> no-such-model.onnx)
endforeach()
