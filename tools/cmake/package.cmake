# The Debian packages: `cpack` in the build folder makes mortise (library, program, plugins, configs) and mortise-dev
# (headers, archive, CMake package, pkg-config, plugin SDK). tools/try-package makes and tries them.
set(MORTISE_PACKAGER "${PROJECT_NAME} <root@localhost>" CACHE STRING
  "Maintainer of the Debian packages: NAME <ADDRESS>")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_PACKAGE_CONTACT ${MORTISE_PACKAGER})
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
# A plugin folder that everybody can write would be refused, whatever the umask of whoever makes the package.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL Runtime Development PluginSdk)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libs)

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME mortise)
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "The core, its plugins and the mortise program.")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_GENERATE_SHLIBS ON)

set(CPACK_DEBIAN_DEV_PACKAGE_NAME mortise-dev)
set(CPACK_DEBIAN_DEV_DESCRIPTION "For development: headers, the core as an archive, and the plugin SDK.")
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "mortise (= ${PROJECT_VERSION})")
# What the archive needs when a product links it.
set(CPACK_DEBIAN_DEV_PACKAGE_SUGGESTS "cmake, pkgconf, libelf-dev, libsodium-dev, libxxhash-dev")

include(CPack)
cpack_add_component_group(runtime)
cpack_add_component_group(dev)
cpack_add_component(Runtime GROUP runtime)
cpack_add_component(Development GROUP dev)
cpack_add_component(PluginSdk GROUP dev)
