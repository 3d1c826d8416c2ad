package io.github.recordsplit.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A link that takes its time, between two network namespaces of this machine: two TUN devices, and
 * a process that hands on packets. So the kernel's TCP is the one of a real network: Nagle, delayed
 * acknowledgements and all.
 */
final class Link implements AutoCloseable {
  private static final String SCRIPT = "delay.py";
  private static final String[] ADDRESSES = {"10.99.0.1", "10.99.0.2"};

  private final String[] names = new String[2];
  private Process wire;

  private Link() {
    for (int end = 0; end < names.length; end++) {
      names[end] = "rs" + ProcessHandle.current().pid() + "." + end;
    }
  }

  /** Fails where the user may not make devices and namespaces, or the tools are missing. */
  static Link open(int millis, Path folder) throws IOException, InterruptedException {
    Link link = new Link();
    try {
      link.start(millis, folder);
      return link;
    } catch (IOException | InterruptedException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private void start(int millis, Path folder) throws IOException, InterruptedException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = Link.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    wire =
        new ProcessBuilder("python3", script.toString(), millis + "", names[0], names[1]).start();
    if (!"ready".equals(wire.inputReader(StandardCharsets.UTF_8).readLine())) {
      byte[] said = wire.getErrorStream().readAllBytes();
      throw new IOException(new String(said, StandardCharsets.UTF_8).strip());
    }
    for (int end = 0; end < names.length; end++) {
      String name = names[end];
      ip("netns", "add", name);
      ip("link", "set", name, "netns", name);
      ip("-n", name, "addr", "add", ADDRESSES[end] + "/30", "dev", name);
      ip("-n", name, "link", "set", name, "up");
      ip("-n", name, "link", "set", "lo", "up");
    }
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Children.output(command);
  }

  String address(int end) {
    return ADDRESSES[end];
  }

  /** A command that runs at one end: 0 or 1. */
  List<String> at(int end, List<String> command) {
    List<String> inside = new ArrayList<>(List.of("nsenter", "--net=/var/run/netns/" + names[end]));
    inside.addAll(command);
    return inside;
  }

  @Override
  public void close() throws IOException {
    if (wire != null) {
      wire.outputWriter().close(); // the devices go with their process
      wire.onExit().join();
    }
    for (String name : names) {
      if (Files.exists(Path.of("/var/run/netns", name))) {
        new ProcessBuilder("ip", "netns", "del", name).start().onExit().join();
      }
    }
  }
}
