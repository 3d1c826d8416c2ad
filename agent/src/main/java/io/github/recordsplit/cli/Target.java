package io.github.recordsplit.cli;

import io.github.recordsplit.control.requests.FileOwnership;
import java.io.IOException;
import java.nio.file.Paths;

/** A process that an operator names, and what keeps this command from it. */
final class Target {
  final String pid;
  final Proc proc;

  /** Finds it. */
  Target(String given) throws UsageException, NoException {
    pid = Jvms.pid(given);
    proc = new Proc(pid);
    if (Proc.isThere()) {
      checkReachable();
    }
  }

  private void checkReachable() throws NoException {
    if (!proc.exists()) {
      throw new NoException("there is no process " + pid);
    }
    try {
      Object self = FileOwnership.by(Paths.get("/proc", Proc.self()));
      if (proc.isOfAnother(self)) {
        throw new NoException(
            "process "
                + pid
                + " belongs to another user: run this command as user number "
                + proc.user()
                + " (sudo -u '#"
                + proc.user()
                + "' ...; in a container, inside it)");
      }
    } catch (IOException e) {
      throw new NoException("there is no process " + pid + " any more");
    }
    if (proc.isNoJvm()) {
      throw new NoException("process " + pid + " is no JVM");
    }
  }
}
