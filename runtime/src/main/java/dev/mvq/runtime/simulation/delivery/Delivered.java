package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.simulation.planting.PlantedFlaw;
import java.util.List;

/**
 * A day's files.
 *
 * @param folder where they lie; what else lies there was of an older day and is to go
 * @param files the files that came
 * @param flaws what is wrong with them
 */
public record Delivered(String folder, List<RawFile> files, List<PlantedFlaw> flaws) {
    public Delivered {
        files = List.copyOf(files);
        flaws = List.copyOf(flaws);
    }
}
