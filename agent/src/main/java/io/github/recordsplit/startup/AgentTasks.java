package io.github.recordsplit.startup;

import io.github.recordsplit.control.AgentControl;
import io.github.recordsplit.control.requests.Pid;
import io.github.recordsplit.control.requests.RequestChannel;
import io.github.recordsplit.control.requests.RequestFolder;
import io.github.recordsplit.feature.outcome.Outcomes;
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
  private static final int CLOCK = 6;
  private static final int FILES = 7;
  private static final int OUTCOMES = 8;
  private static final int TASKS = 9;

  private final AgentControl agent;
  private final SpareThreads threads;
  private final RequestChannel channel;
  private final long made;
  private volatile FilesThread files;
  private File olderRequests;
  private final Telemetry telemetry;

  AgentTasks(AgentControl agent, SpareThreads threads, RequestChannel channel, long made) {
    this.agent = agent;
    this.threads = threads;
    this.channel = channel;
    this.made = made;
    this.telemetry = new Telemetry(agent);
    this.files = new FilesThread(agent);
    agent.steering().readBy(files);
    LogOutput.use(threads);
  }

  /**
   * Carries out what was asked for before the first TLS class, which on Linux is known from one
   * look.
   */
  void first() {
    String pid = Pid.ofLinux();
    olderRequests = pid == null ? null : RequestFolder.of(pid);
    runAlone(REQUESTS);
    if (pid != null) {
      runAlone(OLDER_REQUESTS);
    }
  }

  /** Goes on in a thread of its own. */
  AgentThread start() {
    AgentThread thread = new AgentThread(this);
    threads.newThread(thread).start();
    return thread;
  }

  /** Why the command line cannot reach this JVM, or null. */
  String unreachable() {
    return channel.isMissing() ? "no file can be made in any of " + RequestChannel.places() : null;
  }

  String jarOnDisk() {
    return files.jarOnDisk();
  }

  boolean isTalking() {
    return channel.isTalking();
  }

  /** Something failed and could not even be told. */
  void lost() {
    agent.failures().addUntold();
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
      case CLOCK:
        agent.steering().lookAtTheClock();
        return;
      case FILES:
        lookAfterFiles();
        return;
      case OUTCOMES:
        Outcomes outcomes = agent.outcomes();
        if (outcomes != null) {
          outcomes.look();
        }
        return;
      default:
        throw new IllegalArgumentException();
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
    if (!files.isAlive()) {
      FilesThread next = files.hasStarted() ? new FilesThread(agent) : files;
      agent.steering().readBy(next);
      files = next;
      next.start(threads);
    }
    files.tellIfStuck();
  }
}
