package dev.mvq.repl.output;

import dev.mvq.dsl.Output;
import java.io.PrintStream;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** Rows and texts to stdout in the chosen format; row counts, messages and problems to stderr. */
public final class PrintedOutput implements Output {
    private final PrintStream out;
    private final PrintStream err;
    private final TableRenderer renderer;
    private final Runnable beforeWriting;
    private boolean wrote;

    /** @param beforeWriting makes room, such as {@link ProgressLine#clear} */
    public PrintedOutput(PrintStream out, PrintStream err, TableRenderer renderer, Runnable beforeWriting) {
        this.out = out;
        this.err = err;
        this.renderer = renderer;
        this.beforeWriting = beforeWriting;
    }

    /** The rows alone, without how many they are. */
    String answer(Table rows) {
        StringBuilder text = new StringBuilder();
        String leftOut = renderer.render(rows, text);
        toStdout(text);
        return leftOut;
    }

    @Override
    public void rows(Table rows) {
        String leftOut = answer(rows);
        String count = rows.rowCount() == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", rows.rowCount());
        toStderr(leftOut.isEmpty() ? count : count + "; " + leftOut);
    }

    @Override
    public void text(String text) {
        String visible = VisibleText.lines(text);
        toStdout(visible.endsWith("\n") ? visible : visible + "\n");
    }

    @Override
    public void message(String message) {
        toStderr(VisibleText.lines(message));
    }

    @Override
    public void problem(String rendered) {
        toStderr(VisibleText.lines(rendered));
    }

    /** An empty line stands between one answer and the next. */
    private void toStdout(CharSequence text) {
        beforeWriting.run();
        if (wrote) {
            out.println();
        }
        out.append(text);
        out.flush();
        wrote = true;
    }

    private void toStderr(String text) {
        beforeWriting.run();
        err.println(text);
        err.flush();
    }
}
