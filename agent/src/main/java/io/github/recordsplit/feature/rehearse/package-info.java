/** Lets an application read as if its peer split, and tells what it makes of that. */
package io.github.recordsplit.feature.rehearse;
