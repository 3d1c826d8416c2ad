package io.github.recordsplit.observe.jfr;

import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A payload leaves as 1 byte and the rest. */
@Name("recordsplit.PayloadSplit")
@Label("TLS Payload Split")
@Description("A sample: the first of each 128 payloads that are split on a connection")
@Enabled(false)
final class PayloadSplit extends KindEvent {}
