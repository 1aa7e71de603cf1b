package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A store with a few made days, and trainings on it that take a second. As a program: one such training, of the folder named. */
final class TrainedStore implements AutoCloseable {
    static final LocalDate LAST = LocalDate.of(2021, 3, 31);
    static final String TRAINING = "comprehensive_vectors/training/";

    final ObjectStore store;
    final MarketArchive archive;
    final EncoderModels models;

    TrainedStore(Path folder) {
        store = new LocalObjectStore(folder);
        archive = new MarketArchive(store);
        models = new EncoderModels(store);
    }

    /** The days of {@link #market} through {@link #LAST}. */
    TrainedStore withDays() {
        market(11).stream().filter(day -> !day.date().isAfter(LAST)).forEach(archive::write);
        return this;
    }

    /** 33 days of three names, 39 rows each; the last seven are after {@link #LAST}. */
    static List<MarketDay> market(long seed) {
        return new MadeMarket(new SimulationOptions(seed, 3, 33, 36, 0, LocalDate.of(2021, 4, 12)))
                .days()
                .toList();
    }

    static TrainingRequest request() {
        return new TrainingRequest(
                Set.of(),
                Optional.empty(),
                OptionalInt.of(1),
                7,
                EncoderSize.TINY,
                720,
                1,
                false,
                DeviceChoice.CPU,
                EncoderModels.SHIPPED);
    }

    static TrainingRequest during(String first, String last) {
        return new TrainingRequest(
                Set.of(),
                Optional.of(new DateRange(LocalDate.parse(first), LocalDate.parse(last))),
                OptionalInt.of(1),
                7,
                EncoderSize.TINY,
                720,
                1,
                false,
                DeviceChoice.CPU,
                EncoderModels.SHIPPED);
    }

    static TrainingRequest on(String others, Modality... modalities) {
        return new TrainingRequest(
                Set.of(modalities),
                Optional.empty(),
                OptionalInt.of(1),
                7,
                EncoderSize.TINY,
                720,
                1,
                false,
                DeviceChoice.CPU,
                others);
    }

    StoreTraining training(Progress progress) {
        return new StoreTraining(archive, store, models, TradingCalendar.newYork(), progress, Duration.ZERO);
    }

    TrainingReport train(TrainingRequest request) {
        return training(Progress.SILENT).train(request);
    }

    /** The parameter file of a version. */
    byte[] bytes(String version) {
        return store.read("comprehensive_vectors/models/%s/%s".formatted(version, EncoderSet.FILE));
    }

    /** Keys of checkpoints. */
    List<String> checkpoints() {
        return store.list(TRAINING).stream().map(ObjectInfo::key).toList();
    }

    /** Trains on the days of a folder as {@link #request} asks. */
    public static void main(String[] arguments) {
        try (TrainedStore made = new TrainedStore(Path.of(arguments[0]))) {
            made.train(request());
        }
    }

    @Override
    public void close() {
        archive.close();
        store.close();
    }
}
