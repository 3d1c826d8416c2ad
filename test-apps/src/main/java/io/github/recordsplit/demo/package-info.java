/**
 * The programs of the demo: two clients and a server as operators have them, with nothing of
 * recordsplit in them. What starts and measures them is in the same package of the test sources.
 */
package io.github.recordsplit.demo;
