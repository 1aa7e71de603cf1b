package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a user is told of an object that is not what it must be. */
final class Damage {
    private Damage() {}

    /** A file of a day. */
    static MvqException ofDay(LocalDate date, String key, String what, @Nullable Throwable cause) {
        return new MvqException(
                key + " is damaged: " + what, "GENERATE EMBEDDINGS DURING " + date + " RESTART writes it again", cause);
    }

    /** Something made of days that are themselves whole. */
    static MvqException ofDerived(String key, String what, @Nullable Throwable cause) {
        return new MvqException(
                key + " is damaged: " + what,
                "GENERATE FULL INDEX makes it again; days already encoded are not encoded again",
                cause);
    }

    /** The small file everything is found from. */
    static MvqException ofRoot(String key, String what, @Nullable Throwable cause) {
        return new MvqException(
                key + " is damaged: " + what,
                "delete it and run GENERATE EMBEDDINGS; days already encoded are not encoded again",
                cause);
    }

    /** Any object, with what makes it whole again. */
    static MvqException of(String key, String what, String remedy, @Nullable Throwable cause) {
        return new MvqException(key + " is damaged: " + what, remedy, cause);
    }

    static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
