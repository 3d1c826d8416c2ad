package io.github.recordsplit.library;

import io.github.recordsplit.instrument.Hook;
import io.github.recordsplit.instrument.HookTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The hooks of several libraries, whose classes have names of their own. */
final class Together implements HookTable {
  private final List<HookTable> tables;

  Together(List<HookTable> tables) {
    this.tables = tables;
  }

  @Override
  public boolean mayWeave(String className) {
    return of(className) != null;
  }

  @Override
  public Hook[] hooks(String className, byte[] classFile, boolean late) {
    return of(className).hooks(className, classFile, late);
  }

  @Override
  public Hook[] ahead() {
    List<Hook> all = new ArrayList<>();
    for (HookTable table : tables) {
      all.addAll(Arrays.asList(table.ahead()));
    }
    return all.toArray(new Hook[0]);
  }

  private HookTable of(String className) {
    for (HookTable table : tables) {
      if (table.mayWeave(className)) {
        return table;
      }
    }
    return null;
  }
}
