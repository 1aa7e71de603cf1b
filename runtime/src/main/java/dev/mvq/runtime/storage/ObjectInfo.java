package dev.mvq.runtime.storage;

/**
 * What a store knows of an object without reading it.
 *
 * @param key slash-separated name below the store's root
 * @param size bytes
 * @param etag changes whenever the content does
 */
public record ObjectInfo(String key, long size, String etag) {}
