/** The page that {@code report} writes; runs in the command line's JVM only. */
package io.github.recordsplit.tools.report;
