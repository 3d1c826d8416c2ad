package io.github.recordsplit.library.bctls;

import io.github.recordsplit.bridge.BridgeInjector;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The private members of one copy of bctls by which a payload is written. A {@link ClassValue}
 * keeps them inside bctls's own classes, so that they pin no class loader.
 */
final class BcMembers {
  private static final String PROTOCOL = "org.bouncycastle.tls.TlsProtocol";

  final Field recordStream;
  final Field closed;
  final Field appDataReady;
  final Field appDataSplitEnabled;
  final Field blocking;
  final Method safeWriteRecord;
  final Method getAvailableOutputBytes;
  final Method getContext;
  final Method getPeer;
  final Field output;
  final Field writeCipher;
  final Field writeVersion;
  final Field plaintextLimit;
  final Field version;

  /** What a record brought, decrypted. */
  final Method processRecord;

  /** Null in the old line, which has no lock. */
  final Field recordWriteLock;

  /** This and the next three null in lines without TLS 1.3. */
  final Field keyUpdateEnabled;

  final Field keyUpdatePendingSend;
  final Method needsKeyUpdate;
  final Method send13KeyUpdate;

  /** This and the next three null in lines without previews. */
  final Method previewOutputRecord;

  final Method previewOutputRecordSize;
  final Method combineAppData;
  final Method extendRecordSize;

  private final BridgeInjector opener;

  private BcMembers(BridgeInjector opener, Class<?> protocol) throws ReflectiveOperationException {
    this.opener = opener;
    recordStream = field(protocol, "recordStream");
    closed = field(protocol, "closed");
    appDataReady = field(protocol, "appDataReady");
    appDataSplitEnabled = field(protocol, "appDataSplitEnabled");
    blocking = field(protocol, "blocking");
    safeWriteRecord =
        method(protocol, "safeWriteRecord", short.class, byte[].class, int.class, int.class);
    processRecord =
        method(protocol, "processRecord", short.class, byte[].class, int.class, int.class);
    getAvailableOutputBytes = method(protocol, "getAvailableOutputBytes");
    getContext = method(protocol, "getContext");
    getPeer = method(protocol, "getPeer");
    Class<?> stream = recordStream.getType();
    output = field(stream, "output");
    writeCipher = field(stream, "writeCipher");
    writeVersion = field(stream, "writeVersion");
    plaintextLimit = field(stream, "plaintextLimit");
    version = field(writeVersion.getType(), "version");
    recordWriteLock = optionalField(protocol, "recordWriteLock");
    keyUpdateEnabled = optionalField(protocol, "keyUpdateEnabled");
    boolean tls13 = keyUpdateEnabled != null;
    keyUpdatePendingSend = tls13 ? field(protocol, "keyUpdatePendingSend") : null;
    needsKeyUpdate = tls13 ? method(stream, "needsKeyUpdate") : null;
    send13KeyUpdate = tls13 ? method(protocol, "send13KeyUpdate", boolean.class) : null;
    previewOutputRecord = optionalMethod(stream, "previewOutputRecord", int.class);
    Class<?> preview = previewOutputRecord == null ? null : previewOutputRecord.getReturnType();
    combineAppData = preview == null ? null : combineAppData(preview);
    previewOutputRecordSize = optionalMethod(stream, "previewOutputRecordSize", int.class);
    extendRecordSize =
        preview == null ? null : optionalMethod(preview, "extendRecordSize", preview, int.class);
  }

  /** Up to 1.66 it has a shorter name. */
  private Method combineAppData(Class<?> preview) throws NoSuchMethodException {
    Method named = optionalMethod(preview, "combineAppData", preview, preview);
    return named == null ? method(preview, "combine", preview, preview) : named;
  }

  /** The shapes of all copies of bctls in this JVM. */
  static final class Shapes extends ClassValue<BcMembers> {
    private final BridgeInjector opener;

    Shapes(BridgeInjector opener) {
      this.opener = opener;
    }

    @Override
    protected BcMembers computeValue(Class<?> type) {
      Class<?> protocol = type;
      while (!protocol.getName().equals(PROTOCOL)) {
        protocol = protocol.getSuperclass();
      }
      if (protocol != type) {
        return get(protocol);
      }
      try {
        return new BcMembers(opener, protocol);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The protocol's number, as in a record's header; TLS 1.3 calls itself 1.2 there. */
  int version(Object stream) throws IllegalAccessException {
    return version.getInt(writeVersion.get(stream));
  }

  private Field field(Class<?> type, String name) throws NoSuchFieldException {
    return opened(type.getDeclaredField(name));
  }

  private Field optionalField(Class<?> type, String name) {
    try {
      return field(type, name);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  private Method method(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    return opened(type.getDeclaredMethod(name, parameters));
  }

  private Method optionalMethod(Class<?> type, String name, Class<?>... parameters) {
    try {
      return method(type, name, parameters);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private <T extends AccessibleObject> T opened(T member) {
    opener.open(member);
    return member;
  }
}
