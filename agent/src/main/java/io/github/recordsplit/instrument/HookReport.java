package io.github.recordsplit.instrument;

import java.util.List;

/** Which places of the TLS libraries the agent got hold of. */
public interface HookReport {
  /** The hooks that found their methods; empty before the first TLS class. */
  List<String> woven();

  /** The hooks that did not, each with what is missing. */
  List<String> missingOnes();
}
