/* Plugins whose query does what no plugin may: it ends the process in one way or another, or never returns. */
#include <mortise/abi/plugin.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

MORTISE_EXPORT const mortise_plugin_description_t* mortise_plugin_query(void);

const mortise_plugin_description_t* mortise_plugin_query(void) {
#if defined(ABORTS)
  abort();
#elif defined(CRASHES)
  raise(SIGSEGV);
#elif defined(EXITS)
  _exit(0);
#elif defined(HANGS)
  for (;;) pause();
#endif
  return NULL;
}
