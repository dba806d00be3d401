package vor.server.events.query;

import java.util.List;
import java.util.OptionalDouble;
import vor.server.events.query.Expression.Order;
import vor.server.events.query.Lexer.Kind;
import vor.server.events.query.Lexer.Word;

/** Reads one query by recursive descent: or, and, not, comparison. */
final class Parser {
    private static final int DEEPEST = 100;

    private final List<Word> words;
    private int at;
    private int depth;

    Parser(String text) throws QueryException {
        words = new Lexer(text).words();
    }

    Expression parse() throws QueryException {
        if (peek().kind() == Kind.END) {
            throw new QueryException("expected a query, such as state = \"critical\"", 0);
        }
        Expression all = or();
        if (peek().kind() != Kind.END) {
            throw expected("\"and\", \"or\" or the end");
        }
        return all;
    }

    private Word peek() {
        return words.get(at);
    }

    private Word take() {
        Word word = words.get(at);
        at = Math.min(at + 1, words.size() - 1);
        return word;
    }

    private boolean taken(String sign) {
        boolean is = peek().is(sign);
        if (is) {
            take();
        }
        return is;
    }

    private QueryException expected(String what) {
        Word word = peek();
        String found = word.kind() == Kind.END ? "the end" : "\"" + word.text().replace("\"", "") + "\"";
        return new QueryException("expected " + what + ", found " + found, word.at());
    }

    private Expression or() throws QueryException {
        Expression left = and();
        while (taken("or")) {
            left = new Expression.Either(left, and());
        }
        return left;
    }

    private Expression and() throws QueryException {
        Expression left = not();
        while (taken("and")) {
            left = new Expression.All(left, not());
        }
        return left;
    }

    private Expression not() throws QueryException {
        if (++depth > DEEPEST) {
            throw new QueryException("nested deeper than " + DEEPEST, peek().at());
        }
        try {
            return taken("not") ? new Expression.Not(not()) : primary();
        } finally {
            depth--;
        }
    }

    private Expression primary() throws QueryException {
        if (taken("(")) {
            Expression inner = or();
            if (!taken(")")) {
                throw expected("\")\"");
            }
            return inner;
        }
        if (taken("tagged")) {
            return new Expression.Tagged(text("a tag in quotes"));
        }
        return comparison();
    }

    private String text(String what) throws QueryException {
        if (peek().value() instanceof Value.Text(String text)) {
            take();
            return text;
        }
        throw expected(what);
    }

    private Expression comparison() throws QueryException {
        Word first = peek();
        Operand left = operand();
        Word sign = peek();
        if (sign.kind() != Kind.SIGN || sign.is("(") || sign.is(")")) {
            return constant(first, left);
        }
        take();
        return switch (sign.text()) {
            case "=" -> new Expression.Equal(left, operand());
            case "!=" -> new Expression.Not(new Expression.Equal(left, operand()));
            case "=~" -> new Expression.Fits(left, Fit.like(text("a text in quotes, with % for anything")));
            case "~=" -> new Expression.Fits(left, regex());
            case "<" -> new Expression.Ordered(left, Order.LESS, number());
            case "<=" -> new Expression.Ordered(left, Order.AT_MOST, number());
            case ">" -> new Expression.Ordered(left, Order.MORE, number());
            default -> new Expression.Ordered(left, Order.AT_LEAST, number());
        };
    }

    private Expression constant(Word first, Operand left) throws QueryException {
        if (left instanceof Operand.Fixed(Value.Truth(boolean is))) {
            return new Expression.Constant(is);
        }
        if (left instanceof Operand.Fixed(Value.Nil n)) {
            return new Expression.Constant(false);
        }
        throw expected("a comparison such as = != < <= > >= =~ ~= behind \"" + first.text().replace("\"", "") + "\"");
    }

    private Fit regex() throws QueryException {
        int place = peek().at();
        return Fit.regex(text("a regular expression in quotes"), place);
    }

    private double number() throws QueryException {
        OptionalDouble number = peek().kind() == Kind.VALUE ? peek().value().asNumber() : OptionalDouble.empty();
        if (number.isEmpty()) {
            throw expected("a number");
        }
        take();
        return number.getAsDouble();
    }

    private Operand operand() throws QueryException {
        Word word = peek();
        if (word.kind() == Kind.VALUE) {
            take();
            return new Operand.Fixed(word.value());
        }
        if (word.kind() == Kind.NAME && !word.is("and") && !word.is("or") && !word.is("not") && !word.is("tagged")) {
            take();
            return new Operand.Field(word.text());
        }
        throw expected("a field such as host, or a value");
    }
}
