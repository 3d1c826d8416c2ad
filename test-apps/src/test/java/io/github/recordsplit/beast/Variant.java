package io.github.recordsplit.beast;

import io.github.recordsplit.harness.ChildJvm;
import io.github.recordsplit.harness.Target;

/** How the attacked client is started, and what that must leave to the attacker. */
enum Variant {
  UNPROTECTED("no protection", "", true),
  NEVER("agent, `never host` for this peer", "rules=", true),
  JDK("the JDK's own", "", false),
  BCTLS("bctls's own", "", false),
  FIRST_WHOLE("agent, `mode=all,first=whole`", "mode=all,first=whole", false),
  SPLIT("agent, `mode=all`", "mode=all", false);

  final String label;
  final boolean open;
  private final String agent;

  Variant(String label, String agent, boolean open) {
    this.label = label;
    this.agent = agent;
    this.open = open;
  }

  ChildJvm prepare(ChildJvm jvm) {
    if (this == UNPROTECTED) {
      jvm.property("jsse.enableCBCProtection", "false");
    }
    return agent.isEmpty() ? jvm : jvm.agent(this == NEVER ? agent + rules() : agent);
  }

  /** Payloads of a connection that leave as one record, out of so many. */
  int whole(int payloads) {
    return open ? payloads : this == SPLIT || this == BCTLS ? 0 : 1;
  }

  private static String rules() {
    return Target.write("rules/beast-never.txt", "mode all\nnever host localhost\n").toString();
  }
}
