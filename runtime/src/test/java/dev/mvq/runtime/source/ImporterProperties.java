package dev.mvq.runtime.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ImporterProperties {
    private static final String HEADER =
            "underlying,underlying_last,optionroot,type,expiration,quotedate,strike,last,bid,ask,volume,openinterest,"
                    + "impliedvol,delta,gamma,theta,vega\n";
    private static final String ROW =
            "SPY,368.79,SPY210129P00345000,put,2021-01-29,2021-01-04,345.0,2.71,2.76,2.78,7424,48199,0.28804,-0.17798,"
                    + "0.00937,-0.1447,0.25147\n";
    private static final byte[] NASTY = "\u0000\n\r\",;-.eE0NaX/\\ \uFEFF\u202E٣".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 200)
    void however_rows_are_damaged_each_is_kept_or_accounted_for(@ForAll long seed) throws IOException {
        byte[] text = ROW.repeat(20).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(seed);
        for (int damage = random.nextInt(60); damage > 0; damage--) {
            byte with = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : (byte) random.nextInt(256);
            text[random.nextInt(text.length)] = with;
        }
        Path file = Files.createTempFile("damaged", ".csv");
        try {
            Files.writeString(file, HEADER);
            Files.write(file, text, StandardOpenOption.APPEND);
            List<MarketDay> days = new ArrayList<>();
            ImportReport report = new Importer(Path.of("/"), Progress.SILENT)
                    .read(List.of(file.toString()), Optional.empty(), Optional.empty(), days::add);
            assertEquals(report.rows(), report.kept() + report.identical() + report.superseded() + report.bad());
            assertEquals(report.kept(), days.stream().mapToInt(MarketDay::size).sum());
        } finally {
            Files.delete(file);
        }
    }
}
