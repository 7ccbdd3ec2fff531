# The install tree: bin, lib, lib/mortise/plugins, include/mortise, lib/cmake/Mortise and
# share/mortise/configs. Programs and plugins install themselves through their helpers.
include(CMakePackageConfigHelpers)

set(package_dir lib/cmake/Mortise)

foreach(target mortise mortise_abi mortise_sdk)
  if(TARGET ${target})
    install(TARGETS ${target} EXPORT MortiseTargets
      LIBRARY DESTINATION lib COMPONENT Runtime NAMELINK_COMPONENT Development
      INCLUDES DESTINATION include)
    set(exports_targets ON)
  endif()
endforeach()

foreach(headers core/abi/mortise core/include/mortise)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${headers})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${headers} DESTINATION include COMPONENT Development
      FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
  endif()
endforeach()
if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/plugin-sdk/include/mortise)
  install(DIRECTORY plugin-sdk/include/mortise DESTINATION include COMPONENT PluginSdk
    FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
endif()
install(DIRECTORY plugin-sdk/cmake/ DESTINATION ${package_dir} COMPONENT PluginSdk)
install(DIRECTORY plugin-sdk/templates DESTINATION share/mortise COMPONENT PluginSdk)

if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/configs)
  install(DIRECTORY configs DESTINATION share/mortise COMPONENT Runtime
    FILES_MATCHING PATTERN "*.json")
endif()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/mortise COMPONENT Runtime)

if(exports_targets)
  install(EXPORT MortiseTargets NAMESPACE Mortise:: DESTINATION ${package_dir}
    COMPONENT Development)
endif()
configure_package_config_file(${PROJECT_SOURCE_DIR}/tools/cmake/MortiseConfig.cmake.in
  ${PROJECT_BINARY_DIR}/cmake/MortiseConfig.cmake INSTALL_DESTINATION ${package_dir})
# Every minor version may change the interfaces until they freeze as 1.0.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cmake/MortiseConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/cmake/MortiseConfig.cmake
  ${PROJECT_BINARY_DIR}/cmake/MortiseConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT Development)
