# mortise_add_plugin: builds a plugin and its manifest, in Mortise's own tree and outside it.
#
#   mortise_add_plugin(cpu
#     SOURCES query.cpp device.cpp
#     MANIFEST manifest.json            # what the author states; the build fills in the rest
#     [LINK DNNL::dnnl …]               # private libraries, static where possible
#     [PROVIDES_OPERATORS ai.onnx::Relu@14 …]
#     [OUTPUT_DIRECTORY dir]            # default: lib/mortise/plugins in the build folder
#     [NO_INSTALL])
#
# makes the target mortise_<name> (the library libmortise_<name>.so, which exports one symbol,
# mortise_plugin_query) and beside it <id>.mortise.json, the author's manifest with these filled in:
#
#   library                 the library's file name
#   sha256                  of the library
#   platform.os, .arch      what it was built for
#   sanitizer               "address,undefined" or "thread" (set MORTISE_SANITIZER); else absent
#   provides.operators      PROVIDES_OPERATORS, where given
include_guard(GLOBAL)

set(MORTISE_PLUGIN_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "")

function(mortise_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NO_INSTALL" "MANIFEST;OUTPUT_DIRECTORY"
    "SOURCES;LINK;PROVIDES_OPERATORS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "mortise_add_plugin: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_MANIFEST)
    message(FATAL_ERROR "mortise_add_plugin: ${name} needs a MANIFEST")
  endif()
  if(NOT arg_OUTPUT_DIRECTORY)
    set(arg_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib/mortise/plugins)
  endif()

  set(target mortise_${name})
  add_library(${target} MODULE ${arg_SOURCES})
  # A project in plain C has no use for the C++ layer, nor a compiler for it.
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  if(CXX IN_LIST languages)
    target_link_libraries(${target} PRIVATE Mortise::sdk)
    target_compile_features(${target} PRIVATE cxx_std_17)
  else()
    target_link_libraries(${target} PRIVATE Mortise::abi)
  endif()
  if(C IN_LIST languages)
    target_compile_features(${target} PRIVATE c_std_11)
  endif()
  target_link_libraries(${target} PRIVATE ${arg_LINK})
  set_target_properties(${target} PROPERTIES
    LIBRARY_OUTPUT_DIRECTORY ${arg_OUTPUT_DIRECTORY}
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)
  _mortise_plugin_flags(${target})
  _mortise_plugin_manifest(${target} ${arg_MANIFEST} ${arg_OUTPUT_DIRECTORY}
    "${arg_PROVIDES_OPERATORS}" ${arg_NO_INSTALL})
endfunction()

function(_mortise_plugin_flags target)
  set(version_script ${MORTISE_PLUGIN_CMAKE_DIR}/mortise_plugin.map)
  target_link_options(${target} PRIVATE -Wl,--version-script=${version_script} -Wl,-z,now)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${version_script})
  if(NOT MORTISE_SANITIZER)
    # A plugin imports nothing from the process that loads it. (Sanitizers' own symbols are.)
    target_link_options(${target} PRIVATE -Wl,-z,defs)
  endif()
  if(TARGET mortise_build_flags)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE mortise_build_flags)
  elseif(MORTISE_SANITIZER)
    target_compile_options(${target} PRIVATE -fsanitize=${MORTISE_SANITIZER})
    target_link_options(${target} PRIVATE -fsanitize=${MORTISE_SANITIZER})
  endif()
endfunction()

# The manifest is made after each link, because it carries the library's hash, and again when the
# library is installed, because that may strip it or change its run path.
function(_mortise_plugin_manifest target manifest output_directory operators no_install)
  cmake_path(ABSOLUTE_PATH manifest BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest})
  if(NOT EXISTS ${manifest})
    message(FATAL_ERROR "mortise_add_plugin: the manifest ${manifest} is missing")
  endif()
  file(READ ${manifest} text)
  string(JSON type ERROR_VARIABLE error TYPE "${text}" id)
  if(error OR NOT type STREQUAL "STRING")
    message(FATAL_ERROR "mortise_add_plugin: ${manifest} is no manifest: it must be a JSON object "
      "with at least a string `id`\n${error}")
  endif()
  string(JSON id GET "${text}" id)

  string(TOLOWER ${CMAKE_SYSTEM_NAME} os)
  string(TOLOWER ${CMAKE_SYSTEM_PROCESSOR} arch)
  set(script ${MORTISE_PLUGIN_CMAKE_DIR}/MortiseManifest.cmake)
  set(definitions "-DSOURCE=${manifest}" "-DOS=${os}" "-DARCH=${arch}"
    "-DSANITIZER=${MORTISE_SANITIZER}")
  list(JOIN operators "," operators)
  list(APPEND definitions "-DOPERATORS=${operators}")

  set(output ${output_directory}/${id}.mortise.json)
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_COMMAND} ${definitions} -DLIBRARY=$<TARGET_FILE:${target}> -DOUTPUT=${output}
      -P ${script}
    BYPRODUCTS ${output}
    VERBATIM)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${manifest} ${script})
  set_property(TARGET ${target} PROPERTY MORTISE_MANIFEST ${output})

  if(NOT no_install)
    set(plugin_dir lib/mortise/plugins)
    install(TARGETS ${target} LIBRARY DESTINATION ${plugin_dir} COMPONENT Runtime)
    set(quoted_definitions "")
    foreach(definition IN LISTS definitions)
      string(APPEND quoted_definitions " [==[${definition}]==]")
    endforeach()
    install(CODE "
      set(plugin_dir \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${plugin_dir}\")
      message(STATUS \"Installing: \${plugin_dir}/${id}.mortise.json\")
      execute_process(COMMAND_ERROR_IS_FATAL ANY
        COMMAND \"\${CMAKE_COMMAND}\" ${quoted_definitions}
          \"-DLIBRARY=\${plugin_dir}/$<TARGET_FILE_NAME:${target}>\"
          \"-DOUTPUT=\${plugin_dir}/${id}.mortise.json\"
          -P [==[${script}]==])" COMPONENT Runtime)
  endif()
endfunction()
