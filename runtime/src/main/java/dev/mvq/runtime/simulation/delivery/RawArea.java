package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.source.Importer;
import java.time.LocalDate;

/**
 * Where raw files lie in a store: by era, as the real ones do. Made files have folders of their own, {@code made-market}, so that nobody
 * takes them for real ones or loses real ones to them.
 */
public final class RawArea {
    private static final int LAST_OF_BACKUP = 2009;
    private static final int LAST_OF_COMPLETE = 2019;
    private static final int LAST_OF_RECENT = 2024;

    private RawArea() {}

    /** Folder of the era's made files of one kind, such as {@code options-recent/made-market/chains}. */
    public static String folder(LocalDate day, String kind) {
        return era(day) + "/" + Importer.MADE + "/" + kind;
    }

    /** {@code aws_backup/extracted_options} to 2009, {@code options-complete} to 2019, {@code options-recent} to 2024, then {@code options}. */
    private static String era(LocalDate day) {
        int year = day.getYear();
        if (year <= LAST_OF_BACKUP) {
            return "aws_backup/extracted_options";
        }
        if (year <= LAST_OF_COMPLETE) {
            return "options-complete";
        }
        return year <= LAST_OF_RECENT ? "options-recent" : "options";
    }
}
