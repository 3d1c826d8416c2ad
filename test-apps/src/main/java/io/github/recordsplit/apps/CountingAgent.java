package io.github.recordsplit.apps;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * Another vendor's agent: it counts payloads in the classes and methods that ours weaves too, on
 * the way in and on the way out.
 */
public final class CountingAgent {
  /** System properties, because its code runs within the JDK. */
  static final String ENTERED = "counted.entered";

  static final String LEFT = "counted.left";

  private static final String PACKAGE = "sun.security.ssl.";

  private CountingAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    System.getProperties().put(ENTERED, new AtomicInteger());
    System.getProperties().put(LEFT, new AtomicInteger());
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .ignore(none())
        .type(
            named(PACKAGE + "SSLSocketOutputRecord")
                .or(named(PACKAGE + "SSLSocketImpl$AppOutputStream"))
                .or(named(PACKAGE + "SSLEngineOutputRecord"))
                .or(named(PACKAGE + "SSLEngineImpl")))
        .transform(
            (builder, type, loader, module, domain) ->
                builder
                    .visit(Advice.to(Count.class).on(named("deliver")))
                    .visit(Advice.to(Count.class).on(named("encode")))
                    .visit(Advice.to(Count.class).on(named("write"))))
        .installOn(instrumentation);
  }

  public static void agentmain(String arguments, Instrumentation instrumentation) {
    premain(arguments, instrumentation);
  }

  /** Copied into the methods that it counts. */
  private static final class Count {
    private Count() {}

    @Advice.OnMethodEnter
    static void enter() {
      ((AtomicInteger) System.getProperties().get("counted.entered")).incrementAndGet();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      ((AtomicInteger) System.getProperties().get("counted.left")).incrementAndGet();
    }
  }
}
