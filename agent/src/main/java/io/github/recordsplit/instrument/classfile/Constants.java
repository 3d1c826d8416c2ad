package io.github.recordsplit.instrument.classfile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A class file's constant pool (JVMS 4.4), which only grows: no index in the class changes. */
public final class Constants {
  private static final int FIRST = 10;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int MAX = 0xffff;

  /** Bytes of a constant after its tag, by tag; 0 where there is no such tag. */
  private static final byte[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  /** Where the pool ends in the class file. */
  final int end;

  private final byte[] file;
  private final int[] places;
  private final ByteArrayOutputStream added = new ByteArrayOutputStream(512);
  private final Map<String, Integer> known = new HashMap<>();
  private int count;

  Constants(byte[] file) throws ShapeException {
    this.file = file;
    this.count = Bytes.u2(file, FIRST - 2);
    this.places = new int[count];
    int at = FIRST;
    for (int i = 1; i < count; i++) {
      places[i] = at;
      int tag = file[at];
      at += 1 + size(tag, at);
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    this.end = at;
  }

  private int size(int tag, int at) throws ShapeException {
    if (tag == UTF8) {
      return 2 + Bytes.u2(file, at + 1);
    }
    if (tag < 0 || tag >= SIZES.length || SIZES[tag] == 0) {
      throw new ShapeException("a known kind of constant, found number " + tag);
    }
    return SIZES[tag];
  }

  /** The text of a UTF-8 constant of the class file. */
  String text(int index) {
    int at = places[index] + 1;
    return new String(file, at + 2, Bytes.u2(file, at), StandardCharsets.UTF_8);
  }

  /** Name of a class constant, as an internal name. */
  String className(int index) {
    return text(Bytes.u2(file, places[index] + 1));
  }

  /** Owner of a field or method reference, as an internal name. */
  String owner(int reference) {
    return className(Bytes.u2(file, places[reference] + 1));
  }

  /** Name of a field or method reference. */
  String name(int reference) {
    return text(Bytes.u2(file, nameAndType(reference)));
  }

  /** Descriptor of a field or method reference. */
  String descriptor(int reference) {
    return text(Bytes.u2(file, nameAndType(reference) + 2));
  }

  private int nameAndType(int reference) {
    return places[Bytes.u2(file, places[reference] + 3)] + 1;
  }

  /** Adds a class constant. */
  public int classOf(String internalName) throws ShapeException {
    return add(CLASS, utf8(internalName), -1, "class " + internalName);
  }

  /** Adds a string. */
  public int string(String text) throws ShapeException {
    return add(STRING, utf8(text), -1, "string " + text);
  }

  /** Adds a reference to a method of a class. */
  public int method(String owner, String name, String descriptor) throws ShapeException {
    int type = add(NAME_AND_TYPE, utf8(name), utf8(descriptor), "type " + name + descriptor);
    return add(METHOD, classOf(owner), type, "method " + owner + '.' + name + descriptor);
  }

  int utf8(String text) throws ShapeException {
    Integer index = known.get(text);
    if (index != null) {
      return index;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    added.write(UTF8);
    Bytes.putU2(added, bytes.length);
    added.write(bytes, 0, bytes.length);
    return next(text);
  }

  private int add(int tag, int first, int second, String key) throws ShapeException {
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    added.write(tag);
    Bytes.putU2(added, first);
    if (second >= 0) {
      Bytes.putU2(added, second);
    }
    return next(key);
  }

  private int next(String key) throws ShapeException {
    if (count == MAX) {
      throw new ShapeException("room in the constant pool");
    }
    known.put(key, count);
    return count++;
  }

  void writeTo(ByteArrayOutputStream out) {
    Bytes.putU2(out, count);
    out.write(file, FIRST, end - FIRST);
    byte[] more = added.toByteArray();
    out.write(more, 0, more.length);
  }
}
