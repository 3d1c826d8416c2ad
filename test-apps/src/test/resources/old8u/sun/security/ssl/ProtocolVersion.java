package sun.security.ssl;

public final class ProtocolVersion {
  static final ProtocolVersion TLS10 = new ProtocolVersion(0x0301);

  public final int v;

  public ProtocolVersion(int v) {
    this.v = v;
  }
}
