package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.requests.Pid;
import io.github.recordsplit.control.requests.RequestChannel;
import io.github.recordsplit.control.requests.RequestFolder;
import io.github.recordsplit.feature.rehearse.Rehearsals;
import io.github.recordsplit.observe.log.LogOutput;
import java.io.File;
import java.io.IOException;

/**
 * What the agent does beside the application's threads. Each task fails alone, and none may wait:
 * what files may keep waiting is {@link FilesThread}'s, what readers may, the log's own thread's.
 */
final class AgentTasks {
  private static final int REQUESTS = 0;
  private static final int OLDER_REQUESTS = 1;
  private static final int JMX = 2;
  private static final int RECORDER = 3;
  private static final int LOG = 4;
  private static final int REHEARSALS = 5;
  private static final int FILES = 6;
  private static final int TASKS = 7;

  private final long made = System.currentTimeMillis();
  private final RequestChannel channel = RequestChannel.open();
  private final AgentThread first = new AgentThread(this);
  private volatile FilesThread files = new FilesThread();
  private volatile AgentControl agent;
  private File olderRequests;
  private Telemetry telemetry;
  private volatile int lost;

  /** Made in {@code premain}: nothing runs yet, but requests can be left. */
  AgentTasks() {
    LogOutput.prepare();
  }

  /**
   * Carries out what was asked for before the first TLS class, which on Linux is known from one
   * look, and goes on in threads of its own.
   */
  AgentThread start(AgentControl managed) {
    agent = managed;
    telemetry = new Telemetry(agent);
    managed.steering().readBy(files);
    String pid = Pid.ofLinux();
    olderRequests = pid == null ? null : RequestFolder.of(pid);
    runAlone(REQUESTS);
    if (pid != null) {
      runAlone(OLDER_REQUESTS);
    }
    first.start();
    return first;
  }

  /** Why the command line cannot reach this JVM, or null. */
  String unreachable() {
    return channel.isMissing()
        ? "no file can be made in any of " + RequestChannel.places()
        : null;
  }

  String jarOnDisk() {
    return files.jarOnDisk();
  }

  boolean isTalking() {
    return channel.isTalking();
  }

  /** Something failed and could not even be told. */
  void lost() {
    lost++;
  }

  void round() {
    for (int task = 0; task < TASKS; task++) {
      runAlone(task);
    }
  }

  private void runAlone(int task) {
    try {
      run(task);
    } catch (Throwable t) {
      tell(t);
    }
  }

  /** Without memory, to tell may fail as well. */
  private void tell(Throwable t) {
    try {
      agent.onFailure(t);
    } catch (Throwable worse) {
      lost();
    }
  }

  private void run(int task) throws IOException {
    switch (task) {
      case REQUESTS:
        channel.start();
        channel.serve(agent);
        return;
      case OLDER_REQUESTS:
        lookForOlderRequests();
        return;
      case JMX:
        telemetry.lookForJmx();
        return;
      case RECORDER:
        telemetry.lookForRecorder(); // at once, or it misses the first connections
        return;
      case LOG:
        LogOutput.revive();
        agent.log().look();
        return;
      case REHEARSALS:
        Rehearsals rehearsals = agent.rehearsals();
        if (rehearsals != null) {
          rehearsals.look();
        }
        return;
      default:
        lookAfterFiles();
    }
  }

  private void lookForOlderRequests() throws IOException {
    if (olderRequests == null) {
      olderRequests = RequestFolder.of(Pid.own());
    }
    if (olderRequests.exists()) {
      new RequestFolder(olderRequests, made).serve(agent);
    }
  }

  private void lookAfterFiles() {
    if (!files.hasStarted()) {
      files.start(agent);
    } else if (!files.isAlive()) {
      FilesThread next = new FilesThread();
      agent.steering().readBy(next);
      files = next;
      next.start(agent);
    }
    files.tellIfStuck();
  }
}
