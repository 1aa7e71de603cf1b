/**
 * Embeddings at rest: content-named day folders of float16 vectors and rows, segments of consecutive days with dense ordinals,
 * their manifests, and the root that is swapped last.
 */
@NullMarked
package dev.mvq.runtime.vector;

import org.jspecify.annotations.NullMarked;
