/**
 * Where bytes live: one {@link dev.mvq.runtime.storage.ObjectStore} over a local folder or a bucket, Parquet tables through
 * DuckDB, and the archive of canonical market days. A new kind of store implements {@code ObjectStore} and passes its
 * contract test.
 */
@NullMarked
package dev.mvq.runtime.storage;

import org.jspecify.annotations.NullMarked;
