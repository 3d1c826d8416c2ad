/** What peers answer, how connections end, and whether those that are split fare worse. */
package io.github.recordsplit.feature.outcome;
