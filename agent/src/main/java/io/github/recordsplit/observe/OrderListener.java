package io.github.recordsplit.observe;

/** Hears of orders. */
public interface OrderListener {
  /** An order was carried out. */
  void ordered(Order order);
}
