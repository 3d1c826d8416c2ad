package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A class file (JVMS 4) whose methods get code spliced in. What is not touched is copied byte for
 * byte, its version too, so a class file from the future is as good as any other.
 */
public final class ClassFile {
  private static final int MAGIC_AND_VERSION = 8;

  private final byte[] bytes;
  private final Constants constants;
  private final List<Method> methods = new ArrayList<>();

  /**
   * Reads a class file.
   *
   * @throws ShapeException if it is cut off, or holds a kind of constant that no JVM to date knows
   */
  public ClassFile(byte[] bytes) throws ShapeException {
    this.bytes = bytes;
    this.constants = new Constants(bytes);
    int interfaces = constants.end + 6;
    int fields = interfaces + 2 + 2 * Bytes.u2(bytes, interfaces);
    int at = fields + 2;
    for (int count = Bytes.u2(bytes, fields); count > 0; count--) {
      at = afterMember(at);
    }
    int count = Bytes.u2(bytes, at);
    for (at += 2; count > 0; count--) {
      methods.add(new Method(this, bytes, at));
      at = afterMember(at);
    }
    if (afterMember(at - 6) != bytes.length) { // the class's own attributes, as if of a member
      throw new ShapeException("a whole class file");
    }
  }

  private int afterMember(int member) throws ShapeException {
    int at = member + 8;
    for (int attributes = Bytes.u2(bytes, member + 6); attributes > 0; attributes--) {
      at += 6 + Bytes.length(bytes, at + 2);
    }
    return at;
  }

  /** Its constants. */
  public Constants constants() {
    return constants;
  }

  /** Its methods, in their order, constructors among them. */
  public List<Method> methods() {
    return methods;
  }

  /** The method of a name and descriptor, or null. */
  public Method method(String name, String descriptor) {
    for (Method method : methods) {
      if (method.name().equals(name) && method.descriptor().equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  /** Internal name of the class. */
  public String name() {
    return constants.className(Bytes.u2(bytes, constants.end + 2));
  }

  /** Internal name of the class above it. */
  public String superName() {
    return constants.className(Bytes.u2(bytes, constants.end + 4));
  }

  /** Major version of the class file. */
  int major() {
    return Bytes.u2(bytes, 6);
  }

  /**
   * The class file with everything that was spliced in.
   *
   * @throws ShapeException if a method has no room for it
   */
  public byte[] toBytes() throws ShapeException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 1024);
    ByteArrayOutputStream members = new ByteArrayOutputStream(bytes.length - constants.end + 512);
    int copied = constants.end;
    for (Method method : methods) {
      if (method.isChanged()) {
        members.write(bytes, copied, method.codeStart() - copied);
        method.code().writeTo(members);
        copied = method.codeEnd();
      }
    }
    members.write(bytes, copied, bytes.length - copied);
    out.write(bytes, 0, MAGIC_AND_VERSION);
    constants.writeTo(out); // last, because frames name classes
    byte[] rest = members.toByteArray();
    out.write(rest, 0, rest.length);
    return out.toByteArray();
  }
}
