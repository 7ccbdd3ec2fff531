# Run by mortise_add_plugin (cmake -P): writes OUTPUT, the manifest SOURCE completed for LIBRARY.
#
# -DSOURCE -DLIBRARY -DOUTPUT: paths; -DOS -DARCH: the platform; -DSANITIZER: may be empty;
# -DOPERATORS: names separated by commas, may be empty.
cmake_minimum_required(VERSION 3.25)

file(READ ${SOURCE} manifest)
file(SHA256 ${LIBRARY} sha256)
cmake_path(GET LIBRARY FILENAME library_name)

macro(set_member value)
  string(JSON manifest SET "${manifest}" ${ARGN} "${value}")
endmacro()

# string(JSON SET) makes no missing parents.
macro(need_object name)
  string(JSON type ERROR_VARIABLE error TYPE "${manifest}" ${name})
  if(error)
    set_member("{}" ${name})
  endif()
endmacro()

set_member("\"${library_name}\"" library)
set_member("\"${sha256}\"" sha256)
need_object(platform)
set_member("\"${OS}\"" platform os)
set_member("\"${ARCH}\"" platform arch)
if(SANITIZER)
  set_member("\"${SANITIZER}\"" sanitizer)
endif()
if(OPERATORS)
  string(REPLACE "," "\", \"" quoted "${OPERATORS}")
  need_object(provides)
  set_member("[\"${quoted}\"]" provides operators)
endif()

file(WRITE ${OUTPUT} "${manifest}\n")
