/** Where a problem is, what it is, and what was probably meant; and the one renderer that draws it for every way in. */
@NullMarked
package dev.mvq.dsl.diagnostic;

import org.jspecify.annotations.NullMarked;
