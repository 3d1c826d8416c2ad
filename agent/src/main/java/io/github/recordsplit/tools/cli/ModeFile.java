package io.github.recordsplit.tools.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.recordsplit.rules.ConfigException;
import io.github.recordsplit.rules.Messages;
import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.ModeSetting;
import io.github.recordsplit.rules.Policy;
import io.github.recordsplit.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The rules file as the switch of a machine, as a value of the registry is: its {@code mode} line
 * is changed, and what it was is kept beside it.
 */
final class ModeFile {
  private final Path file;
  private final String name;

  ModeFile(Path file) {
    this.file = file;
    this.name = Messages.quote(file.toString());
  }

  /** What was done. */
  static final class Change {
    final ModeSetting now;
    final ModeSetting was;

    /** Where the file is as it was before, or null. */
    final Path backup;

    private Change(ModeSetting was, ModeSetting now, Path backup) {
      this.was = was;
      this.now = now;
      this.backup = backup;
    }

    @Override
    public String toString() {
      return "mode "
          + now.after(was)
          + (backup == null ? "" : "; the file as it was is in " + Messages.plain("" + backup));
    }
  }

  /** Changes the mode. */
  Change set(ModeSetting mode) throws NoException, ConfigException {
    SafeFile safe = open();
    Rules rules = Rules.load(file.toString());
    if (rules.mode() != null && setting(rules).equals(mode)) {
      return new Change(mode, mode, null);
    }
    return write(safe, rules, ModeLine.with(read(safe), mode), true);
  }

  /** Returns from mode none to what was before; another mode stays. */
  Change enable() throws NoException, ConfigException {
    ModeSetting mode = setting(Rules.load(file.toString()));
    return mode.mode == Mode.NONE ? undo() : new Change(mode, mode, null);
  }

  /** Puts back the mode line of the backup; all else stays as it is now. */
  Change undo() throws NoException, ConfigException {
    SafeFile safe = open();
    String before = backup(safe);
    Rules rules = Rules.load(file.toString());
    Change change = write(safe, rules, ModeLine.withThatOf(read(safe), before), false);
    try {
      safe.deleteBackup();
    } catch (IOException e) {
      throw failed(e);
    }
    return change;
  }

  private String backup(SafeFile safe) throws NoException {
    try {
      byte[] bytes = safe.readBackup();
      if (bytes == null) {
        throw new NoException(
            name
                + " was not changed by this command, so there is nothing to put back: say which"
                + " mode with 'mode --file'");
      }
      return new String(bytes, ISO_8859_1);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private SafeFile open() throws NoException {
    try {
      return SafeFile.of(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private String read(SafeFile safe) throws NoException {
    try {
      return new String(safe.read(), ISO_8859_1);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Change write(SafeFile safe, Rules before, String text, boolean keep)
      throws NoException, ConfigException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    Rules after = Rules.parse(file.toString(), new String(bytes, UTF_8));
    try {
      Path backup = safe.write(bytes, keep);
      return new Change(setting(before), setting(after), backup);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static ModeSetting setting(Rules rules) {
    return Policy.of(rules, "").setting();
  }

  private NoException failed(IOException e) {
    return new NoException(name + " cannot be changed: " + Messages.plain(e.toString()));
  }
}
