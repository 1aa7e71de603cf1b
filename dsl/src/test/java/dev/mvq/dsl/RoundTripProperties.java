package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.ExpressionPrinter;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text to tree to text to tree: what is printed reads as what was printed. */
class RoundTripProperties {
    @Property(tries = 150)
    void statements_print_and_read_back_equal(@ForAll("statements") Statement statement) {
        String text = SyntaxPrinter.print(statement);
        Statement read = SyntaxTrees.read(text);
        assertEquals(SyntaxTrees.withoutPlaces(statement), SyntaxTrees.withoutPlaces(read), text);
        assertEquals(text, SyntaxPrinter.print(read));
    }

    @Property(tries = 150)
    void conditions_print_and_read_back_equal(@ForAll("conditions") Expression condition) {
        String text = "SIMILAR TO SPY WHERE " + ExpressionPrinter.print(condition);
        Statement.SimilarTo read = (Statement.SimilarTo) SyntaxTrees.read(text);
        Object expected = SyntaxTrees.withoutPlaces(condition);
        Object clause = SyntaxTrees.withoutPlaces(read.clauses().getFirst());
        assertEquals(List.of("Where", expected, ""), clause, text);
    }

    @Provide
    Arbitrary<Statement> statements() {
        return RandomStatements.statements();
    }

    @Provide
    Arbitrary<Expression> conditions() {
        return RandomExpressions.conditions(4);
    }
}
