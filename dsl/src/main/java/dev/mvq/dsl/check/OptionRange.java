package dev.mvq.dsl.check;

/** Least and most of a whole option. */
record OptionRange(long least, long most) {}
