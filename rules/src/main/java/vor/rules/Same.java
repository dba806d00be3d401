package vor.rules;

import java.util.List;
import java.util.Set;

/** Whether two steps do the same. */
final class Same {
    private Same() {}

    static boolean step(Op<?> one, Op<?> other) {
        return one.getClass().getName().equals(other.getClass().getName())
                && one.name().equals(other.name())
                && Lambdas.identity(one.arguments()).equals(Lambdas.identity(other.arguments()));
    }

    /** Two steps and all after them. */
    static boolean tree(Node one, Node other) {
        if (!step(one.op(), other.op()) || one.next().size() != other.next().size()) {
            return false;
        }
        for (int i = 0; i < one.next().size(); i++) {
            if (!tree(one.next().get(i), other.next().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** An argument for people. */
    static String words(Object argument) {
        return switch (argument) {
            case String s -> '"' + s + '"';
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> Long.toString(Math.round(d));
            case List<?> l -> String.join(", ", l.stream().map(Same::words).toList());
            case Set<?> s -> String.join(", ", s.stream().map(Same::words).sorted().toList());
            case Text.Is(Text field, String text) -> field(field) + "(" + words(text) + ")";
            case Text t -> field(t) + "()";
            case Enum<?> e -> e.name().toLowerCase(java.util.Locale.ROOT);
            default -> argument instanceof Number ? argument.toString() : "…";
        };
    }

    private static String field(Text field) {
        return switch (field) {
            case Text.Field f -> f.name().toLowerCase(java.util.Locale.ROOT);
            case Text.Attribute(String name) -> name;
        };
    }
}
