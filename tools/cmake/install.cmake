# The install tree: bin, lib, lib/mortise/plugins, include/mortise, lib/cmake/Mortise, lib/pkgconfig and
# share/mortise. Programs and plugins install themselves through their helpers. The components are Runtime (what a model
# needs to run), Development (what a product needs to embed the core) and PluginSdk.
include(CMakePackageConfigHelpers)

set(package_dir lib/cmake/Mortise)

# Targets by component of the CMake package; each has a file of targets of its own.
foreach(pair mortise_abi:Abi mortise:Embedding mortise_static:Static mortise_sdk:PluginSdk)
  string(REGEX REPLACE ":.*" "" target ${pair})
  string(REGEX REPLACE ".*:" "" component ${pair})
  install(TARGETS ${target} EXPORT Mortise${component}Targets
    LIBRARY DESTINATION lib COMPONENT Runtime NAMELINK_COMPONENT Development
    ARCHIVE DESTINATION lib COMPONENT Development
    INCLUDES DESTINATION include)
  if(component STREQUAL "PluginSdk")
    set(install_component PluginSdk)
  else()
    set(install_component Development)
  endif()
  install(EXPORT Mortise${component}Targets NAMESPACE Mortise:: DESTINATION ${package_dir}
    COMPONENT ${install_component})
endforeach()

foreach(headers core/abi/mortise core/include/mortise)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${headers} DESTINATION include COMPONENT Development
    FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
endforeach()
install(DIRECTORY plugin-sdk/include/mortise DESTINATION include COMPONENT PluginSdk
  FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(DIRECTORY plugin-sdk/cmake/ DESTINATION ${package_dir} COMPONENT PluginSdk)
install(DIRECTORY plugin-sdk/templates DESTINATION share/mortise COMPONENT PluginSdk)

install(DIRECTORY configs DESTINATION share/mortise COMPONENT Runtime
  FILES_MATCHING PATTERN "*.json")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/mortise COMPONENT Runtime)

configure_package_config_file(${PROJECT_SOURCE_DIR}/tools/cmake/MortiseConfig.cmake.in
  ${PROJECT_BINARY_DIR}/cmake/MortiseConfig.cmake INSTALL_DESTINATION ${package_dir})
# Every minor version may change the interfaces until they freeze as 1.0.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/MortiseConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/cmake/MortiseConfig.cmake
  ${PROJECT_BINARY_DIR}/cmake/MortiseConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT Development)

foreach(name mortise mortise-static)
  configure_file(${PROJECT_SOURCE_DIR}/tools/cmake/${name}.pc.in
    ${PROJECT_BINARY_DIR}/cmake/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/cmake/${name}.pc DESTINATION lib/pkgconfig COMPONENT Development)
endforeach()
