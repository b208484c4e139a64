#include <cstdio>

#include "vm/host/commands.h"
#include "vm/host/help.h"

namespace minivm {

/// `minivm help [TOPIC]`: the text of a topic or command on stdout.
int commandHelp(const Options& options) {
  std::fputs(helpText(options.app.empty() ? kHelpOverview : options.app).c_str(), stdout);
  return 0;
}

}  // namespace minivm
