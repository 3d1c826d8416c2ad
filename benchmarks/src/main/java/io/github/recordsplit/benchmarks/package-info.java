/** What the agent costs, each figure a ratio or a difference taken within one run. */
package io.github.recordsplit.benchmarks;
