package io.github.recordsplit.rules;

/**
 * The places of one connection in the shares of rules. Each is given once and then stays: whatever
 * is decided again finds the same connection in the share.
 */
public final class Places {
  private Place last;

  /** No place yet. */
  public Places() {}

  /** Returns whether the connection is in a share; its number is given now if it has none. */
  public synchronized boolean areIn(Share share) {
    Place place = last;
    while (place != null && !share.isOf(place.rule)) {
      place = place.before;
    }
    if (place == null) {
      place = new Place(share.rule(), share.next(), last);
      last = place;
    }
    return share.hasPlace(place.number);
  }

  private static final class Place {
    final String rule;
    final int number;
    final Place before;

    Place(String rule, int number, Place before) {
      this.rule = rule;
      this.number = number;
      this.before = before;
    }
  }
}
