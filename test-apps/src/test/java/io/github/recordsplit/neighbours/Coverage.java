package io.github.recordsplit.neighbours;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of JaCoCo's: which classes were covered, and where. */
final class Coverage {
  private static final int HEADER = 0x01;
  private static final int SESSION = 0x10;
  private static final int CLASS = 0x11;

  /** Of one class: its name, its number, which is made from its bytes, and its probes. */
  record Covered(String type, long id, String probes) {}

  private Coverage() {}

  static List<Covered> read(Path file) throws IOException {
    List<Covered> all = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int block = in.read(); block >= 0; block = in.read()) {
        switch (block) {
          case HEADER -> in.readInt();
          case SESSION -> {
            in.readUTF();
            in.readLong();
            in.readLong();
          }
          case CLASS -> {
            long id = in.readLong();
            all.add(new Covered(in.readUTF(), id, probes(in)));
          }
          default -> throw new IOException("block " + block);
        }
      }
    }
    return all;
  }

  private static String probes(DataInputStream in) throws IOException {
    int count = number(in);
    StringBuilder probes = new StringBuilder();
    for (int read = 0; read < count; read += 8) {
      int bits = in.readUnsignedByte();
      for (int i = read; i < Math.min(read + 8, count); i++) {
        probes.append((bits >> (i - read)) & 1);
      }
    }
    return probes.toString();
  }

  private static int number(DataInputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }
}
