package io.github.recordsplit.rules;

import java.util.ArrayList;
import java.util.List;

/** A subject for tests, which counts how often its classes are asked for. */
final class Asked implements Subject {
  final List<String> names = new ArrayList<>();
  final List<byte[]> addresses = new ArrayList<>();
  Role role = Role.CLIENT;
  int port = -1;
  String[] classes = {};
  final Places places = new Places();
  int walks;

  static Asked host(String... names) {
    Asked asked = new Asked();
    asked.names.addAll(List.of(names));
    return asked;
  }

  static Asked address(int... octets) {
    byte[] raw = new byte[octets.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) octets[i];
    }
    Asked asked = new Asked();
    asked.addresses.add(raw);
    return asked;
  }

  Asked port(int number) {
    port = number;
    return this;
  }

  Asked role(Role side) {
    role = side;
    return this;
  }

  Asked classes(String... stack) {
    classes = stack;
    return this;
  }

  @Override
  public boolean isIn(Share share) {
    return places.areIn(share);
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public List<byte[]> addresses() {
    return addresses;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String[] classes() {
    walks++;
    return classes;
  }
}
