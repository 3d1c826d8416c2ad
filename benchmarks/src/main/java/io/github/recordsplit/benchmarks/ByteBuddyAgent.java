package io.github.recordsplit.benchmarks;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * What most agents are made with: Byte Buddy's {@code AgentBuilder}, on the methods of the JDK that
 * recordsplit weaves, and with advice that does nothing.
 */
public final class ByteBuddyAgent {
  private ByteBuddyAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .ignore(nameStartsWith("net.bytebuddy."))
        .type(
            namedOneOf(
                "javax.net.ssl.SSLEngine",
                "javax.net.ssl.SSLSocket",
                "sun.security.ssl.TransportContext"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Nothing.class).on(isConstructor())))
        .type(
            namedOneOf(
                "sun.security.ssl.SSLSocketOutputRecord",
                "sun.security.ssl.SSLEngineOutputRecord",
                "sun.security.ssl.SSLSessionImpl"))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(Nothing.class)
                        .on(namedOneOf("deliver", "encode", "putValue", "removeValue"))))
        .installOn(instrumentation);
  }

  /** Inlined, so that woven classes refer to nothing of the agent. */
  static final class Nothing {
    private Nothing() {}

    @Advice.OnMethodExit
    static void exit() {
      // nothing, on purpose
    }
  }
}
