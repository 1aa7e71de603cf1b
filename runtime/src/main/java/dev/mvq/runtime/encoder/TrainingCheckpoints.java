package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The states of one training, {@code <home>/<modality>-<step>.state}, so that a training that was stopped goes on. The newest two of a
 * network stay: where the last is damaged, the one before is gone on from. A network that is done keeps one. What a training is known
 * by, its data and options, is in the name of its home: another one finds nothing.
 */
final class TrainingCheckpoints {
    /** Time between two states of a network: a killed training loses no more. */
    static final Duration EVERY = Duration.ofSeconds(60);

    private static final String SUFFIX = ".state";
    private static final String DONE = "-done" + SUFFIX;
    private static final int KEPT = 2;

    private final ObjectStore store;
    private final String home;
    private final Duration every;
    private final Progress progress;
    private long kept = System.nanoTime();

    /**
     * @param home keys begin with it; ends in a slash
     * @param every least time between two states of a network
     * @param progress hears what is gone on from, and what is damaged
     */
    TrainingCheckpoints(ObjectStore store, String home, Duration every, Progress progress) {
        this.store = store;
        this.home = home;
        this.every = every;
        this.progress = progress;
    }

    /** Whether enough time has passed since the last one. */
    boolean isDue() {
        return System.nanoTime() - kept >= every.toNanos();
    }

    /**
     * Writes where the training of a network stands, or its end, and removes what that makes needless. An interrupt of the thread waits
     * until that is done: it is what makes the state worth keeping.
     */
    void keep(Modality modality, TrainingState state) {
        boolean interrupted = Thread.interrupted();
        try {
            write(modality, state);
        } catch (MvqException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            interrupted = true;
            write(modality, state);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        kept = System.nanoTime();
    }

    private void write(Modality modality, TrainingState state) {
        store.put(key(modality, state), TrainingStateFile.write(state), Precondition.NONE);
        List<ObjectInfo> states = states(modality);
        int stay = state.finished() ? 0 : KEPT;
        states.subList(Math.min(stay, states.size()), states.size()).forEach(info -> store.delete(info.key()));
    }

    private String key(Modality modality, TrainingState state) {
        return home + modality.word() + (state.finished() ? DONE : "-%08d%s".formatted(state.step(), SUFFIX));
    }

    /**
     * The newest state of a network that can be read.
     *
     * @param upon what it must look at beside the data
     */
    Optional<TrainingState> newest(Modality modality, String upon) {
        List<String> keys = new ArrayList<>();
        store.head(home + modality.word() + DONE).ifPresent(info -> keys.add(info.key()));
        states(modality).forEach(info -> keys.add(info.key()));
        for (String key : keys) {
            Optional<TrainingState> state = TrainingStateFile.read(store.read(key));
            if (state.filter(of -> of.upon().equals(upon)).isPresent()) {
                return state;
            }
            progress.tell(
                    state.isPresent()
                            ? key + " is passed over: the encoders below it are others now"
                            : key + " is damaged and passed over: training goes on from an earlier state, or anew");
        }
        return Optional.empty();
    }

    /** States of a network that is not done, newest first. */
    private List<ObjectInfo> states(Modality modality) {
        return store.list(home + modality.word() + "-").stream()
                .filter(info -> info.key().endsWith(SUFFIX) && !info.key().endsWith(DONE))
                .toList()
                .reversed();
    }

    /** Which networks are done, and how far another one is; a line each. */
    List<String> standing() {
        List<String> lines = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            if (store.head(home + modality.word() + DONE).isPresent()) {
                lines.add(modality.word() + " is done");
            } else {
                states(modality).stream().findFirst().ifPresent(info -> {
                    String key = info.key();
                    String step = key.substring(key.lastIndexOf('-') + 1, key.length() - SUFFIX.length());
                    lines.add("%s is at step %,d".formatted(modality.word(), Integer.parseInt(step)));
                });
            }
        }
        return lines;
    }

    /** Removes all of them. */
    void clear() {
        store.list(home).forEach(info -> store.delete(info.key()));
    }
}
