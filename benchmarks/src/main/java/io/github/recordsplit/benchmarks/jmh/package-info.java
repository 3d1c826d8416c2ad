/** What JMH measures: one payload, one fork a cell, forks with and without the agent in turns. */
package io.github.recordsplit.benchmarks.jmh;
