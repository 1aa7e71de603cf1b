package dev.mvq.runtime.vector;

import java.time.LocalDate;
import java.util.Map;

/**
 * One complete stored day: a folder of rows and vectors named by its content.
 *
 * @param date the trading day
 * @param hash the folder's name
 * @param rows number of rows
 * @param inputs what it was made from
 * @param files by name: {@code rows.parquet}, {@code <modality>.npy}, and {@code blocks.crc} of large days
 */
public record DayRef(LocalDate date, String hash, int rows, DayInputs inputs, Map<String, StoredFile> files) {
    public DayRef {
        files = Map.copyOf(files);
    }

    /** The file of that name. */
    public StoredFile file(String name) {
        StoredFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException(date + " has no file " + name);
        }
        return file;
    }
}
