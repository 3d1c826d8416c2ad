package io.github.recordsplit.observe.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** A hook did not find its method. */
@Name("recordsplit.HookMissing")
@Label("Hook Missing")
@Description("In each recording, whenever it was noticed")
@Period("endChunk")
@StackTrace(false)
final class HookMissing extends RecordSplitEvent {
  @Label("Hook")
  String hook;
}
