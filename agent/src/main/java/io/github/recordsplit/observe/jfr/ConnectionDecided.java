package io.github.recordsplit.observe.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A connection was decided on. */
@Name("recordsplit.ConnectionDecided")
@Label("TLS Connection Decided")
@Description("At a connection's first application write, and again after rules or suite changed")
final class ConnectionDecided extends KindEvent {}
