# What `cmake --install` puts where: the program, its rules, and the paragraphs on diagnostics.
if(SHIBO_BUILD_CLI)
  install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/shibo)
  install(DIRECTORY docs/diagnostics DESTINATION ${CMAKE_INSTALL_DATADIR}/shibo)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Shibo maintainers")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
