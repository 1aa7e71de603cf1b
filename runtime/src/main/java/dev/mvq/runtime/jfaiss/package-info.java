/**
 * FAISS for Java: a thin, safe binding by the Foreign Function and Memory API to {@code libjfaiss.so}, which
 * {@code scripts/native/build-faiss} builds. The only package with native code of ours; no memory segment leaves it, every native object
 * has one owner that frees it, and every failure carries FAISS's own words. To call more of FAISS, add a handle to
 * {@code FaissSymbols} and, where the C API lacks it, a function to {@code scripts/native/jfaiss_shim.cpp}. Beside it,
 * {@code jfaiss_ivfpq.cpp} trains IVF with PQ and adds to it several times as fast as FAISS, with the same lists and codes.
 */
@NullMarked
package dev.mvq.runtime.jfaiss;

import org.jspecify.annotations.NullMarked;
