package io.github.recordsplit.library;

import io.github.recordsplit.bridge.BridgeInjector;
import io.github.recordsplit.connection.ConnectionContext;
import io.github.recordsplit.instrument.HookTable;
import io.github.recordsplit.observe.log.AgentLog;
import java.util.ArrayList;
import java.util.List;

/** The TLS libraries that are woven at places of their own. */
public final class SupportedLibraries {
  private final LibrarySupport[] all;

  /** These, in the order in which they are asked. */
  public SupportedLibraries(LibrarySupport... all) {
    this.all = all;
  }

  /** All of them. */
  public LibrarySupport[] all() {
    return all.clone();
  }

  /** Where they hand plaintext to applications. */
  public HookTable reads() {
    List<HookTable> tables = new ArrayList<>();
    for (LibrarySupport each : all) {
      tables.add(each.reads());
    }
    return new Together(tables);
  }

  /** Where their handshakes begin and fail. */
  public HookTable handshakes() {
    List<HookTable> tables = new ArrayList<>();
    for (LibrarySupport each : all) {
      tables.add(each.handshakes());
    }
    return new Together(tables);
  }

  /** Where their peers answer, and connections end. */
  public HookTable answers() {
    List<HookTable> tables = new ArrayList<>();
    for (LibrarySupport each : all) {
      tables.add(each.answers());
    }
    return new Together(tables);
  }

  /** Where their engines are given their peers' bytes. */
  public HookTable origins() {
    List<HookTable> tables = new ArrayList<>();
    for (LibrarySupport each : all) {
      tables.add(each.origins());
    }
    return new Together(tables);
  }

  /** The one that an object is of, by its class's name; null if it is none's, or null. */
  public LibrarySupport of(Object object) {
    return object == null ? null : ofClass(object.getClass().getName());
  }

  /** The one that a class is of, by its binary name; or null. */
  public LibrarySupport ofClass(String className) {
    for (LibrarySupport each : all) {
      if (each.isOf(className)) {
        return each;
      }
    }
    return null;
  }

  /** The agent is there. */
  public void connect(ConnectionContext control, AgentLog log, BridgeInjector opener) {
    for (LibrarySupport each : all) {
      each.connect(control, log, opener);
    }
  }
}
