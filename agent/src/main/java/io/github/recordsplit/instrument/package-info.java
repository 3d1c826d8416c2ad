/** What the JVM asks about each class that it loads, and what all hooks have in common. */
package io.github.recordsplit.instrument;
