package sun.security.ssl;

class CipherBox {
  private final boolean cbc;

  CipherBox(boolean cbc) {
    this.cbc = cbc;
  }

  boolean isCBCMode() {
    return cbc;
  }
}
