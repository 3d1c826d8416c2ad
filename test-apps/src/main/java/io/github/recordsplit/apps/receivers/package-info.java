/**
 * The known issue of MS12-006 and of every stack that began to split: servers that take what one
 * read returns for one message, and a client for each.
 */
package io.github.recordsplit.apps.receivers;
