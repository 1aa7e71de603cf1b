/** Tests of all modules together, through the program itself: what a user would notice. */
@NullMarked
package dev.mvq.tests;

import org.jspecify.annotations.NullMarked;
