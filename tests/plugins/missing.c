/* The library that a plugin is linked to and that is not there when the plugin is loaded. */
int missing_function(void);
int missing_function(void) { return 0; }
