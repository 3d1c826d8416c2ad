/** Whose a file is, and how one is written where others could stand in the way. */
package io.github.recordsplit.files;
