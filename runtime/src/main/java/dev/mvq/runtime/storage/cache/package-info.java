/**
 * Local copies of objects that lie far away: {@link dev.mvq.runtime.storage.cache.LocalCache}, one folder for all processes of a user,
 * bounded in size, and never trusted further than size and checksum go.
 */
@NullMarked
package dev.mvq.runtime.storage.cache;

import org.jspecify.annotations.NullMarked;
