package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;

/** A program of its own: damages a market day's file and reads it, in a process that DuckDB's reader might end. */
final class DamagedParquetFiles {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 16);

    private DamagedParquetFiles() {}

    /** Folder, first seed, number of seeds; says at its end how many files were refused and how many read. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        LocalObjectStore store = new LocalObjectStore(folder.resolve("damaged"));
        int refused = 0;
        int read = 0;
        try (MarketArchive archive = new MarketArchive(store)) {
            MarketDay day = SampleDays.day(DAY, 60);
            archive.write(day);
            String key = store.list("market/").getFirst().key();
            byte[] whole = store.read(key);
            long first = Long.parseLong(args[1]);
            for (long seed = first; seed < first + Long.parseLong(args[2]); seed++) {
                Files.writeString(folder.resolve("trying"), "seed " + seed);
                replace(store.fetch(key), damaged(whole, new Random(seed)));
                if (reads(archive)) {
                    read++;
                } else {
                    refused++;
                }
            }
        }
        System.out.println("refused " + refused + ", read " + read);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Files.move(Files.write(file.resolveSibling("fresh"), content), file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Half of what is changed is the footer's, which says where everything is. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int footer = bytes.length - 4_000;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : footer + random.nextInt(4_000);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(bytes, at, Math.min(at + 5, bytes.length), (byte) 0xff);
                default -> bytes[at] = 0;
            }
        }
        return bytes;
    }

    private static boolean reads(MarketArchive archive) {
        try {
            archive.read(DAY);
            archive.census();
            return true;
        } catch (MvqException refused) {
            return false;
        }
    }
}
