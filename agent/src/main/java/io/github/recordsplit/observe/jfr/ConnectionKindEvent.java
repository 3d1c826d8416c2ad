package io.github.recordsplit.observe.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** How many connections of a kind there were. */
@Name("recordsplit.ConnectionKind")
@Label("Kind of TLS Connection")
@Description("One for each kind of connection since the start of the JVM, as status shows them")
@Period("endChunk")
@StackTrace(false)
final class ConnectionKindEvent extends KindEvent {
  @Label("Connections")
  long connections;

  @Label("Open")
  int open;

  @Label("Payloads Split")
  long payloadsSplit;

  @Label("Suspect of Breaking")
  String suspect;
}
