package io.github.recordsplit.tools.cli;

import io.github.recordsplit.rules.Mode;
import io.github.recordsplit.rules.ModeSetting;
import io.github.recordsplit.rules.Presets;
import io.github.recordsplit.rules.Role;
import io.github.recordsplit.tools.probe.Dialogues;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The words that an operand or an option takes: the completion script offers them. */
abstract class Words implements Iterable<String> {
  private final Object[] words;

  private Words(Object... words) {
    this.words = words;
  }

  @Override
  public Iterator<String> iterator() {
    return Stream.of(words).map(Object::toString).iterator();
  }

  static final class Verbs extends Words {
    Verbs() {
      super(Stream.of(Main.VERBS).map(verb -> verb.getAnnotation(Command.class).name()).toArray());
    }
  }

  static final class Modes extends Words {
    Modes() {
      super(Stream.concat(Stream.of(Mode.values()), Stream.of(ModeSetting.DRY_RUN)).toArray());
    }
  }

  static final class Roles extends Words {
    Roles() {
      super((Object[]) Role.values());
    }
  }

  static final class Lists extends Words {
    Lists() {
      super((Object[]) Presets.names());
    }
  }

  static final class Protocols extends Words {
    Protocols() {
      super((Object[]) Dialogues.names());
    }
  }

  static final class Shells extends Words {
    static final String[] ALL = {"bash", "zsh"};

    Shells() {
      super((Object[]) ALL);
    }
  }
}
