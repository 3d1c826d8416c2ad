package io.github.recordsplit.observe.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;

/** What all events of the agent have in common. */
@Category("recordsplit")
abstract class RecordSplitEvent extends Event {}
