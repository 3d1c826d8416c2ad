package io.github.recordsplit.observe.jfr;

import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Somebody ordered a mode, or to return to what is configured. */
@Name("recordsplit.Ordered")
@Label("Ordered")
@StackTrace(false)
final class Ordered extends RecordSplitEvent {
  @Label("By")
  String by;

  @Label("Order")
  String order;

  @Label("Outcome")
  String outcome;
}
