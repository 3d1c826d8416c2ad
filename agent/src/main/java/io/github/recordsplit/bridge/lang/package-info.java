/**
 * What woven code calls, and what the agent is to it. The build moves this package into {@code
 * java.lang} in every class of the jar: it is the one that every class loader delegates, and the
 * JDK's classes see no other. So these types name the JDK's and each other only.
 */
package io.github.recordsplit.bridge.lang;
