/**
 * Files of market data in: one {@link dev.mvq.runtime.source.SourceFormat} a form of file, recognised by its header, and one
 * {@link dev.mvq.runtime.source.Importer} that gathers rows of many files into canonical days, computes what they lack and
 * accounts for every row. A new form is a new subclass of SourceFormat that turns a row into a quote or a bar or says why
 * it cannot, and its line in SourceFormats.
 */
@NullMarked
package dev.mvq.runtime.source;

import org.jspecify.annotations.NullMarked;
