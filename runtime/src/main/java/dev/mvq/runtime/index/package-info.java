/**
 * FAISS indices over the vector store, and the search that proposes with them and scores exactly from the stored vectors.
 */
@NullMarked
package dev.mvq.runtime.index;

import org.jspecify.annotations.NullMarked;
