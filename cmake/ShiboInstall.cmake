# What `cmake --install` puts where: the library with its headers, the program, its rules, and the
# paragraphs on diagnostics.
include(CMakePackageConfigHelpers)

set(SHIBO_INSTALLED_RULES ${CMAKE_INSTALL_DATADIR}/shibo/rules)
set(SHIBO_INSTALLED_CMAKE ${CMAKE_INSTALL_LIBDIR}/cmake/shibo)

# Only the public headers are installed; the library of the language comes along because the engine,
# being static, must be linked with it.
install(TARGETS shibo_dsl shibo_engine EXPORT shiboTargets)
install(DIRECTORY engine/include/shibo DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT shiboTargets NAMESPACE shibo:: DESTINATION ${SHIBO_INSTALLED_CMAKE})
configure_package_config_file(cmake/shiboConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/shiboConfig.cmake
  INSTALL_DESTINATION ${SHIBO_INSTALLED_CMAKE} PATH_VARS SHIBO_INSTALLED_RULES)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/shiboConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/shiboConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/shiboConfigVersion.cmake
        DESTINATION ${SHIBO_INSTALLED_CMAKE})

install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/shibo)
install(DIRECTORY docs/diagnostics docs/schema DESTINATION ${CMAKE_INSTALL_DATADIR}/shibo)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Shibo maintainers")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
