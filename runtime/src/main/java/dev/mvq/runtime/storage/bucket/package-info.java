/**
 * Stores in buckets: {@link dev.mvq.runtime.storage.bucket.StoreLocation} opens what {@code --store} names, and
 * {@link dev.mvq.runtime.storage.bucket.BucketObjectStore} keeps a store in MinIO, or what else speaks S3. Every request is tried again
 * until a deadline, and its failure becomes words here, in {@code Explanations}.
 */
@NullMarked
package dev.mvq.runtime.storage.bucket;

import org.jspecify.annotations.NullMarked;
