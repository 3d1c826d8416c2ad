/**
 * What woven code calls. The classes of the JDK see nothing but {@code java.lang}, so that is where
 * it goes.
 */
package io.github.recordsplit.bridge;
