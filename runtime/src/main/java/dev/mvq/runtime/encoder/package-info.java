/**
 * The five networks that turn features into embeddings, their training, and the parameters shipped with the project.
 */
@NullMarked
package dev.mvq.runtime.encoder;

import org.jspecify.annotations.NullMarked;
