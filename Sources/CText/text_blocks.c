// Everything is in the header: this file makes the target one that can be built.
#include "text_blocks.h"
