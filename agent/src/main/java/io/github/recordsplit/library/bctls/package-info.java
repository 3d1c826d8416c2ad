/** BouncyCastle's bctls, below its JSSE provider and as the bare protocol API. */
package io.github.recordsplit.library.bctls;
