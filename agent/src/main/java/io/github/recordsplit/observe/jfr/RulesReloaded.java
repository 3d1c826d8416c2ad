package io.github.recordsplit.observe.jfr;

import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A changed rules file was read. */
@Name("recordsplit.RulesReloaded")
@Label("Rules Reloaded")
@StackTrace(false)
final class RulesReloaded extends RecordSplitEvent {
  @Label("Rules File")
  String file;

  @Label("Rules in Force")
  int rules;

  @Label("Error")
  String error;
}
