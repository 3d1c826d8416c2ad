/** What the command line asks of a running JVM, through files in a folder of its own user. */
package io.github.recordsplit.manage.requests;
