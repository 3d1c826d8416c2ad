package io.github.recordsplit.startup;

import io.github.recordsplit.files.FileOwnership;
import io.github.recordsplit.instrument.HookRegistry;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.instrument.Reweaver;
import io.github.recordsplit.instrument.TlsClassTransformer;
import io.github.recordsplit.instrument.Weaver;
import io.github.recordsplit.instrument.WeavingAgent;
import io.github.recordsplit.observe.log.AgentLog;
import io.github.recordsplit.observe.log.PolicyText;
import io.github.recordsplit.rules.Options;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** What happens at the first TLS class: the agent is made, its thread starts, its line is out. */
final class AgentIntroduction implements WeavingAgent {
  private final AgentRuntime runtime;
  private final AgentLog log;
  private final Libraries libraries;
  private final Prepared prepared;
  private final String rulesFile;

  private AgentIntroduction(
      AgentRuntime runtime,
      AgentLog log,
      Libraries libraries,
      Prepared prepared,
      String rulesFile) {
    this.runtime = runtime;
    this.log = log;
    this.libraries = libraries;
    this.prepared = prepared;
    this.rulesFile = rulesFile;
  }

  /** Makes the agent, and what weaves for it. */
  static Weaver weaver(
      Instrumentation instrumentation,
      Options options,
      Prepared prepared,
      Libraries libraries,
      TlsClassTransformer transformer) {
    AgentLog log = new AgentLog(options.log(), options.logFile());
    HookRegistry hooks = new HookRegistry(libraries.hooks);
    AgentRuntime runtime = new AgentRuntime(options, log, hooks, libraries);
    return new Weaver(
        instrumentation,
        transformer,
        libraries.hooks,
        hooks,
        new AgentIntroduction(runtime, log, libraries, prepared, options.rules()),
        options.dump());
  }

  @Override
  public List<HookTable> wanted() {
    return libraries.wanted(runtime.policy());
  }

  @Override
  public void introduce(String hooks) {
    runtime.watch(prepared); // which may change the mode
    log.notice(log.self() + PolicyText.policy(runtime.policy(), rulesFile) + ", " + hooks);
    runtime.introduced();
    distrust();
    String unreachable = runtime.unreachable();
    if (unreachable != null) {
      log.notice("the command line cannot reach this JVM: " + unreachable);
    }
  }

  /** Who can write the rules can take the protection away. */
  private void distrust() {
    try {
      if (rulesFile != null && FileOwnership.byAnybody(new File(rulesFile).toPath())) {
        log.notice(
            "every user of this machine can change the rules file "
                + rulesFile
                + " or replace it (remedy: chmod o-w, of its folder too)");
      }
    } catch (IOException | RuntimeException e) {
      onFailure(e);
    }
  }

  @Override
  public void connect(Instrumentation instrumentation, Reweaver reweaver)
      throws ReflectiveOperationException, IOException {
    runtime.connect(instrumentation, reweaver);
  }

  @Override
  public List<Class<?>> findLoaded(Class<?>[] loaded)
      throws ReflectiveOperationException, IOException {
    return runtime.findUnknown(loaded);
  }

  @Override
  public void decideAgain() {
    runtime.decideAgain();
  }

  @Override
  public void notice(String line) {
    log.notice(line);
  }

  @Override
  public void onFailure(Throwable t) {
    runtime.onFailure(t);
  }
}
