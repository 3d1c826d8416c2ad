package io.github.recordsplit.tools.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A self-signed certificate for localhost, good for a day (RFC 5280): no JRE can make one. */
final class Certificate {
  private static final int SEQUENCE = 0x30;
  private static final byte[] SHA256_WITH_RSA = {
    0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 0x0b, 5, 0
  };
  private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
  private static final byte[] ALTERNATIVE_NAME = {6, 3, 0x55, 0x1d, 0x11};
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  final KeyPair keys;
  final X509Certificate certificate;

  Certificate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    byte[] toBeSigned = toBeSigned(Instant.now(), keys.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(toBeSigned);
    byte[] signed = der(3, new byte[1], signature.sign());
    byte[] whole = der(SEQUENCE, toBeSigned, SHA256_WITH_RSA, signed);
    certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] toBeSigned(Instant now, byte[] publicKey) {
    byte[] version = der(0xa0, der(2, new byte[] {2}));
    byte[] serial = der(2, BigInteger.valueOf(now.toEpochMilli()).toByteArray());
    byte[] cn = der(SEQUENCE, COMMON_NAME, der(0x0c, Dialogue.ascii("localhost")));
    byte[] name = der(SEQUENCE, der(0x31, cn));
    byte[] names = der(SEQUENCE, der(0x82, Dialogue.ascii("localhost")), der(0x87, LOOPBACK));
    byte[] extension = der(SEQUENCE, ALTERNATIVE_NAME, der(4, names));
    byte[] extensions = der(0xa3, der(SEQUENCE, extension));
    byte[] validity = der(SEQUENCE, time(now, -1), time(now, 1));
    return der(
        SEQUENCE, version, serial, SHA256_WITH_RSA, name, validity, name, publicKey, extensions);
  }

  private static byte[] time(Instant now, int days) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    Instant then = now.plus(days, ChronoUnit.DAYS);
    return der(0x17, Dialogue.ascii(format.format(then.atOffset(ZoneOffset.UTC))));
  }

  /** Tag, length, value; nothing here is longer than 65,535 bytes. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      value.write(part, 0, part.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (value.size() >= 0x80) {
      out.write(0x82);
      out.write(value.size() >> 8);
    }
    out.write(value.size());
    out.write(value.toByteArray(), 0, value.size());
    return out.toByteArray();
  }
}
