package io.github.recordsplit.instrument;

/** What is made when a TLS class loads, and not before. */
public interface WeaverSource {
  /** How the internal names of TLS classes start. */
  String[] packages();

  /** The hooks of all TLS libraries and features; one object. */
  HookTables tables();

  /** Makes the weaver. */
  Weaver weaver(TlsClassTransformer transformer);
}
