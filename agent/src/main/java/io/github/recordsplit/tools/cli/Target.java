package io.github.recordsplit.tools.cli;

import io.github.recordsplit.files.FileOwnership;
import java.io.IOException;
import java.nio.file.Paths;

/** A process that an operator names, and what keeps this command from it. */
final class Target {
  final String pid;
  final LinuxProcess process;

  /** Finds it. */
  Target(String given) throws UsageException, NoException {
    this(JvmFinder.one(given));
  }

  /** One that was found. */
  Target(Jvm jvm) throws NoException {
    pid = jvm.pid;
    process = jvm.process;
    if (LinuxProcess.isThere()) {
      checkReachable();
    }
  }

  private void checkReachable() throws NoException {
    if (!process.exists()) {
      throw new NoException("there is no process " + pid);
    }
    try {
      Object self = FileOwnership.by(Paths.get("/proc", LinuxProcess.self()));
      if (!self.equals(FileOwnership.ROOT) && process.isOfAnother(self)) {
        throw new NoException(
            "process "
                + pid
                + " belongs to another user: run this command as root or as user number "
                + process.user()
                + " (sudo -u '#"
                + process.user()
                + "' ...; in a container, inside it)");
      }
    } catch (IOException e) {
      throw new NoException("there is no process " + pid + " any more");
    }
    if (process.isNoJvm()) {
      throw new NoException("process " + pid + " is no JVM");
    }
  }
}
